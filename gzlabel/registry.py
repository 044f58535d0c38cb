"""One file, one thing offered: the modules of a package, found by name, so that adding a file adds a choice."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def module_of(package: ModuleType, name: str) -> ModuleType | None:
    """Import and return the public module ``name`` of ``package``; None where there is none."""
    if not name.isidentifier() or name.startswith("_") or find_spec(f"{package.__name__}.{name}") is None:
        return None
    return import_module(f"{package.__name__}.{name}")


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """Import and yield every public module of ``package``, in alphabetical order."""
    for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        if not name.startswith("_"):
            yield import_module(f"{package.__name__}.{name}")
