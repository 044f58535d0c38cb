"""The encoder without training or downloads: measured morphology, blind to rotation and mirror images."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.morphology.canvas import Canvas
from gzlabel.embedding.morphology.ellipse import Ellipse, face_on
from gzlabel.embedding.morphology.profiles import measure_angular_power, measure_profiles
from gzlabel.embedding.morphology.structure import measure_structure
from gzlabel.embedding.morphology.texture import measure_texture

NAMES = ("morphology",)
DESCRIPTION = "Measured morphology: profiles, angular power, texture, Gini, M20. No training, no downloads."

_BATCH = 16  # keeps every intermediate picture inside the cache


class MorphologyEncoder:
    """Describe each galaxy on the sky and as if seen face-on.

    The groups of features differ in number; `feature_weights` gives each group the same say once its features
    are standardised.
    """

    name = "morphology"
    image_size = 64
    version = 1
    thread_safe = True
    batch_size = _BATCH

    def parameters(self) -> dict[str, object]:
        """What besides the pixels decides the vector."""
        return {"version": self.version, "side_px": self.image_size}

    @property
    def n_features(self) -> int:
        """Length of a vector."""
        return sum(self._group_sizes)

    @property
    def feature_weights(self) -> NDArray[np.float32]:
        """``(n_features,)``: one over the root of the size of each feature's group."""
        return np.concatenate([np.full(size, size**-0.5, np.float32) for size in self._group_sizes])

    def runtime(self) -> dict[str, object]:
        """Nothing to choose."""
        return {}

    def prepare(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Nothing to do beforehand."""
        return image

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode images ``(h, w, 3)`` into ``(n, n_features)``."""
        return self.forward(images)

    def forward(self, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode images into ``(n, n_features)``."""
        batches = [
            np.concatenate(self._groups(prepared[start : start + _BATCH]), axis=1)
            for start in range(0, len(prepared), _BATCH)
        ]
        return np.concatenate(batches) if batches else np.empty((0, self.n_features), np.float32)

    def _groups(self, images: Sequence[NDArray[np.uint8]]) -> list[NDArray[np.float32]]:
        sky = Canvas.paint(images, self.image_size)
        ellipse = Ellipse.measure(sky)
        disc = face_on(sky, ellipse)
        colour = disc.bands[:, 0] - disc.bands[:, 2]
        return [
            measure_structure(sky, ellipse),
            measure_profiles(disc),
            measure_angular_power(disc),
            measure_texture(sky.luminance),
            measure_texture(disc.luminance, n_rings=8),
            measure_texture(colour, scales=(1.5, 3), second_order=False),
        ]

    @cached_property
    def _group_sizes(self) -> tuple[int, ...]:
        blank = np.zeros((self.image_size, self.image_size, 3), np.uint8)
        return tuple(group.shape[1] for group in self._groups([blank]))


def make(name: str) -> MorphologyEncoder:
    """Make the encoder."""
    return MorphologyEncoder()
