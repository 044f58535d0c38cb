"""The encoders one can choose by name: a file of `gzlabel.embedding.encoders` each, or another package's."""

from importlib.metadata import entry_points
from typing import Any, cast

from gzlabel.embedding import encoders
from gzlabel.embedding.encoder import Encoder
from gzlabel.errors import EmbeddingError
from gzlabel.registry import modules_of

ENTRY_POINTS = "gzlabel.encoders"
DEFAULT_ENCODER = "morphology"


def encoder_names() -> tuple[str, ...]:
    """Names that `make_encoder` knows, the training-free one first."""
    own = [module.NAME for module in modules_of(encoders)]
    others = [point.name for point in entry_points(group=ENTRY_POINTS)]
    return tuple(sorted({*own, *others}, key=lambda name: (name != DEFAULT_ENCODER, name)))


def make_encoder(name: str = DEFAULT_ENCODER, **options: Any) -> Encoder:
    """Make an encoder by name.

    Raises
    ------
    EmbeddingError
        If no encoder has the name, or it does not take the options.
    """
    for module in modules_of(encoders):
        if name == module.NAME:
            return _made(name, module.make, options)
    for point in entry_points(group=ENTRY_POINTS):
        if point.name == name:
            return _made(name, point.load(), options)
    raise EmbeddingError(
        f"no encoder is called {name!r}", remedy=f"Choose one of: {', '.join(encoder_names())}"
    )


def _made(name: str, make: Any, options: dict[str, Any]) -> Encoder:
    try:
        return cast(Encoder, make(**options))
    except TypeError as error:
        raise EmbeddingError(f"the encoder {name!r} does not take these options: {error}") from error
