"""One file an acquisition function: ``NAME``, ``TITLE`` and ``values(mean, std, context)``, higher is better.

They see a posterior's mean and standard deviation, never the model. A file that also says ``SCALE = "worth"``
is given the expected worth of a find in place of the expected rating (see `gzlabel.interest.utility`); one
that says ``JOINT = False`` fills a page from the top of its order. ``SPREAD`` says what the standard deviation
does to the values, if it is not just "any": "unused", or "raises", so that bounds of it spare most of the work.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from gzlabel.errors import UserError
from gzlabel.interest.acquisition.context import Context
from gzlabel.registry import modules_of

__all__ = ["Acquisition", "Context", "acquisition", "acquisition_titles"]


@dataclass(frozen=True)
class Acquisition:
    """One acquisition function, as found in its file.

    Attributes
    ----------
    values
        From mean ``(n,)``, standard deviation ``(n,)`` and context to values ``(n,)``, higher is better.
    scale
        Whether ``mean`` is of the rating or of the worth of a find.
    joint
        Whether a page is chosen jointly; pointless where the standard deviation plays no part.
    spread
        Whether the values never fall as the standard deviation grows ("raises"), or do not depend on it
        ("unused"); "any" promises nothing.
    """

    name: str
    title: str
    scale: Literal["rating", "worth"]
    values: Callable[[NDArray[Any], NDArray[Any], Context], NDArray[Any]]
    joint: bool
    spread: Literal["any", "raises", "unused"] = "any"


def _all() -> dict[str, Acquisition]:
    found = [module for module in modules_of(sys.modules[__name__]) if hasattr(module, "NAME")]
    return {
        m.NAME: Acquisition(
            m.NAME,
            m.TITLE,
            getattr(m, "SCALE", "rating"),
            m.values,
            getattr(m, "JOINT", True),
            getattr(m, "SPREAD", "any"),
        )
        for m in found
    }


def acquisition_titles() -> dict[str, str]:
    """Name of every acquisition function, and what to call it on screen."""
    return {name: one.title for name, one in _all().items()}


def acquisition(name: str) -> Acquisition:
    """The acquisition function of that name.

    Raises
    ------
    UserError
        If there is none.
    """
    offered = _all()
    if name not in offered:
        raise UserError(
            f"there is no acquisition function {name!r}", remedy=f"Choose one of {', '.join(offered)}"
        )
    return offered[name]
