"""Weights from a file or a folder on disk, and which model a file fits."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gzlabel.embedding.torch_models.likeness import most_alike
from gzlabel.errors import EmbeddingError
from gzlabel.parsed_json import parsed_json

_LFS_POINTER = b"version https://git-lfs"
_WRAPPERS = ("state_dict", "model_state_dict", "model", "model_ema")
_PREFIXES = ("", "module.", "encoder.", "model.", "backbone.", "_orig_mod.", "encoder.encoder.")
_ADVICE = "Weights only load failed"
_FORBIDDEN = re.compile(r"\bGLOBAL (?P<name>[\w.]{1,100})")
_FILES = ("model.safetensors", "pytorch_model.bin", "model.pth")

StateDict = Mapping[str, Any]


def read_config(folder: Path) -> dict[str, Any]:
    """Return ``config.json`` of a folder exported by timm; empty where there is none."""
    path = folder / "config.json"
    if not path.is_file():
        return {}
    try:
        config = parsed_json(path.read_bytes())
    except ValueError as error:
        raise EmbeddingError(f"the model's configuration is damaged ({error})", where=path) from error
    return config if isinstance(config, dict) else {}


def weights_file(place: Path) -> Path:
    """Return the weights in a folder, or ``place`` itself if it is a file.

    Raises
    ------
    EmbeddingError
        If there are none.
    """
    if place.is_file():
        return place
    if not place.is_dir():
        raise EmbeddingError("there is no such file or folder of weights", where=place)
    found = [place / name for name in _FILES if (place / name).is_file()]
    others = sorted(
        path for path in place.iterdir() if path.suffix in {".safetensors", ".pth", ".pt", ".bin"}
    )
    if not found and not others:
        raise EmbeddingError(
            "no weights in this folder", where=place, remedy=f"It should hold one of {', '.join(_FILES)}"
        )
    return (found or others)[0]


def read_state_dict(path: Path) -> StateDict:
    """Read the tensors of a ``.safetensors`` or torch file. Code inside the file is never run.

    Raises
    ------
    EmbeddingError
        If it is a git-lfs pointer, or no file of weights.
    """
    with path.open("rb") as file:
        if file.read(len(_LFS_POINTER)) == _LFS_POINTER:
            raise EmbeddingError(
                "this is a git-lfs pointer, not the weights", where=path, remedy="Run `git lfs pull` there"
            )
    try:
        if path.suffix == ".safetensors":
            from safetensors.torch import load_file

            return load_file(path)
        import torch

        stored = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch and safetensors raise their own kinds, and pickle any kind
        raise EmbeddingError(
            f"no readable file of weights ({why_unreadable(error)})",
            where=path,
            remedy="Save the model's state_dict() by torch.save, or as .safetensors",
        ) from error
    return _unwrapped(stored, path)


def why_unreadable(error: Exception) -> str:
    """What a reader of weights says, without torch's advice to run the code that a file holds."""
    told, kind = str(error), type(error).__name__
    forbidden = _FORBIDDEN.search(told)
    if forbidden:
        return f"it holds {forbidden['name']}, which is no tensor, and code in a file is never run"
    first = told.split("\n", 1)[0]
    return kind if _ADVICE in first else f"{kind}: {first.split('. ')[0][:200]}"


def load_weights(model: Any, tensors: StateDict, name: str, path: Path, *, architecture: str = "") -> None:
    """Load tensors into ``model``, which may lack only the classifier that the file holds.

    Parameters
    ----------
    architecture
        Of ``model``, by timm's name, to be among those that the tensors are compared with.

    Raises
    ------
    EmbeddingError
        If they do not fit; it says how many did, and which model they look like.
    """
    wanted = {key: tuple(value.shape) for key, value in model.state_dict().items()}
    fitting = max((_stripped(tensors, prefix) for prefix in _PREFIXES), key=lambda d: _n_matched(d, wanted))
    n_matched = _n_matched(fitting, wanted)
    if n_matched < len(wanted):
        raise EmbeddingError(
            f"these weights do not fit {name}: {n_matched} of its {len(wanted)} tensors matched; "
            + most_alike({key: tuple(value.shape) for key, value in fitting.items()}, architecture),
            where=path,
            remedy="Name the encoder these weights belong to",
        )
    model.load_state_dict({key: fitting[key] for key in wanted})


def _unwrapped(stored: Any, path: Path) -> StateDict:
    for wrapper in _WRAPPERS:
        if isinstance(stored, Mapping) and isinstance(stored.get(wrapper), Mapping):
            stored = stored[wrapper]
    tensors = (
        {str(key): value for key, value in stored.items() if hasattr(value, "shape")}
        if isinstance(stored, Mapping)
        else {}
    )
    if not tensors:
        raise EmbeddingError("the file holds no tensors by name", where=path)
    return tensors


def _stripped(tensors: StateDict, prefix: str) -> StateDict:
    return {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}


def _n_matched(tensors: StateDict, wanted: Mapping[str, tuple[int, ...]]) -> int:
    return sum(key in tensors and tuple(tensors[key].shape) == shape for key, shape in wanted.items())
