"""A card of a FITS header that cannot be read is found only when its value is asked for, wherever that is."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def broken_cards_told() -> Iterator[None]:
    """Turn what astropy says of a broken card into a ``ValueError``, as of any broken image."""
    from astropy.io.fits import VerifyError

    try:
        yield
    except VerifyError as error:
        raise ValueError(str(error)) from error
