"""The bins that are marked in a histogram: by dragging, or by arrows from a place to a place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Marking:
    """Bins from ``anchor`` to ``end``, in whichever order; ``end`` is under the mouse, or led by the arrows."""

    anchor: int
    end: int

    @property
    def first(self) -> int:
        """The lowest bin."""
        return min(self.anchor, self.end)

    @property
    def last(self) -> int:
        """The highest bin."""
        return max(self.anchor, self.end)

    def led(self, step: int, n_bins: int, *, widens: bool) -> "Marking":
        """The end ``step`` bins further, within ``n_bins``; the anchor comes along unless it ``widens``."""
        end = min(max(self.end + step, 0), n_bins - 1)
        return Marking(self.anchor if widens else end, end)
