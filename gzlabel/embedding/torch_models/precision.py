"""Half the bits where they give the same vectors, faster."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

COSINE_NEEDED = 0.9995


def bfloat16_serves(forward: Callable[[Any, bool], Any], pictures: Any) -> bool:
    """Whether bfloat16 gives vectors as good, sooner, on real ``pictures``.

    Parameters
    ----------
    forward
        Of pictures and whether to use bfloat16, to vectors ``(n, n_features)`` float32.
    """
    import torch

    def timed(half: bool) -> tuple[Any, float]:
        forward(pictures[:1], half)
        start = perf_counter()
        return forward(pictures, half), perf_counter() - start

    try:
        whole, seconds_whole = timed(False)
        half, seconds_half = timed(True)
    except (RuntimeError, NotImplementedError):
        return False  # an operator of this network has no bfloat16 kernel here
    cosine = torch.nn.functional.cosine_similarity(whole, half, dim=1)
    return bool(cosine.min() >= COSINE_NEEDED) and seconds_half < seconds_whole
