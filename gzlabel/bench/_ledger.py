"""What a journal should hold, kept as plainly as possible, to compare the real one with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Act = tuple[str, dict[int, int]]
"""``("decide", {row: rating})``, or ``("undo", {})``, or ``("redo", {})``."""

Line = tuple[int, int | None, bool]
"""Row, rating, and whether it was taken back."""


@dataclass
class Batch:
    """What was decided at once."""

    ratings: dict[int, int]
    stands: bool = True


@dataclass
class Ledger:
    """Every batch in its order, and those that were undone last, the latest at the end."""

    batches: list[Batch] = field(default_factory=list)
    undone: list[Batch] = field(default_factory=list)

    def apply(self, act: Act) -> None:
        """Do what the act says."""
        verb, ratings = act
        if verb == "decide":
            self.batches.append(Batch(ratings))
            self.undone.clear()
        elif verb == "undo":
            last = next((batch for batch in reversed(self.batches) if batch.stands), None)
            if last is not None:
                last.stands = False
                self.undone.append(last)
        elif verb == "redo" and self.undone:
            self.undone.pop().stands = True

    def history(self) -> list[Line]:
        """Every decision ever made, in its order."""
        return [
            (row, rating, not batch.stands) for batch in self.batches for row, rating in batch.ratings.items()
        ]

    def settle(self, done: Iterable[Act], given: Iterable[Act], held: Sequence[Line]) -> int:
        """Take in the acts that were told as saved, and as many of those given after them as are held.

        Parameters
        ----------
        done, given
            In their order. What was given is written in its order too, so that what is held is the whole of ``done``
            and a beginning of ``given``.
        held
            The journal's whole history.

        Returns
        -------
        int
            How many decisions are missing, of another rating, or out of their order, against whichever beginning is
            nearest.
        """
        for act in done:
            self.apply(act)
        n_wrong = n_apart(self.history(), held)
        for act in given:
            if n_wrong == 0:
                break
            self.apply(act)
            n_wrong = min(n_wrong, n_apart(self.history(), held))
        return n_wrong


def n_apart(expected: Sequence[Line], held: Sequence[Line]) -> int:
    """In how many places two histories differ."""
    pairs = zip(expected, held, strict=False)
    return abs(len(expected) - len(held)) + sum(one != other for one, other in pairs)
