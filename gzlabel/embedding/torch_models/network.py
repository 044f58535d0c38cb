"""A timm network as it comes from the hub or from disk, without its classifier."""

import hashlib
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from textwrap import shorten
from typing import Any

from gzlabel.embedding.torch_models.hub import hub_told_briefly
from gzlabel.embedding.torch_models.torchvision_import import import_timm
from gzlabel.embedding.torch_models.weights import load_weights, read_config, read_state_dict, weights_file
from gzlabel.embedding.torch_models.zoobot_names import ZOOBOT_ARCHITECTURES, architecture, hub_address
from gzlabel.errors import EmbeddingError

UNTRAINED = "untrained"
_SEED = 0
_REASON_LENGTH = 200


@dataclass(frozen=True)
class Network:
    """A network and where it comes from.

    Attributes
    ----------
    model
        The torch module, on the CPU, ready to infer.
    config
        timm's data configuration: input_size, interpolation, mean, std, crop_pct.
    origin
        Hub address, path or "untrained".
    architecture, model_args
        What ``timm.create_model`` makes it from.
    """

    model: Any
    config: dict[str, Any]
    origin: str
    architecture: str
    model_args: dict[str, Any]

    @classmethod
    def load(cls, name: str, weights: str | Path | None, model_args: dict[str, Any]) -> "Network":
        """Make the network ``name``.

        Parameters
        ----------
        name
            A timm model, a Zoobot short name, or an ``hf_hub:`` address.
        weights
            None for the hub; a file or folder on disk; "untrained" for random weights, always the same ones.
        model_args
            Passed to ``timm.create_model``.

        Raises
        ------
        EmbeddingError
            If there is no such model, its weights cannot be had, or do not fit.
        """
        timm = import_timm()
        if weights is None:
            model, origin = _from_hub(hub_address(name), model_args), hub_address(name)
        elif str(weights) == UNTRAINED:
            model, origin = _untrained(architecture(name), {}, model_args), UNTRAINED
        else:
            model, origin = _from_disk(name, Path(weights), model_args), str(weights)
        config = timm.data.resolve_data_config({}, model=model)
        made_by = str(model.pretrained_cfg.get("architecture") or architecture(name))
        return cls(model.eval().requires_grad_(False), config, origin, made_by, model_args)

    def with_classifier(self, n_classes: int) -> Any:
        """A copy of the model with a fresh classifier."""
        model = deepcopy(self.model)
        model.reset_classifier(n_classes)
        return model

    def digest(self) -> str:
        """Hash of all tensors."""
        content = hashlib.blake2b(digest_size=16)
        for key, tensor in sorted(self.model.state_dict().items()):
            content.update(key.encode())
            content.update(tensor.contiguous().flatten().view(tensor.dtype).numpy().tobytes())
        return content.hexdigest()


def _from_hub(address: str, model_args: dict[str, Any]) -> Any:
    timm = import_timm()
    if not address.startswith(("hf_hub:", "hf-hub:")):
        _known(address)
    try:
        with hub_told_briefly():
            return timm.create_model(address, pretrained=True, num_classes=0, **model_args)
    except TypeError as error:
        raise _refused(address, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise EmbeddingError(
            f"the weights of {address} could not be fetched ({_reason(error)})",
            remedy="Connect to the network once (they are kept then), or download the file elsewhere and "
            "give it by --weights FILE",
        ) from error


def _from_disk(name: str, place: Path, model_args: dict[str, Any]) -> Any:
    path = weights_file(place)
    config = read_config(path.parent)
    tensors = read_state_dict(path)
    made_by = str(config.get("architecture", architecture(name)))
    model = _untrained(made_by, config, model_args)
    load_weights(model, tensors, name, path, architecture=made_by)
    return model


def _untrained(name: str, config: dict[str, Any], model_args: dict[str, Any]) -> Any:
    import torch

    timm = import_timm()
    _known(name)
    stored = config.get("pretrained_cfg")
    overlay = {"pretrained_cfg_overlay": stored} if isinstance(stored, dict) else {}
    arguments = {**config.get("model_args", {}), **overlay, **model_args}
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(_SEED)
        try:
            return timm.create_model(name, pretrained=False, num_classes=0, **arguments)
        except TypeError as error:
            raise _refused(name, error) from error


def _known(name: str) -> None:
    timm = import_timm()
    if timm.is_model(name.split(".")[0]):
        return
    if name.startswith("zoobot"):
        raise EmbeddingError(
            f"no encoder is called {name!r}", remedy=f"Zoobot's are: {', '.join(ZOOBOT_ARCHITECTURES)}"
        )
    alike = get_close_matches(name, timm.list_models(), n=3, cutoff=0.5)
    remedy = f"Did you mean {' or '.join(alike)}" if alike else "See `timm.list_models()` for the names"
    raise EmbeddingError(f"no encoder is called {name!r}", remedy=remedy)


def _reason(error: Exception) -> str:
    """The first sentence of what the hub says, or its words up to a limit."""
    lines = str(error).strip().splitlines()
    first = lines[0].partition(". ")[0].rstrip(".") if lines else type(error).__name__
    return shorten(first, _REASON_LENGTH, placeholder=" …")


def _refused(name: str, error: TypeError) -> EmbeddingError:
    return EmbeddingError(f"{name} does not take these arguments: {error}")
