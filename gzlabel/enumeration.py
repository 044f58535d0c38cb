"""Names in a sentence: the first few, and how many more there are."""

from collections.abc import Iterable
from itertools import islice
from typing import Any


def enumerated(names: Iterable[Any], n_most: int) -> str:
    """The first ``n_most`` of ``names``: "a, b and 1,200 more".

    Examples
    --------
    >>> enumerated(["a", "b", "c", "d"], 2)
    'a, b and 2 more'
    """
    remaining = iter(names)
    first = ", ".join(str(name) for name in islice(remaining, n_most))
    n_more = sum(1 for _ in remaining)
    return f"{first} and {n_more:,} more" if n_more else first
