"""A fine-tuned network, to predict with, and to encode with: its folder is one that `make_encoder` takes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.embedding.encoders.timm_model import TimmEncoder
from gzlabel.embedding.temperature import softmax


@dataclass(frozen=True)
class FineTuned:
    """A network with a classifier.

    Attributes
    ----------
    encoder
        The one it was made from: its preprocessing and device.
    model
        The torch module.
    temperature
        By which log-odds are divided.
    """

    encoder: TimmEncoder
    model: Any
    classes: tuple[str, ...]
    temperature: float

    def predict(self, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Probabilities ``(n, n_classes)`` of images that the encoder has prepared."""
        scores = self.encoder.scores(self.model, prepared)
        return softmax(scores / self.temperature).astype(np.float32)

    def digest(self) -> str:
        """Hash of what decides a prediction."""
        content = blake2b(f"{self.classes} {self.temperature!r}".encode(), digest_size=16)
        for key, tensor in sorted(self._tensors()):
            content.update(key.encode() + tensor.flatten().view(tensor.dtype).numpy().tobytes())
        return content.hexdigest()

    def save(self, folder: Path) -> None:
        """Write weights and configuration as timm exports them, with the classes beside."""
        from safetensors.torch import save_file

        with written_whole(folder / "model.safetensors") as temporary:
            save_file(dict(self._tensors()), temporary)
        chosen = self.encoder.preprocessing
        config = {
            "architecture": self.encoder.architecture,
            "model_args": self.encoder.model_args,
            "num_classes": len(self.classes),
            "label_names": list(self.classes),
            "temperature": self.temperature,
            "pretrained_cfg": {
                "input_size": [len(chosen.mean), chosen.size, chosen.size],
                "interpolation": chosen.interpolation,
                "mean": list(chosen.mean),
                "std": list(chosen.std),
                "crop_pct": chosen.crop,
            },
        }
        with written_whole(folder / "config.json") as temporary:
            temporary.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: TimmEncoder) -> "FineTuned":
        """Read what `save` wrote; ``encoder`` is ``make_encoder(name, weights=folder)``.

        Raises
        ------
        EmbeddingError
            If the weights do not fit.
        """
        from gzlabel.embedding.torch_models.weights import load_weights, read_config, read_state_dict

        config = read_config(folder)
        classes = tuple(map(str, config["label_names"]))
        path = folder / "model.safetensors"
        model = encoder.classifier(len(classes))
        load_weights(model, read_state_dict(path), encoder.name, path)
        return cls(encoder, model.eval(), classes, float(config["temperature"]))

    def _tensors(self) -> Iterator[tuple[str, Any]]:
        for key, tensor in self.model.state_dict().items():
            yield key, tensor.detach().cpu().contiguous()
