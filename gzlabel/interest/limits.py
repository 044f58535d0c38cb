"""How many ratings a posterior carries, so that a night's work stays as fast as its first hour."""

from dataclasses import dataclass

_MOST_KNOWN = 2_400
_MOST_BYTES = 7e9
_KEPT_SHARE = 5 / 6
_KEPT_SHARE_IN_LITTLE_MEMORY = 0.75
_EARLY_SHARE, _ROOM_SHARE = 0.9, 1.25


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
        """How many are left when redundant ones have gone: 2,000, or three quarters of what memory holds."""
        share = _KEPT_SHARE if self.n_most >= _MOST_KNOWN else _KEPT_SHARE_IN_LITTLE_MEMORY
        return int(share * self.n_most)

    @property
    def n_early(self) -> int:
        """From how many on redundant ones go where the whole pool is scored anew anyway, and nothing waits."""
        return int(_EARLY_SHARE * self.n_most)

    @property
    def n_room(self) -> int:
        """How many there may be while somebody is about to score the pool anew, and redundant ones go with that."""
        return int(_ROOM_SHARE * self.n_most)
