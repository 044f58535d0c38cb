"""What an image goes through before a network sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import EmbeddingError

_INTERPOLATIONS = ("nearest", "bilinear", "bicubic", "lanczos")


@dataclass(frozen=True)
class Preprocessing:
    """Central square, crop, resize, scale; in this order.

    Attributes
    ----------
    size
        Side of what the network sees, in pixels.
    interpolation
        "nearest", "bilinear", "bicubic" or "lanczos".
    mean, std
        Of each channel, for pixels from 0 to 1.
    crop
        Share of the central square's side that is kept. Networks for everyday pictures are tested on less
        than the whole; a galaxy's outskirts matter, so only Zoobot's own crop is followed.
    greyscale
        Whether the network sees one channel, the mean of the colours.
    """

    size: int
    interpolation: str
    mean: tuple[float, ...]
    std: tuple[float, ...]
    crop: float = 1.0
    greyscale: bool = False

    def __post_init__(self) -> None:
        n_channels = 1 if self.greyscale else 3
        if self.interpolation not in _INTERPOLATIONS:
            raise EmbeddingError(
                f"no interpolation is called {self.interpolation!r}",
                remedy=f"Choose one of: {', '.join(_INTERPOLATIONS)}",
            )
        if self.size < 1:
            raise EmbeddingError(
                f"a picture {self.size} pixels wide shows nothing", remedy="Give --size a number from 1"
            )
        if not 0 < self.crop <= 1:
            raise EmbeddingError(
                f"the crop is a share of the image above 0 and up to 1, not {self.crop:g}",
                remedy="Give --crop such a share; 1 keeps the whole image",
            )
        if len(self.mean) != n_channels or not np.isfinite(self.mean).all():
            raise EmbeddingError(
                f"the mean of the network's input cannot be {_told(self.mean)}",
                remedy=f"Give --mean one number for every channel, or {n_channels}",
            )
        if len(self.std) != n_channels or not (np.isfinite(self.std).all() and min(self.std) > 0):
            raise EmbeddingError(
                f"the standard deviation of the network's input cannot be {_told(self.std)}",
                remedy=f"Give --std one number for every channel, or {n_channels}, each above 0",
            )

    @classmethod
    def of_model(
        cls, config: Mapping[str, Any], *, is_galaxy_model: bool, **overrides: Any
    ) -> "Preprocessing":
        """Follow a timm model's configuration, except where ``overrides`` are given."""
        n_channels, height, _ = config["input_size"]
        greyscale = n_channels == 1
        crop = config.get("crop_pct", 1.0) if is_galaxy_model else 1.0
        of_model = {**config, "size": height, "crop": crop}
        chosen = of_model | {name: value for name, value in overrides.items() if value is not None}
        return cls(
            int(chosen["size"]),
            chosen["interpolation"],
            _per_channel(chosen["mean"], n_channels),
            _per_channel(chosen["std"], n_channels),
            float(chosen["crop"]),
            greyscale,
        )

    @property
    def image_size(self) -> int:
        """Smallest side that loses nothing."""
        return int(np.ceil(self.size / self.crop))

    def apply(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Cut and resize an image ``(h, w, 3)`` to ``(size, size, 3 or 1)``, still 8 bits a channel."""
        from PIL import Image

        height, width = image.shape[:2]
        side = self.crop * min(height, width)
        left, top = (width - side) / 2, (height - side) / 2
        resampling = Image.Resampling[self.interpolation.upper()]
        picture = Image.fromarray(image).resize(
            (self.size, self.size), resampling, box=(left, top, left + side, top + side)
        )
        pixels = np.asarray(picture)
        if not self.greyscale:
            return pixels
        return np.asarray(np.rint(pixels.mean(axis=2, keepdims=True)), dtype=np.uint8)


def _told(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


def _per_channel(values: float | Sequence[float], n_channels: int) -> tuple[float, ...]:
    given = (values,) if isinstance(values, int | float) else tuple(values)
    if len(given) == 1:
        return tuple(float(given[0]) for _ in range(n_channels))
    return (float(np.mean(given)),) if n_channels == 1 else tuple(float(value) for value in given)
