"""A fine-tuned network over a whole catalogue: its probabilities are vectors, made as vectors are.

So a run over millions of images is resumable, reads ahead, masks what is broken and can be cancelled, by the
code that does so for any encoder.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.encoder import Images
from gzlabel.embedding.fine_tuned import FineTuned
from gzlabel.embedding.run import embed
from gzlabel.progress import Report, silent


class Classifying:
    """Encodes an image by its probabilities."""

    thread_safe = False
    feature_weights: NDArray[np.float32] | None = None

    def __init__(self, model: FineTuned) -> None:
        self._model = model
        self.name = f"classifier from {model.encoder.name}"
        self.n_features = len(model.classes)
        self.image_size, self.batch_size = model.encoder.image_size, model.encoder.batch_size

    def parameters(self) -> dict[str, Any]:
        """What decides the probabilities."""
        return {**self._model.encoder.parameters(), "classifier_digest": self._model.digest()}

    def runtime(self) -> dict[str, Any]:
        """Those of the network."""
        return self._model.encoder.runtime()

    def prepare(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """As the network's encoder does."""
        return self._model.encoder.prepare(image)

    def forward(self, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Probabilities ``(n, n_classes)``."""
        return self._model.predict(prepared)

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Probabilities ``(n, n_classes)`` of images of any sizes."""
        return self.forward([self.prepare(image) for image in images])


def classify(images: Images, model: FineTuned, folder: Path, report: Report = silent) -> NDArray[np.float32]:
    """Probabilities ``(n_galaxies, n_classes)``, NaN where there is no usable image; a stopped run goes on."""
    matrix = embed(images, Classifying(model), folder, report)
    return np.where(matrix.valid[:, None], matrix.vectors, np.float32(np.nan))
