"""Any network of timm: ImageNet's, Zoobot's, or weights of one's own."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.torch_models.device import torch_device
from gzlabel.embedding.torch_models.network import Network
from gzlabel.embedding.torch_models.precision import bfloat16_serves
from gzlabel.embedding.torch_models.preprocessing import Preprocessing
from gzlabel.embedding.torch_models.trial import try_size
from gzlabel.embedding.torch_models.views import N_VIEWS, views
from gzlabel.embedding.torch_models.zoobot_names import ZOOBOT_ARCHITECTURES
from gzlabel.errors import EmbeddingError

NAMES = (*ZOOBOT_ARCHITECTURES, "mobilenetv3_small_100", "efficientnet_b0", "swin_tiny_patch4_window7_224")
DESCRIPTION = "A pretrained network: any model of timm, or Zoobot's. Needs torch; fetches its weights once."

_POOLINGS = ("penultimate", "pooled")
_PRECISIONS = ("auto", "float32", "bfloat16")


class TimmEncoder:
    """A network's penultimate layer, averaged over turned and mirrored views.

    Parameters
    ----------
    network
        The model, its configuration and origin.
    preprocessing
        What an image goes through first.
    n_views
        1, 2, 4 or 8 (see `gzlabel.embedding.torch_models.views`).
    features
        "penultimate": what the classifier would see. "pooled": the mean over positions of the last layer
        before any head.
    device
        "auto", or as torch names it.
    batch_size
        Images a forward pass; None chooses.
    precision
        "float32", "bfloat16", or "auto": bfloat16 if on the first images it agrees (cosine 0.9995), faster.
    """

    thread_safe = False
    feature_weights: NDArray[np.float32] | None = None

    def __init__(
        self,
        name: str,
        network: Network,
        preprocessing: Preprocessing,
        *,
        n_views: int = 1,
        features: str = "penultimate",
        device: str = "auto",
        batch_size: int | None = None,
        precision: str = "auto",
    ) -> None:
        import torch

        _check_choice("views", n_views, N_VIEWS)
        _check_choice("features", features, _POOLINGS)
        _check_choice("precision", precision, _PRECISIONS)
        if batch_size is not None and batch_size < 1:
            raise EmbeddingError(
                f"a batch of {batch_size} images is none", remedy="Give --batch a number from 1, or auto"
            )
        self.name, self.preprocessing = name, preprocessing
        self._network, self._n_views, self._features = network, n_views, features
        self._device = torch.device(torch_device(device))
        self._half = None if precision == "auto" else precision == "bfloat16"
        self.batch_size = batch_size or (256 if self._device.type == "cuda" else 8)
        self._model = network.model.to(self._device, memory_format=torch.channels_last)

    @property
    def image_size(self) -> int:
        """Smallest side of the images it wants, in pixels."""
        return self.preprocessing.image_size

    @cached_property
    def n_features(self) -> int:
        """Length of a vector."""
        n_channels = 1 if self.preprocessing.greyscale else 3
        blank = np.zeros((self.preprocessing.size, self.preprocessing.size, n_channels), dtype=np.uint8)
        return int(self._forward(self.tensor([blank]), False).shape[1])

    def parameters(self) -> dict[str, Any]:
        """Weights, preprocessing, views."""
        chosen = self.preprocessing
        return {
            "weights": self._network.origin,
            "weights_digest": self._digest,
            "model_args": self.model_args,
            "size_px": chosen.size,
            "interpolation": chosen.interpolation,
            "mean": list(chosen.mean),
            "std": list(chosen.std),
            "crop": chosen.crop,
            "greyscale": chosen.greyscale,
            "views": self._n_views,
            "features": self._features,
        }

    def runtime(self) -> dict[str, Any]:
        """Device and precision."""
        import torch

        precision = {None: "undecided", True: "bfloat16", False: "float32"}[self._half]
        return {"device": str(self._device), "precision": precision, "torch": torch.__version__}

    def prepare(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Cut and resize one image; any thread may."""
        return self.preprocessing.apply(image)

    def forward(self, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode prepared images into ``(n, n_features)``."""
        if not prepared:
            return np.empty((0, self.n_features), dtype=np.float32)
        parts = []
        for start in range(0, len(prepared), self.batch_size):
            pictures = self.tensor(prepared[start : start + self.batch_size])
            if self._half is None:
                self._half = bfloat16_serves(self._forward, pictures)
            parts.append(self._forward(pictures, self._half).cpu().numpy())
        return np.concatenate(parts)

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode images ``(h, w, 3)`` of any sizes into ``(n, n_features)``."""
        return self.forward([self.prepare(image) for image in images])

    @cached_property
    def _digest(self) -> str:
        return self._network.digest()

    @property
    def architecture(self) -> str:
        """Name by which ``timm.create_model`` makes the network."""
        return self._network.architecture

    @property
    def model_args(self) -> dict[str, Any]:
        """What it is made with besides."""
        return self._network.model_args

    def classifier(self, n_classes: int) -> Any:
        """A copy of the network with a fresh classifier, on the encoder's device."""
        return self._network.with_classifier(n_classes).to(self._device)

    def mixed_precision(self) -> Any:
        """Context in which a GPU works in bfloat16 where that serves; elsewhere it changes nothing."""
        import torch

        return torch.autocast(self._device.type, torch.bfloat16, enabled=self._device.type == "cuda")

    def scores(self, model: Any, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float64]:
        """Outputs ``(n, n_classes)`` of ``model``, a classifier, for prepared images."""
        import torch

        model.eval()
        parts = []
        with torch.inference_mode(), self.mixed_precision():
            for start in range(0, len(prepared), self.batch_size):
                scores = model(self.tensor(prepared[start : start + self.batch_size]))
                parts.append(scores.double().cpu().numpy())
        return np.concatenate(parts) if parts else np.empty((0, model.num_classes))

    def tensor(self, prepared: Sequence[NDArray[np.uint8]]) -> Any:
        """Normalised pictures ``(n, channels, side, side)`` on the encoder's device."""
        import torch

        pixels = torch.from_numpy(np.stack(prepared)).to(self._device)
        mean, std = (
            torch.tensor(values, device=self._device).view(1, -1, 1, 1)
            for values in (self.preprocessing.mean, self.preprocessing.std)
        )
        pictures = pixels.permute(0, 3, 1, 2).float().div_(255).sub_(mean).div_(std)
        return pictures.contiguous(memory_format=torch.channels_last)

    def _forward(self, pictures: Any, half: bool) -> Any:
        import torch

        with torch.inference_mode(), torch.autocast(self._device.type, torch.bfloat16, enabled=half):
            vectors = [self._vectors(view).float() for view in views(pictures, self._n_views)]
            return torch.stack(vectors).mean(dim=0)

    def _vectors(self, pictures: Any) -> Any:
        if self._features == "penultimate":
            return self._model(pictures)
        maps = self._model.forward_features(pictures)
        if maps.ndim == 4:
            channels_last = maps.shape[1] != self._model.num_features
            return maps.mean(dim=(1, 2) if channels_last else (2, 3))
        return maps[:, getattr(self._model, "num_prefix_tokens", 0) :].mean(dim=1)


def make(
    name: str,
    *,
    weights: str | Path | None = None,
    model_args: dict[str, Any] | None = None,
    mean: float | Sequence[float] | None = None,
    std: float | Sequence[float] | None = None,
    size: int | None = None,
    interpolation: str | None = None,
    crop: float | None = None,
    n_views: int = 1,
    features: str = "penultimate",
    device: str = "auto",
    batch_size: int | None = None,
    precision: str = "auto",
) -> TimmEncoder:
    """Make the encoder ``name``; see `Network.load`, `Preprocessing` and `TimmEncoder` for the options."""
    network = Network.load(name, weights, model_args or {})
    preprocessing = Preprocessing.of_model(
        network.config,
        is_galaxy_model="zoobot" in name,
        mean=mean,
        std=std,
        size=size,
        interpolation=interpolation,
        crop=crop,
    )
    encoder = TimmEncoder(
        name,
        network,
        preprocessing,
        n_views=n_views,
        features=features,
        device=device,
        batch_size=batch_size,
        precision=precision,
    )
    if size is not None:
        try_size(name, size, network.config["input_size"][-1], lambda: encoder.n_features)
    return encoder


def _check_choice(what: str, given: object, choices: Sequence[object]) -> None:
    if given not in choices:
        raise EmbeddingError(
            f"{what} cannot be {given!r}", remedy=f"Choose one of: {', '.join(map(str, choices))}"
        )
