"""What an acquisition function may know beside mean and standard deviation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    """The state of a search, in a few numbers.

    Attributes
    ----------
    best_rating
        The highest rating given so far; 0 before the first.
    noise_std
        Standard deviation of one rating around the interest.
    n_rated
        Galaxies rated so far.
    looks_left
        How many more galaxies the user means to look at, None where unsaid.
    seed
        For acquisitions that draw random numbers; changes with every page.
    """

    best_rating: float = 0.0
    noise_std: float = 0.7
    n_rated: int = 0
    looks_left: int | None = None
    seed: int = 0
