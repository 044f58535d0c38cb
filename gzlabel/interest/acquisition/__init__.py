"""One file an acquisition function: ``NAME``, ``TITLE`` and ``values(mean, std, context)``, higher is better.

They see a posterior's mean and standard deviation, never the model.
"""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from numpy.typing import NDArray

from gzlabel.errors import UserError
from gzlabel.interest.acquisition.context import Context
from gzlabel.registry import modules_of

__all__ = ["Context", "acquisition", "acquisition_titles"]

Values = Callable[[NDArray[Any], NDArray[Any], Context], NDArray[Any]]


def _modules() -> dict[str, ModuleType]:
    found = modules_of(sys.modules[__name__])
    return {module.NAME: module for module in found if hasattr(module, "NAME")}


def acquisition_titles() -> dict[str, str]:
    """Name of every acquisition function, and what to call it on screen."""
    return {name: module.TITLE for name, module in _modules().items()}


def acquisition(name: str) -> Values:
    """The acquisition function of that name.

    Raises
    ------
    UserError
        If there is none.
    """
    modules = _modules()
    if name not in modules:
        raise UserError(
            f"there is no acquisition function {name!r}", remedy=f"Choose one of {', '.join(modules)}"
        )
    values: Values = modules[name].values
    return values
