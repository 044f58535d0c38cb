"""Turn the images of a workspace into vectors."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gzlabel.cli.network_options import add_network_options, network_options
from gzlabel.cli.terminal import ProgressBar
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, silent

if TYPE_CHECKING:
    from gzlabel.embedding import EmbeddingMatrix
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
    add_network_options(parser)
    parser.add_argument("--views", type=int, choices=(1, 2, 4, 8), help="rotations and flips averaged")
    parser.add_argument("--features", choices=("penultimate", "pooled"))
    parser.add_argument(
        "--dtype",
        choices=("float16", "float32"),
        help="how the vectors are kept (float32, or as they are there): float16 takes half the room",
    )
    machines = parser.add_mutually_exclusive_group()
    machines.add_argument("--scheduler", metavar="tcp://HOST:8786", help="embed on a running Dask cluster")
    machines.add_argument("--workers", type=int, metavar="N", help="embed in N processes of this machine")
    parser.add_argument("--out", type=Path, metavar="F.npy", help="also write the matrix, in catalogue order")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    from gzlabel.heap import keep_for_the_next_array

    keep_for_the_next_array()
    progress = ProgressBar()
    n_valid, n_galaxies, n_features = embed(
        arguments.workspace,
        arguments.encoder,
        out=arguments.out,
        scheduler=arguments.scheduler,
        workers=arguments.workers,
        dtype=arguments.dtype,
        announce=_tell_dashboard,
        report=progress,
        **_options(arguments),
    )
    progress.close()
    print(f"{n_valid:,} of {n_galaxies:,} galaxies have a vector of {n_features:,} features")
    _tell_broken(arguments.workspace)
    return 0


def _tell_dashboard(address: str) -> None:
    """On a line of its own, which the bar does not draw over."""
    print(f"dashboard: {address}", file=sys.stderr, flush=True)


def _tell_broken(path: Path) -> None:
    """Name the images that could not be read, the first few of them in full."""
    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.workspace import Workspace

    with Workspace.open(path, read_only=True) as workspace:
        broken = EmbeddingMatrix.open(workspace.embedding_folder).broken
    for why in list(broken.values())[:_N_TOLD]:
        print(f"without a vector: {why}", file=sys.stderr)
    if len(broken) > _N_TOLD:
        print(f"and {len(broken) - _N_TOLD:,} more; `gzlabel info --json` names all", file=sys.stderr)


def embed(
    path: str | Path,
    encoder: str = "morphology",
    *,
    out: str | Path | None = None,
    scheduler: str | None = None,
    workers: int | None = None,
    dtype: str | None = None,
    announce: Callable[[str], None] = lambda address: None,
    report: Report = silent,
    **options: Any,
) -> tuple[int, int, int]:
    """Embed every image of a workspace.

    Parameters
    ----------
    scheduler, workers
        Address of a Dask scheduler, or processes of this machine; neither embeds in this process.
    dtype
        As what numbers the vectors are kept, "float16" or "float32"; unless told, as those that are there.
    announce
        Told the address of Dask's dashboard.
    options
        Of the encoder; see `gzlabel.embedding.make_encoder`.

    Returns
    -------
    tuple of int
        Galaxies with a vector, galaxies, features.

    Raises
    ------
    UserError
        If an option or the encoder cannot be used, or no galaxy gets a vector.
    """
    from gzlabel import embedding
    from gzlabel.workspace import Workspace

    if workers is not None and workers < 1:
        raise EmbeddingError(f"{workers} processes embed nothing", remedy="Give --workers a number from 1")
    with Workspace.open(Path(path)) as workspace:
        if scheduler or workers:
            machines = {"scheduler": scheduler, "workers": workers, "announce": announce}
            matrix = _distributed(workspace, encoder, options, dtype=dtype, report=report, **machines)
        else:
            made, folder = embedding.make_encoder(encoder, **options), workspace.embedding_folder
            matrix = embedding.embed(workspace.images, made, folder, report=report, dtype=dtype)
        _refuse_empty(matrix, workspace.path)
        matrix.reduced(report=report)
        workspace.set_setting("encoder", encoder)
        if out is not None:
            _write(matrix, Path(out))
        return int(matrix.valid.sum()), matrix.vectors.shape[0], matrix.vectors.shape[1]


def _distributed(
    workspace: "Workspace", encoder: str, options: dict[str, Any], **machines: Any
) -> "EmbeddingMatrix":
    from gzlabel.catalogue.images import open_images
    from gzlabel.catalogue.images.vouching import is_vouched_for
    from gzlabel.embedding.distributed import embed_distributed
    from gzlabel.embedding.partition import EncoderRecipe

    opener = partial(open_images, workspace.path.absolute(), trusted=is_vouched_for(workspace.path))
    return embed_distributed(opener, EncoderRecipe(encoder, options), workspace.embedding_folder, **machines)


def _refuse_empty(matrix: "EmbeddingMatrix", path: Path) -> None:
    if matrix.broken and not matrix.valid.any():
        raise EmbeddingError(
            f"none of the {len(matrix.valid):,} galaxies has a vector; the first: "
            f"{next(iter(matrix.broken.values())).rstrip('.')}",
            where=path,
        )


def _write(matrix: "EmbeddingMatrix", out: Path) -> None:
    import numpy as np

    from gzlabel.atomic import written_whole

    with written_whole(out) as temporary:
        np.save(temporary, matrix.vectors)


def _options(arguments: argparse.Namespace) -> dict[str, Any]:
    """The encoder's options that were given."""
    given = {"n_views": arguments.views, "features": arguments.features}
    own = {name: value for name, value in given.items() if value is not None}
    return {**network_options(arguments), **own}
