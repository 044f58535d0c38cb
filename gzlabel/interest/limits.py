"""How many ratings a posterior carries, so that a night's work stays as fast as its first hour."""

from dataclasses import dataclass

_MOST_KNOWN = 2_048
_MOST_BYTES = 7e9
_AT_ONCE = 48
_LARGEST_SHARE_AT_ONCE = 0.25
_PAGES_OF_ROOM = 2


@dataclass(frozen=True)
class Limits:
    """When redundant ratings are left out.

    Attributes
    ----------
    n_most
        Ratings that a posterior knows at most.
    """

    n_most: int = _MOST_KNOWN

    @classmethod
    def of_pool(cls, n_galaxies: int, bytes_each: int) -> "Limits":
        """For a cross-covariance of so many bytes a galaxy and rating, in 7 GB at most where none has to wait."""
        return cls(min(_MOST_KNOWN, int(_MOST_BYTES / (bytes_each * max(n_galaxies, 1)))))

    @property
    def n_kept(self) -> int:
        """How many are left when redundant ones have gone: a few at a time, so that each time is short."""
        return self.n_most - self._n_at_once

    @property
    def n_room(self) -> int:
        """How many there may be where redundant ones are about to go while nobody waits."""
        return self.n_most + _PAGES_OF_ROOM * self._n_at_once

    @property
    def _n_at_once(self) -> int:
        return max(1, min(_AT_ONCE, int(_LARGEST_SHARE_AT_ONCE * self.n_most)))
