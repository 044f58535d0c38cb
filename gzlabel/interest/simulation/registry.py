"""Which policies there are: one file each in ``policies``, and every acquisition function of the desk."""

from collections.abc import Callable
from functools import partial
from types import ModuleType

from gzlabel.errors import UserError
from gzlabel.interest.acquisition import acquisition_titles
from gzlabel.interest.simulation import policies
from gzlabel.interest.simulation.policies.default import DeskSearch
from gzlabel.interest.simulation.pool import Begin, Pool
from gzlabel.registry import modules_of

Prepare = Callable[[Pool], Begin]
"""Does, once for all seeds, what a policy needs to know of a pool."""


def policy_sources() -> dict[str, str]:
    """Name every policy and say where it comes from."""
    sources = {name: str(module.SOURCE) for name, module in _modules().items()}
    for name in acquisition_titles():
        sources.setdefault(name, "an acquisition function of the desk")
    return sources


def preparation(name: str) -> Prepare:
    """Return how the policy ``name`` prepares.

    Raises
    ------
    UserError
        If there is no such policy.
    """
    modules = _modules()
    if name in modules:
        prepare: Prepare = modules[name].prepare
        return prepare
    if name in acquisition_titles():
        return lambda pool: partial(DeskSearch, pool, acquisition=name)
    known = ", ".join(sorted(policy_sources()))
    raise UserError(f"there is no policy {name!r}", remedy=f"Choose from: {known}")


def _modules() -> dict[str, ModuleType]:
    return {module.NAME: module for module in modules_of(policies)}
