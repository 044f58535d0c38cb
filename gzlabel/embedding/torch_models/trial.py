"""Whether a network takes pictures of a chosen size, found by showing it one before any work is begun."""

from collections.abc import Callable

from gzlabel.errors import EmbeddingError


def try_size(name: str, size_px: int, own_size_px: int, show: Callable[[], object]) -> None:
    """Call ``show``, which passes a picture of ``size_px`` through the network ``name``.

    Raises
    ------
    EmbeddingError
        If it takes others only, such as those of ``own_size_px``.
    """
    try:
        show()
    except (AssertionError, IndexError, RuntimeError, ValueError) as error:
        lines = str(error).strip().splitlines()
        reason = f" ({lines[0].rstrip('.')})" if lines else ""
        raise EmbeddingError(
            f"{name} takes no pictures of {size_px} pixels{reason}",
            remedy=f"Leave --size out: it was made for {own_size_px} pixels. Some networks can be made for "
            "another multiple of their patches, with --model-arg img_size=SIDE besides",
        ) from error
