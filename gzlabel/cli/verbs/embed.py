"""Turn the images of a workspace into vectors."""

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from gzlabel.cli.terminal import ProgressBar
from gzlabel.progress import Report, silent
from gzlabel.workspace import Workspace

NAME = "embed"
_N_TOLD = 10
HELP = "turn the images into vectors; an interrupted run goes on where it stopped"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--encoder",
        default="morphology",
        help="morphology (the default, needs no torch), zoobot-convnext-nano and its like, any model of timm, "
        "or several joined by +",
    )
    parser.add_argument("--weights", type=Path, metavar="FILE|DIR", help="of your own, no network needed")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--batch", metavar="N|auto", type=_batch_size, help="images a forward pass")
    parser.add_argument("--views", type=int, choices=(1, 2, 4, 8), help="rotations and flips averaged")
    parser.add_argument("--features", choices=("penultimate", "pooled"))
    parser.add_argument("--model-arg", action="append", default=[], metavar="NAME=VALUE", type=_model_arg)
    parser.add_argument("--mean", type=float, nargs="+", help="of the network's input, per channel or one")
    parser.add_argument("--std", type=float, nargs="+")
    parser.add_argument("--size", type=int, help="pixels")
    parser.add_argument("--interpolation", choices=("bilinear", "bicubic", "lanczos"))
    parser.add_argument("--crop", type=float, help="share of the image kept, from its centre")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"))
    machines = parser.add_mutually_exclusive_group()
    machines.add_argument("--scheduler", metavar="tcp://HOST:8786", help="embed on a running Dask cluster")
    machines.add_argument("--workers", type=int, metavar="N", help="embed in N processes of this machine")
    parser.add_argument("--out", type=Path, metavar="F.npy", help="also write the matrix, in catalogue order")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    n_valid, n_galaxies, n_features = embed(
        arguments.workspace,
        arguments.encoder,
        out=arguments.out,
        scheduler=arguments.scheduler,
        workers=arguments.workers,
        report=progress,
        **_options(arguments),
    )
    progress.close()
    print(f"{n_valid:,} of {n_galaxies:,} galaxies have a vector of {n_features:,} features")
    _tell_broken(arguments.workspace)
    return 0


def _tell_broken(path: Path) -> None:
    """Name the images that could not be read, the first few of them in full."""
    from gzlabel.embedding import EmbeddingMatrix

    with Workspace.open(path, read_only=True) as workspace:
        broken = EmbeddingMatrix.open(workspace.embedding_folder).broken
    for why in list(broken.values())[:_N_TOLD]:
        print(f"without a vector: {why}", file=sys.stderr)
    if len(broken) > _N_TOLD:
        print(f"and {len(broken) - _N_TOLD:,} more; `gzlabel info --json` names all", file=sys.stderr)


def embed(
    path: Path,
    encoder: str = "morphology",
    *,
    out: Path | None = None,
    scheduler: str | None = None,
    workers: int | None = None,
    report: Report = silent,
    **options: Any,
) -> tuple[int, int, int]:
    """Embed every image of a workspace.

    Parameters
    ----------
    scheduler, workers
        Address of a Dask scheduler, or processes of this machine; neither embeds in this process.
    options
        Of the encoder; see `gzlabel.embedding.make_encoder`.

    Returns
    -------
    tuple of int
        Galaxies with a vector, galaxies, features.
    """
    import numpy as np

    from gzlabel import embedding
    from gzlabel.atomic import written_whole
    from gzlabel.catalogue.images import open_images
    from gzlabel.catalogue.images.vouching import is_vouched_for
    from gzlabel.embedding.distributed import EncoderRecipe, embed_distributed

    with Workspace.open(Path(path)) as workspace:
        folder = workspace.embedding_folder
        if scheduler or workers:
            recipe = EncoderRecipe(encoder, options)
            opener = partial(open_images, workspace.path.absolute(), trusted=is_vouched_for(workspace.path))
            matrix = embed_distributed(
                opener, recipe, folder, scheduler=scheduler, workers=workers, report=report
            )
        else:
            made = embedding.make_encoder(encoder, **options)
            matrix = embedding.embed(workspace.images, made, folder, report=report)
        matrix.reduced(report=report)
        workspace.set_setting("encoder", encoder)
        if out is not None:
            with written_whole(Path(out)) as temporary:
                np.save(temporary, matrix.vectors)
        return int(matrix.valid.sum()), matrix.vectors.shape[0], matrix.vectors.shape[1]


def _options(arguments: argparse.Namespace) -> dict[str, Any]:
    """The encoder's options that were given."""
    given = {
        "weights": arguments.weights,
        "device": arguments.device,
        "batch_size": arguments.batch,
        "n_views": arguments.views,
        "features": arguments.features,
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
