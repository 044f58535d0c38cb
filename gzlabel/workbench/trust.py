"""How far the person can be trusted: as often as they repeat themselves, and find what is known to be there."""

from dataclasses import dataclass

_FEWEST_REPEATS = 10


@dataclass(frozen=True)
class Trust:
    """Figures from galaxies shown for this alone.

    Attributes
    ----------
    n_repeats
        Galaxies rated a second time, unmarked.
    share_same
        How many of those were given the same rating, from 0 to 1; NaN without any.
    noise
        Standard deviation of one rating; NaN without any.
    n_known, n_known_liked
        Known examples that were shown unmarked, and those that were liked.
    """

    n_repeats: int = 0
    share_same: float = float("nan")
    noise: float = float("nan")
    n_known: int = 0
    n_known_liked: int = 0

    @property
    def completeness(self) -> float:
        """Share of the known examples that were liked; NaN where none was shown."""
        return self.n_known_liked / self.n_known if self.n_known else float("nan")


def noise_variance(trust: Trust) -> float | None:
    """Variance of one rating from the blind repeats; None while there are fewer than ten.

    Never below that of rounding to whole ratings, 1/12.
    """
    return max(trust.noise**2, 1 / 12) if trust.n_repeats >= _FEWEST_REPEATS else None
