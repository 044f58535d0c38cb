"""What turns images into vectors, and where the images come from, as this room sees them."""

from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """Anything that describes a galaxy's picture by a vector."""

    @property
    def name(self) -> str:
        """By which `make_encoder` finds it."""

    @property
    def n_features(self) -> int:
        """Length of a vector."""

    @property
    def image_size(self) -> int:
        """Smallest side, in pixels, of the images it wants; larger ones are resampled by the encoder."""

    @property
    def batch_size(self) -> int:
        """How many images it is best given at once."""

    @property
    def thread_safe(self) -> bool:
        """Whether several threads may encode at once, and gain by it."""

    @property
    def feature_weights(self) -> NDArray[np.float32] | None:
        """``(n_features,)`` where features of different units are to be standardised first; else None."""

    def parameters(self) -> dict[str, Any]:
        """Everything besides the pixels that decides the vector, as JSON values."""

    def runtime(self) -> dict[str, Any]:
        """How it is run: device, precision; what changes a vector by its rounding only."""

    def prepare(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Do the work on one image ``(h, w, 3)`` that any thread may do beforehand."""

    def forward(self, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode prepared images into ``(n, n_features)``."""

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode images ``(h, w, 3)`` of any sizes into ``(n, n_features)``: `prepare`, then `forward`."""


class Images(Protocol):
    """One image a galaxy, by row of the catalogue (see `gzlabel.catalogue.images.ImageSource`)."""

    @property
    def n_galaxies(self) -> int:
        """Number of rows."""

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """Pixels ``(h, w, 3)``, at least ``size`` on the smaller side where the file has as many."""

    def missing(self) -> NDArray[np.int64]:
        """Rows known to lack an image."""

    def where(self, row: int) -> str:
        """Name the image in a message."""


@runtime_checkable
class Digested(Protocol):
    """Images whose changes are known without decoding them."""

    def digest(self, row: int) -> str:
        """Hash that changes when the image does; empty where there is none."""
