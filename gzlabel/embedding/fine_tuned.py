"""A fine-tuned network, to predict with, and to encode with: its folder is one that `make_encoder` takes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.embedding.ahead import worked_ahead
from gzlabel.embedding.encoder import Images
from gzlabel.embedding.encoders.timm_model import TimmEncoder
from gzlabel.embedding.reading import Reader
from gzlabel.embedding.temperature import softmax
from gzlabel.progress import Report, Step, silent

_BLOCK_ROWS = 128


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

    def predict(
        self, images: Images, rows: NDArray[np.int64], *, report: Report = silent
    ) -> NDArray[np.float32]:
        """Probabilities ``(n_rows, n_classes)``; NaN where the image cannot be read."""
        reader = Reader(images, self.encoder)
        probabilities = np.full((len(rows), len(self.classes)), np.nan, dtype=np.float32)
        starts = range(0, len(rows), _BLOCK_ROWS)
        blocks = worked_ahead(lambda start: (start, reader.read(rows[start : start + _BLOCK_ROWS])), starts)
        for start, pictures in blocks:
            scores = self.encoder.scores(self.model, pictures.images)
            probabilities[start + pictures.places] = softmax(scores / self.temperature)
            report(Step("Predicting", min(start + _BLOCK_ROWS, len(rows)), len(rows)))
        return probabilities

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
