"""gzlabel finds the rare galaxies in a catalogue: a Gaussian process learns what interests you as you rate.

Importing this package costs nothing: each public name loads its room the first time it is used.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Catalogue": "gzlabel.catalogue",
    "read_table": "gzlabel.catalogue",
    "write_table": "gzlabel.catalogue",
    "Workspace": "gzlabel.workspace",
    "EmbeddingMatrix": "gzlabel.embedding",
    "Search": "gzlabel.interest",
    "Atlas": "gzlabel.atlas",
    "Workbench": "gzlabel.workbench",
    "UserError": "gzlabel.errors",
}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'gzlabel' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
