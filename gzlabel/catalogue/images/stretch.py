"""How measured brightness becomes a picture for the eye.

The curves are those of `astropy.visualization`; three bands become one colour picture after Lupton et al.
(2004), PASP 116, 133, which keeps the colour of a galaxy's bright core.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self, get_args

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.picture import Picture
from gzlabel.errors import ImageError

Curve = Literal["linear", "sqrt", "log", "asinh"]
Interval = Literal["sky", "percentile", "zscale", "full", "fixed"]
Colour = Literal["separate", "lupton"]


@dataclass(frozen=True)
class Stretch:
    """How values become brightness.

    Attributes
    ----------
    curve
        Shape between the black and the white level.
    interval
        How the black and the white level are found: from the ``sky`` and its noise to a percentile, by a
        ``percentile`` at either end, ``zscale`` as in IRAF and DS9, the ``full`` range of the values (of an
        8-bit picture: 0 to 255), or ``fixed`` at `black` and `white`.
    percentile
        White lies at this percentile, and black at the one opposite or at the sky.
    black, white
        The levels for ``fixed``, in the picture's own unit.
    softening
        Where asinh turns from linear to logarithmic, as a share of the interval.
    colour
        Whether bands are stretched each alone, or together so that hue is kept (``lupton``).
    contrast, bias
        As in DS9: slope about the middle, and brightness taken as the middle; 1 and 0.5 change nothing.
    bands
        Names or places of the bands drawn as red, green, blue (or a single grey one); None chooses.
    invert
        Draw the sky white.
    """

    curve: Curve = "asinh"
    interval: Interval = "sky"
    percentile: float = 99.5
    black: float = 0.0
    white: float = 1.0
    softening: float = 0.1
    colour: Colour = "lupton"
    contrast: float = 1.0
    bias: float = 0.5
    bands: tuple[str | int, ...] | None = None
    invert: bool = False

    def __post_init__(self) -> None:
        for name, choices in (("curve", Curve), ("interval", Interval), ("colour", Colour)):
            if getattr(self, name) not in get_args(choices):
                offered = ", ".join(get_args(choices))
                what = f"there is no {name} {getattr(self, name)!r}"
                raise ImageError(what, remedy=f"Choose one of {offered}")
        self._check_numbers()

    def _check_numbers(self) -> None:
        numbers = (self.percentile, self.black, self.white, self.softening, self.contrast, self.bias)
        if not all(np.isfinite(number) for number in numbers):
            raise ImageError("a stretch's numbers must be finite", remedy="Give numbers, not NaN or infinity")
        if not 50 < self.percentile <= 100:
            raise ImageError(
                f"a percentile of {self.percentile:g} is not above 50 and up to 100", remedy="Try 99.5"
            )
        if self.interval == "fixed" and self.white <= self.black:
            raise ImageError(
                f"the white level {self.white:g} is not above the black level {self.black:g}",
                remedy="Raise the white level",
            )
        if self.softening <= 0:
            raise ImageError(f"a softening of {self.softening:g} is not positive", remedy="Try 0.1")
        if self.bands is not None and len(self.bands) not in (1, 3):
            what = f"{len(self.bands)} bands were chosen"
            raise ImageError(what, remedy="Choose 1 for a grey picture or 3 for a colour one")

    def to_json(self) -> dict[str, Any]:
        """The stretch as JSON values, which `from_json` reads."""
        values = asdict(self)
        values["bands"] = None if self.bands is None else list(self.bands)
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Read what `to_json` wrote; names it does not know are left out.

        Raises
        ------
        ImageError
            If a value is impossible.
        """
        known = {field.name: values[field.name] for field in fields(cls) if field.name in values}
        if known.get("bands") is not None:
            known["bands"] = tuple(known["bands"])
        try:
            return cls(**known)
        except TypeError as error:
            raise ImageError(f"a stored stretch cannot be used ({error})", remedy="Choose it anew") from error

    def apply(self, picture: Picture) -> NDArray[np.uint8]:
        """Draw ``picture`` as ``(height, width, 3)``.

        Raises
        ------
        ImageError
            If a chosen band is not in the picture.
        """
        from gzlabel.catalogue.images.drawing import drawn

        return drawn(picture, self)


MEASURED = Stretch()
"""For measured brightness when nobody has chosen."""


def rendered(picture: Picture, stretch: Stretch | None) -> NDArray[np.uint8]:
    """Draw ``picture`` under ``stretch``; without one, a picture made for the eye is left alone."""
    if stretch is None and picture.is_display_ready:
        pixels: NDArray[np.uint8] = picture.pixels
        return pixels if pixels.shape[2] == 3 else np.repeat(pixels[:, :, :1], 3, axis=2)
    return (stretch or MEASURED).apply(picture)
