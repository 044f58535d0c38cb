"""What a journal should hold, kept as plainly as possible, to compare the real one with."""

from dataclasses import dataclass, field


@dataclass
class Ledger:
    """Batches that stand and batches undone, as two stacks."""

    done: list[dict[int, int]] = field(default_factory=list)
    undone: list[dict[int, int]] = field(default_factory=list)
    n_decisions: int = 0

    def apply(self, act: tuple[str, dict[int, int]]) -> None:
        """Do what the act says."""
        verb, ratings = act
        if verb == "decide":
            self.done.append(ratings)
            self.undone.clear()
            self.n_decisions += len(ratings)
        elif verb == "undo" and self.done:
            self.undone.append(self.done.pop())
        elif verb == "redo" and self.undone:
            self.done.append(self.undone.pop())

    def current(self) -> dict[int, int]:
        """The last rating of each row."""
        found: dict[int, int] = {}
        for ratings in self.done:
            found.update(ratings)
        return found
