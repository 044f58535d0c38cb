"""Positions on the sky, in degrees, from degrees, radians, hours or sexagesimal text."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.columns import is_number, is_text
from gzlabel.catalogue.missing import with_missing
from gzlabel.catalogue.values import masked_values
from gzlabel.errors import CatalogueError

PositionUnit = Literal["degrees", "radians", "hours", "sexagesimal"]
"""``hours``: right ascension in decimal hours, declination in degrees. ``sexagesimal``: text, right ascension
in hours unless it says ``d`` or ``°``, declination in degrees."""

_PARTS = (
    r"^\s*(?P<sign>[+\-−–]?)\s*(?P<whole>\d{1,3})\s*(?P<mark>[:hd°º\s])\s*(?P<minutes>\d{1,2})"
    r"(?:\s*[:m'′\s]\s*(?P<seconds>\d{1,2}(?:\.\d*)?)?\s*[s\"″']{0,2})?\s*$"
)


@dataclass(frozen=True)
class SkyPositions:
    """One position a galaxy, ICRS unless the table said otherwise.

    Attributes
    ----------
    ra_deg, dec_deg
        ``(n_galaxies,)`` float64, degrees; NaN in both where either is missing or outside the sphere.
    """

    ra_deg: NDArray[np.float64]
    dec_deg: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.ra_deg)

    @property
    def known(self) -> NDArray[np.bool_]:
        """``(n_galaxies,)``: which galaxies have a position."""
        return np.isfinite(self.ra_deg)

    @classmethod
    def of(cls, ra: pa.ChunkedArray, dec: pa.ChunkedArray, unit: PositionUnit) -> "SkyPositions":
        """Read two columns.

        Raises
        ------
        CatalogueError
            If the columns are not what ``unit`` says.
        """
        longitude, latitude = _degrees(ra, unit, is_right_ascension=True), _degrees(dec, unit)
        with np.errstate(invalid="ignore"):
            outside = ~((np.abs(latitude) <= 90.0) & (longitude >= -180.0) & (longitude <= 360.0))
        longitude = np.where(outside, np.nan, longitude % 360.0)
        return cls(longitude, np.where(outside, np.nan, latitude))


def sexagesimal_degrees(column: pa.ChunkedArray, *, hours: bool) -> NDArray[np.float64]:
    """Read ``00:08:27.05``, ``+27 43 03.6``, ``12h30m``, ``-0d12m30s`` as degrees ``(n,)``, else NaN.

    Parameters
    ----------
    hours
        Whether the first part counts hours where it is not marked ``d`` or ``°``.
    """
    parts = pc.extract_regex(column.cast(pa.string()), _PARTS)
    whole, minutes, seconds = (_part(parts, name) for name in ("whole", "minutes", "seconds"))
    angle = whole + minutes / 60.0 + np.where(np.isnan(seconds), 0.0, seconds) / 3600.0
    angle[(minutes >= 60.0) | (seconds >= 61.0)] = np.nan
    mark = _field(parts, "mark").fill_null("")
    in_hours = pc.equal(mark, "h") if not hours else pc.invert(pc.is_in(mark, pa.array(["d", "°", "º"])))
    negative = pc.is_in(_field(parts, "sign").fill_null(""), pa.array(["-", "−", "–"]))
    return np.where(negative.to_numpy(), -angle, angle) * np.where(in_hours.to_numpy(), 15.0, 1.0)


def _degrees(column: pa.ChunkedArray, unit: PositionUnit, *, is_right_ascension: bool = False) -> Any:
    column = with_missing(column)
    if unit == "sexagesimal":
        if not is_text(column.type):
            raise CatalogueError("sexagesimal positions must be text", remedy="Say that they are in degrees")
        return sexagesimal_degrees(column, hours=is_right_ascension)
    if is_text(column.type):
        column = pc.if_else(
            pc.match_substring_regex(column, r"^\s*[+-]?[\d.]+([eE][+-]?\d+)?\s*$"), column, None
        )
        column = pc.utf8_trim_whitespace(column)
    elif not is_number(column.type):
        raise CatalogueError(
            f"positions cannot be read from a column of {column.type}",
            remedy="Choose columns of numbers or text",
        )
    values = masked_values(column.cast(pa.float64())).filled(np.nan)
    if unit == "radians":
        return np.degrees(values)
    return values * 15.0 if unit == "hours" and is_right_ascension else values


def _field(parts: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    return pc.struct_field(parts, name)


def _part(parts: pa.ChunkedArray, name: str) -> NDArray[np.float64]:
    text = _field(parts, name)
    filled = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    return np.array(masked_values(filled.cast(pa.float64())).filled(np.nan), dtype=np.float64)
