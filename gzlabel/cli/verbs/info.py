"""Say what a workspace holds."""

import argparse
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import gzlabel
from gzlabel.cli.terminal import print_json, print_table
from gzlabel.errors import UserError
from gzlabel.workspace import Workspace

NAME = "info"
HELP = "say what a workspace holds"

_LIBRARIES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "umap-learn",
    "hdbscan",
    "astropy",
    "PySide6_Essentials",
    "timm",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    facts = info(arguments.workspace)
    if arguments.json:
        print_json(facts)
    else:
        print_table(("what", "value"), facts.items())
    return 0


def info(path: Path) -> dict[str, Any]:
    """Galaxies, ratings, skips, interests, encoder, clusters, schema version and library versions."""
    from gzlabel.workbench.record import Record

    with Workspace.open(Path(path), read_only=True) as workspace:
        records = {name: Record.read(workspace, name) for name in workspace.interests}
        return {
            "workspace": str(workspace.path),
            "galaxies": workspace.catalogue.n_galaxies,
            "ratings": sum(record.counts.ratings for record in records.values()),
            "skips": sum(record.counts.skips for record in records.values()),
            "artefacts": sum(record.counts.artefacts for record in records.values()),
            "interests": {
                name: {"ratings": record.counts.ratings, "liked": record.counts.liked}
                for name, record in records.items()
            },
            "encoder": _encoder(workspace),
            **_atlas(workspace),
            "schema_version": workspace.schema_version,
            "versions": versions(),
        }


def versions() -> dict[str, str]:
    """gzlabel's version and those of the libraries its results depend on, where installed."""
    found = {"gzlabel": gzlabel.__version__}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _encoder(workspace: Workspace) -> Any:
    from gzlabel.embedding import EmbeddingMatrix

    try:
        return EmbeddingMatrix.open(workspace.embedding_folder).manifest
    except UserError:
        return None


def _atlas(workspace: Workspace) -> dict[str, Any]:
    from gzlabel.workbench.headless import model

    try:
        outlook = model(workspace, workspace.current_interest).outlook
    except UserError:
        return {"clusters": None, "forecast": None}
    return {
        "clusters": len(outlook.clusters.summaries) if outlook.clusters else None,
        "forecast": outlook.forecast.describe() if outlook.forecast else None,
    }
