"""One file, one thing offered: the modules of a package, found by name, so that adding a file adds a choice."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


def names_in(package: ModuleType) -> list[str]:
    """Names of every public module of ``package``, in alphabetical order; none is imported."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def modules_of(package: ModuleType, only: str | None = None) -> Iterator[ModuleType]:
    """Import and yield every public module of ``package``, in alphabetical order, or the one named ``only``."""
    for name in names_in(package):
        if only is None or name == only:
            yield import_module(f"{package.__name__}.{name}")
