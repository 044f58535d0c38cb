"""Several encoders as one, each with the same say."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.encoder import Encoder


class ConcatenatedEncoder:
    """The vectors of several encoders, side by side, standardised and weighed alike when they are reduced."""

    def __init__(self, parts: Sequence[Encoder]) -> None:
        self._parts = tuple(parts)
        self.name = "+".join(part.name for part in self._parts)
        self.n_features = sum(part.n_features for part in self._parts)
        self.image_size = max(part.image_size for part in self._parts)
        self.batch_size = min(part.batch_size for part in self._parts)
        self.thread_safe = all(part.thread_safe for part in self._parts)

    @property
    def feature_weights(self) -> NDArray[np.float32]:
        """``(n_features,)``; the squares of each part's weights sum to one."""
        return np.concatenate([_unit_weights(part) for part in self._parts])

    def parameters(self) -> dict[str, Any]:
        """Those of each part."""
        return {part.name: part.parameters() for part in self._parts}

    def runtime(self) -> dict[str, Any]:
        """Those of each part."""
        return {part.name: part.runtime() for part in self._parts}

    def prepare(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Leave the image to the parts."""
        return image

    def forward(self, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode images into ``(n, n_features)``."""
        return np.concatenate([part.encode(prepared) for part in self._parts], axis=1)

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode images ``(h, w, 3)`` of any sizes into ``(n, n_features)``."""
        return self.forward(images)


def _unit_weights(part: Encoder) -> NDArray[np.float32]:
    weights = part.feature_weights
    weights = np.ones(part.n_features, dtype=np.float32) if weights is None else weights
    return np.asarray(weights / np.linalg.norm(weights), dtype=np.float32)
