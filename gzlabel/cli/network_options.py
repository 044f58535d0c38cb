"""The options of a network's encoder, wherever a verb takes one."""

import argparse
import json
from pathlib import Path
from typing import Any


def add_network_options(parser: "argparse._ActionsContainer") -> None:
    """Declare them."""
    parser.add_argument("--weights", metavar="FILE|DIR", type=_weights, help="of your own, no network needed")
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
        "weights": arguments.weights,
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


def _weights(text: str) -> Path | str:
    return text if text == "untrained" else Path(text).absolute()  # found again from any folder


def _batch_size(text: str) -> int | None:
    return None if text == "auto" else int(text)


def _model_arg(text: str) -> tuple[str, Any]:
    """``NAME=VALUE``; a value that is JSON is read as such, any other is a word."""
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
