"""Say what a workspace holds."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gzlabel.cli.terminal import print_json, print_table
from gzlabel.enumeration import enumerated
from gzlabel.errors import UserError

if TYPE_CHECKING:
    from gzlabel.workspace import Workspace

NAME = "info"
HELP = "say what a workspace holds"
_N_LISTED = 8


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
        print_table(("what", "value"), _lines(facts))
    return 0


def _lines(facts: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    """Facts in facts, a line each: ``interests: rings: liked``."""
    for name, value in facts.items():
        if isinstance(value, Mapping) and value:
            yield from _lines(value, f"{within}{name}: ")
        elif isinstance(value, (list, tuple, Mapping)):
            yield f"{within}{name}", enumerated(value, _N_LISTED) or None
        else:
            yield f"{within}{name}", value


def info(path: str | Path) -> dict[str, Any]:
    """Galaxies, ratings, skips, interests, encoder, clusters, schema version and library versions."""
    from gzlabel.catalogue.images import refused_paths
    from gzlabel.workbench.record import Record
    from gzlabel.workbench.versions import versions
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path), read_only=True) as workspace:
        records = {name: Record.read(workspace, name) for name in workspace.interests}
        return {
            "workspace": str(workspace.path),
            "galaxies": workspace.catalogue.n_galaxies,
            "without_image": len(workspace.images.missing()),
            "refused_images": {f"row {row}": path for row, path in refused_paths(workspace.images).items()},
            "ratings": sum(record.counts.ratings for record in records.values()),
            "skips": sum(record.counts.skips for record in records.values()),
            "artefacts": sum(record.counts.artefacts for record in records.values()),
            "interests": {
                name: {"ratings": record.counts.ratings, "liked": record.counts.liked}
                for name, record in records.items()
            },
            "encoder": _encoder(workspace),
            "map": _map(workspace),
            **_atlas(workspace),
            "schema_version": workspace.schema_version,
            "notes": [*workspace.catalogue.notes, *workspace.problems],
            "versions": versions(),
        }


def _encoder(workspace: "Workspace") -> Any:
    from gzlabel.embedding import EmbeddingMatrix

    try:
        matrix = EmbeddingMatrix.open(workspace.embedding_folder)
        return {**asdict(matrix.manifest), "broken_images": list(matrix.broken.values())}
    except UserError:
        return None


def _map(workspace: "Workspace") -> dict[str, Any] | None:
    """Which map there is, its recipe, and how far it can be trusted; None before the first."""
    from gzlabel.atlas import Atlas

    try:
        atlas = Atlas.open(workspace.atlas_folder)
    except UserError:
        return None
    if atlas.recipe is None:
        return None
    return {"stage": atlas.stage, "recipe": atlas.recipe.to_mapping(), "quality": atlas.quality}


def _atlas(workspace: "Workspace") -> dict[str, Any]:
    from gzlabel.workbench.headless import model

    try:
        outlook = model(workspace, workspace.current_interest).outlook
    except UserError:
        return {"clusters": None, "forecast": None}
    return {
        "clusters": len(outlook.clusters.summaries) if outlook.clusters else None,
        "forecast": _as_json(asdict(outlook.forecast)) if outlook.forecast.looks else None,
    }


def _as_json(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures as JSON can hold them: an infinite one is null."""
    return {name: None if value == float("inf") else value for name, value in figures.items()}
