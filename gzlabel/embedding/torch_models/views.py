"""The eight ways a picture of the sky can be turned and mirrored, which mean the same galaxy."""

from collections.abc import Iterator
from typing import Any

N_VIEWS = (1, 2, 4, 8)


def views(pictures: Any, n_views: int) -> Iterator[Any]:
    """Yield the first views of a tensor ``(n, channels, side, side)``.

    1: as it is. 2: and its mirror image. 4: the four quarter turns. 8: those and their mirror images.
    """
    for turn in range(4 if n_views >= 4 else 1):
        turned = pictures.rot90(turn, (2, 3)) if turn else pictures
        yield turned
        if n_views in {2, 8}:
            yield turned.flip(3)
