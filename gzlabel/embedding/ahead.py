"""Results in order, a few of them worked out ahead on threads, never more than are wanted soon."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def worked_ahead(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Yield ``function(item)`` of each item, in order."""
    n_ahead, left = (os.cpu_count() or 1) + 1, iter(items)
    with ThreadPoolExecutor(n_ahead - 1, thread_name_prefix="ahead") as pool:
        pending = deque(pool.submit(function, item) for item in islice(left, n_ahead))
        try:
            while pending:
                result = pending.popleft().result()
                pending.extend(pool.submit(function, item) for item in islice(left, 1))
                yield result
        finally:
            for future in pending:
                future.cancel()
