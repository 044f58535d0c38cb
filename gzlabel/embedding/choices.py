"""The encoders one can choose by name: a file of `gzlabel.embedding.encoders` each, or another package's."""

from importlib.metadata import entry_points
from typing import Any, cast

from gzlabel.embedding import encoders
from gzlabel.embedding.concatenation import ConcatenatedEncoder
from gzlabel.embedding.encoder import Encoder
from gzlabel.embedding.encoders import timm_model
from gzlabel.errors import EmbeddingError
from gzlabel.registry import modules_of

ENTRY_POINTS = "gzlabel.encoders"
DEFAULT_ENCODER = "morphology"


def encoder_names() -> tuple[str, ...]:
    """Names worth offering, the training-free one first; `make_encoder` takes any model of timm besides."""
    own = [name for module in modules_of(encoders) for name in module.NAMES]
    others = [point.name for point in entry_points(group=ENTRY_POINTS)]
    return tuple(sorted(dict.fromkeys([*own, *others]), key=lambda name: name != DEFAULT_ENCODER))


def make_encoder(name: str = DEFAULT_ENCODER, **options: Any) -> Encoder:
    """Make an encoder by name, or several concatenated by ``+``: ``morphology+zoobot-convnext-nano``.

    Parameters
    ----------
    name
        One of `encoder_names`, any model of timm, or an ``hf_hub:`` address.
    options
        For the networks among them (see `gzlabel.embedding.encoders.timm_model.make`).

    Raises
    ------
    EmbeddingError
        If no encoder has the name, it does not take the options, or its weights cannot be had.
    """
    if "+" not in name:
        return _made(name, options)
    parts = [
        _made(part, {} if part == DEFAULT_ENCODER else options) for part in map(str.strip, name.split("+"))
    ]
    return ConcatenatedEncoder(parts)


def _made(name: str, options: dict[str, Any]) -> Encoder:
    try:
        return cast(Encoder, _maker(name)(name, **options))
    except TypeError as error:
        if "argument" not in str(error):
            raise
        raise EmbeddingError(f"the encoder {name!r} does not take these options: {error}") from error


def _maker(name: str) -> Any:
    for module in modules_of(encoders):
        if name in module.NAMES:
            return module.make
    for point in entry_points(group=ENTRY_POINTS):
        if point.name == name:
            return point.load()
    return timm_model.make
