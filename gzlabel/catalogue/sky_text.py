"""A position as astronomers write it: in degrees, in hours and degrees, as a name."""

import math
from collections.abc import Callable

_BINARY_ROUNDING = 1e-6
"""Of a last digit: 2.205 degrees are 7937.9999999999 arcseconds to a computer."""


def degrees_text(ra_deg: float, dec_deg: float) -> str:
    """Return ``150.1163213 +2.2051470``, both in degrees."""
    return f"{ra_deg:.7f} {dec_deg:+.7f}"


def sexagesimal_text(ra_deg: float, dec_deg: float) -> str:
    """Return ``10:00:27.917 +02:12:18.53``, hours and degrees, rounded."""
    hours = _parts(ra_deg % 360.0 / 15.0, 3, ":", round)
    if hours.startswith("24"):
        hours = _parts(0.0, 3, ":", round)
    return f"{hours} {_sign(dec_deg)}{_parts(abs(dec_deg), 2, ':', round)}"


def iau_name(ra_deg: float, dec_deg: float) -> str:
    """Return ``J100027.91+021218.5``: digits are cut off, not rounded, as the IAU asks for names.

    References
    ----------
    IAU Commission 5, Specifications concerning designations for astronomical radiation sources.
    """
    return f"J{_parts(ra_deg % 360.0 / 15.0, 2, '', _cut)}{_sign(dec_deg)}{_parts(abs(dec_deg), 1, '', _cut)}"


def _sign(value: float) -> str:
    return "-" if value < 0 else "+"


def _cut(value: float) -> int:
    return math.floor(value + _BINARY_ROUNDING)


def _parts(value: float, n_digits: int, between: str, whole: Callable[[float], int]) -> str:
    units = whole(value * 3600 * 10**n_digits)
    seconds, fraction = divmod(units, 10**n_digits)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}{between}{minutes % 60:02d}{between}{seconds:02d}.{fraction:0{n_digits}d}"
