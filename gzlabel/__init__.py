"""gzlabel finds the rare galaxies in a catalogue: a Gaussian process learns what interests you as you rate.

Every command is a function too, for a notebook: what is ``gzlabel rank W --top 20`` on the command line is
``gzlabel.rank("W", top=20)`` here, and gives values back instead of printing them.

>>> import gzlabel
>>> gzlabel.new("rings.gzlabel", "catalogue.csv", images="images/{objid}.jpg").close()  # doctest: +SKIP
>>> gzlabel.embed("rings.gzlabel")  # doctest: +SKIP
>>> gzlabel.rank("rings.gzlabel", top=20)  # doctest: +SKIP

Importing this package costs nothing: each public name loads its room the first time it is used.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_VERBS = {
    "add": "add",
    "build_map": "map",
    "clusters": "clusters",
    "compare_raters": "ratings",
    "contact_sheets": "clusters",
    "crossmatch": "crossmatch",
    "cut": "cut",
    "embed": "embed",
    "export": "export",
    "export_selection": "export",
    "info": "info",
    "new": "new",
    "new_from_mosaic": "new",
    "poster": "atlas",
    "rank": "rank",
    "set_prior": "prior",
    "rate": "rate",
    "ratings": "ratings",
    "sheet": "sheet",
    "similar": "similar",
    "simulate": "simulate",
    "tag": "tag",
    "train": "train",
}
"""What the commands do, as functions: the file of `gzlabel.cli.verbs` that has each."""

_HOMES = {
    **{name: f"gzlabel.cli.verbs.{verb}" for name, verb in _VERBS.items()},
    "map": "gzlabel.cli.verbs.map",
    "preview": "gzlabel.workbench.beginning",
    "bibtex": "gzlabel.workspace",
    "cite": "gzlabel.workspace",
    "check": "gzlabel.workspace",
    "repair": "gzlabel.workspace",
    "Catalogue": "gzlabel.catalogue",
    "read_table": "gzlabel.catalogue",
    "write_table": "gzlabel.catalogue",
    "Workspace": "gzlabel.workspace",
    "EmbeddingMatrix": "gzlabel.embedding",
    "Search": "gzlabel.interest",
    "Atlas": "gzlabel.atlas",
    "Workbench": "gzlabel.workbench.workbench",
    "UserError": "gzlabel.errors",
}
_CALLED_THERE = {"cite": "bibtex", "map": "build_map"}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'gzlabel' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), _CALLED_THERE.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
