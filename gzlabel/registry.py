"""One file, one thing offered: the modules of a package, found by name, so that adding a file adds a choice."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """Import and yield every public module of ``package``, in alphabetical order."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        if not found.name.startswith("_"):
            yield import_module(f"{package.__name__}.{found.name}")
