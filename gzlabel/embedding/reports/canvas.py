"""Lines, boxes and words on a picture, drawn twice as large as wanted so that edges come out smooth."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FINER = 2

Point = tuple[float, float]


@dataclass(frozen=True)
class Inks:
    """Colours as ``#rrggbb``: of the ground, of words, of lesser words and grids, and of what is shown."""

    paper: str = "#ffffff"
    ink: str = "#1b1d20"
    muted: str = "#6b7076"
    line: str = "#d8d8d4"
    strong: str = "#0b63b5"
    other: str = "#c8641e"


class Canvas:
    """A picture to draw on, measured in points; ``scale`` pixels each in the end."""

    def __init__(self, width: float, height: float, inks: Inks, scale: float = 2.0) -> None:
        from PIL import Image, ImageDraw

        self.inks, self._scale = inks, scale * _FINER
        self._size = (round(width * scale), round(height * scale))
        self._image = Image.new("RGB", (self._size[0] * _FINER, self._size[1] * _FINER), inks.paper)
        self._draw = ImageDraw.Draw(self._image)

    def text(
        self, x: float, y: float, words: str, *, size: float = 11, colour: str = "", anchor: str = "la"
    ) -> None:
        """Write; ``anchor`` as Pillow has it, such as ``la`` for left and top, ``mm`` for the middle."""
        place = (x * self._scale, y * self._scale)
        self._draw.text(
            place, words, fill=colour or self.inks.ink, font=_font(size * self._scale), anchor=anchor
        )

    def fitted(self, words: str, width: float, size: float = 11) -> str:
        """``words``, cut to a width and ended with an ellipsis where they are too long."""
        font, short = _font(size * self._scale), words
        while len(short) > 1 and font.getlength(short) > width * self._scale:
            short = short.rstrip("…")[:-1].rstrip() + "…"
        return short

    def wrapped(
        self, words: str, width: float, size: float = 11, *, n_lines: int = 2, end: str = ""
    ) -> list[str]:
        """``words`` and ``end`` in lines of a width; of words too long for ``n_lines`` ``end`` is kept whole."""
        font, room, lines = _font(size * self._scale), width * self._scale, [""]
        for word in [*words.split(), *filter(None, [end])]:
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and font.getlength(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        if len(lines) > n_lines:
            rest = " ".join(lines[n_lines - 1 :]).removesuffix(end).rstrip()
            left = width - font.getlength(f" {end}") / self._scale if end else width
            lines[n_lines - 1 :] = [f"{self.fitted(rest, left, size)} {end}".rstrip()]
        return [self.fitted(line, width, size) for line in lines]

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float = 11,
        colour: str = "",
        anchor: str = "lm",
    ) -> None:
        """Write lines below each other, the last at ``y`` where ``anchor`` says ``s``, else around ``y``."""
        height = 1.15 * size
        top = y - height * (len(lines) - 1) * (1.0 if anchor.endswith("s") else 0.5)
        for place, words in enumerate(lines):
            self.text(x, top + place * height, words, size=size, colour=colour, anchor=anchor)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        s = self._scale
        right, bottom = max((x + width) * s - 1, x * s), max((y + height) * s - 1, y * s)
        self._draw.rectangle((x * s, y * s, right, bottom), fill=colour)

    def line(self, points: Sequence[Point], colour: str = "", width: float = 1.0) -> None:
        """A line through points."""
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        self._draw.line(
            scaled, fill=colour or self.inks.line, width=max(1, round(width * self._scale)), joint="curve"
        )

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        s = self._scale
        self._draw.ellipse(
            ((x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s), fill=colour
        )

    def pixels(self) -> NDArray[np.uint8]:
        """What was drawn, ``(height, width, 3)``."""
        from PIL import Image

        return np.asarray(self._image.resize(self._size, Image.Resampling.LANCZOS))


def blend(low: str, high: str, share: float) -> str:
    """The colour a ``share`` of the way from one to another."""
    ends = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (low, high)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(*ends, strict=True))


@cache
def _font(size: float) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)
