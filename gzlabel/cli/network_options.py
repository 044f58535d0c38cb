"""The options of a network's encoder, wherever a verb takes one."""

import argparse
from pathlib import Path
from typing import Any

from gzlabel.errors import EmbeddingError


def add_network_options(parser: "argparse._ActionsContainer") -> None:
    """Declare them."""
    parser.add_argument(
        "--weights",
        metavar="FILE|DIR",
        action="append",
        help="of your own, no network needed; of joined encoders once for each network, or as NAME=FILE",
    )
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--batch", metavar="N|auto", type=_batch_size, help="images a forward pass")
    parser.add_argument("--model-arg", action="append", default=[], metavar="NAME=VALUE", type=_model_arg)
    parser.add_argument("--mean", type=float, nargs="+", help="of the network's input, per channel or one")
    parser.add_argument("--std", type=float, nargs="+")
    parser.add_argument("--size", type=int, help="pixels")
    parser.add_argument("--interpolation", choices=("bilinear", "bicubic", "lanczos"))
    parser.add_argument("--crop", type=float, help="share of the image kept, from its centre")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"))


def network_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Those that were given, as `gzlabel.embedding.make_encoder` takes them."""
    given = {
        "weights": _weights(arguments.weights),
        "device": arguments.device,
        "batch_size": arguments.batch,
        "model_args": dict(arguments.model_arg) or None,
        "mean": _one_or_several(arguments.mean),
        "std": _one_or_several(arguments.std),
        "size": arguments.size,
        "interpolation": arguments.interpolation,
        "crop": arguments.crop,
        "precision": arguments.precision,
    }
    return {name: value for name, value in given.items() if value is not None}


def _one_or_several(values: list[float] | None) -> float | list[float] | None:
    return values[0] if values is not None and len(values) == 1 else values


def _weights(words: list[str] | None) -> str | list[str] | dict[str, str] | None:
    """One, or a list in the order of the networks, or by their names."""
    if not words:
        return None
    named = {name: _found_again(place) for name, place in map(_parted, words) if name}
    if named and len(named) < len(words):
        raise EmbeddingError(
            "some --weights name their network, others do not",
            remedy="Give all of them as NAME=FILE, or none",
        )
    return named or (_found_again(words[0]) if len(words) == 1 else [_found_again(word) for word in words])


def _parted(word: str) -> tuple[str, str]:
    """Name of the network and file; no name where it is a path that holds an equals sign."""
    name, equals, place = word.partition("=")
    is_named = bool(equals and place) and not Path(word).exists() and not set(name) & set("/\\")
    return (name, place) if is_named else ("", word)


def _found_again(place: str) -> str:
    """As it can be found from any folder, and by other machines' workers."""
    return place if place == "untrained" else str(Path(place).absolute())


def _batch_size(text: str) -> int | None:
    return None if text == "auto" else int(text)


def _model_arg(text: str) -> tuple[str, Any]:
    from gzlabel.embedding.typed_options import model_argument

    try:
        return model_argument(text)
    except EmbeddingError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
