"""How long work tells what it is doing, to whoever asked, without knowing who that is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """Where a job stands. ``total == 0`` means that the amount of work is not known."""

    message: str
    done: int = 0
    total: int = 0

    @property
    def fraction(self) -> float | None:
        """Share of the work done, 0 to 1; None where unknown."""
        return min(1.0, self.done / self.total) if self.total > 0 else None


Report = Callable[[Step], None]
"""Receives each step. It may raise `gzlabel.errors.Cancelled`, which ends the job."""


def silent(step: Step) -> None:
    """Report to nobody."""
