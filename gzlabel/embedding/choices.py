"""The encoders one can choose by name: a file of `gzlabel.embedding.encoders` each, or another package's."""

from importlib.metadata import entry_points
from typing import Any, cast

from gzlabel.embedding import encoders
from gzlabel.embedding.concatenation import ConcatenatedEncoder
from gzlabel.embedding.encoder import Encoder
from gzlabel.embedding.encoders import timm_model
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.shared_options import assert_takes, weights_of_each
from gzlabel.embedding.torch_models.zoobot_names import hub_address
from gzlabel.errors import EmbeddingError
from gzlabel.registry import modules_of

ENTRY_POINTS = "gzlabel.encoders"
DEFAULT_ENCODER = "morphology"

_REMADE_FROM = {
    "model_args": "model_args",
    "mean": "mean",
    "std": "std",
    "size_px": "size",
    "interpolation": "interpolation",
    "crop": "crop",
    "views": "n_views",
    "features": "features",
}


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
        For the networks among them (see `gzlabel.embedding.encoders.timm_model.make`). Of several networks
        ``weights`` are a list, in their order, or a mapping by their names.

    Raises
    ------
    EmbeddingError
        If no encoder has the name, it does not take the options, or its weights cannot be had.
    """
    if "+" not in name:
        return _made(name, _with_weights(options, name, [name]))
    parts = [part.strip() for part in name.split("+")]
    twice = [part for part in parts if parts.count(part) > 1]
    if twice:
        raise EmbeddingError(f"{twice[0]} is named twice", remedy="Join encoders that differ")
    networks = [part for part in parts if part != DEFAULT_ENCODER]
    return ConcatenatedEncoder(
        [_made(part, _with_weights(options, part, networks) if part in networks else {}) for part in parts]
    )


def _with_weights(options: dict[str, Any], name: str, networks: list[str]) -> dict[str, Any]:
    """The options with the weights of one of the networks."""
    if options.get("weights") is None:
        return options
    return options | {"weights": weights_of_each(networks, options["weights"])[name]}


def remake_encoder(manifest: Manifest, **options: Any) -> Encoder:
    """Make the encoder that a matrix was made with, for images from outside.

    Parameters
    ----------
    options
        What is to be otherwise, where it is one network (see `make_encoder`); ``weights`` are then those given.

    Raises
    ------
    EmbeddingError
        If the matrix was imported, or the same weights cannot be had any more.
    """
    if manifest.encoder == "imported":
        raise EmbeddingError(
            "these vectors were imported, so a new image cannot be turned into one",
            remedy="Embed the workspace with an encoder of gzlabel",
        )
    if "+" not in manifest.encoder:
        return _remade(manifest.encoder, manifest.parameters, options)
    parts = [_remade(part, dict(manifest.parameters[part]), {}) for part in manifest.encoder.split("+")]
    return ConcatenatedEncoder(parts)


def _remade(name: str, parameters: dict[str, Any], given: dict[str, Any]) -> Encoder:
    if "weights_digest" not in parameters:
        return make_encoder(name, **given)
    options = {option: parameters[key] for key, option in _REMADE_FROM.items()} | given
    if options.get("weights") is not None:
        return make_encoder(name, **options)
    origin = parameters["weights"]
    is_hub = origin == hub_address(name)
    encoder = make_encoder(name, **{**options, "weights": None if is_hub else origin})
    if encoder.parameters()["weights_digest"] != parameters["weights_digest"]:
        raise EmbeddingError(
            f"the weights of {name} are not those of this matrix any more", where=origin, remedy="Embed again"
        )
    return encoder


def _made(name: str, options: dict[str, Any]) -> Encoder:
    make = _maker(name)
    assert_takes(name, make, options)
    return cast(Encoder, make(name, **options))


def _maker(name: str) -> Any:
    for module in modules_of(encoders):
        if name in module.NAMES:
            return module.make
    for point in entry_points(group=ENTRY_POINTS):
        if point.name == name:
            return point.load()
    return timm_model.make
