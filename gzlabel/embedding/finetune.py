"""A network taught the labels: fine-tuning on turned and mirrored galaxies, stopped in time."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.encoder import Images
from gzlabel.embedding.encoders.timm_model import TimmEncoder
from gzlabel.embedding.fine_tuned import FineTuned
from gzlabel.embedding.probe import best_temperature, log_loss
from gzlabel.embedding.reading import Reader
from gzlabel.embedding.scores import Scores
from gzlabel.embedding.split import held_out
from gzlabel.embedding.torch_models.augmentation import turned_at_random
from gzlabel.embedding.torch_models.checkpoint import Checkpoint
from gzlabel.embedding.torch_models.depth import HEADS, parameter_groups
from gzlabel.errors import EmbeddingError
from gzlabel.progress import Report, Step, silent


@dataclass(frozen=True)
class FineTuneRecipe:
    """How to fine-tune.

    Attributes
    ----------
    head
        "linear", "last-block" or "full" (see `gzlabel.embedding.torch_models.depth`).
    rate
        Of the classifier; deeper layers learn slower by ``layer_decay`` each.
    patience
        Epochs without a lower validation loss before it stops.
    """

    head: str = "last-block"
    n_epochs: int = 30
    batch_size: int = 32
    rate: float = 1e-3
    layer_decay: float = 0.75
    weight_decay: float = 0.02
    patience: int = 6
    seed: int = 0

    def __post_init__(self) -> None:
        if self.head not in HEADS:
            raise EmbeddingError(
                f"no way of fine-tuning is called {self.head!r}", remedy=f"Choose one of: {', '.join(HEADS)}"
            )


@dataclass(frozen=True)
class Epoch:
    """One point of the curves; losses are mean negative log probabilities."""

    number: int
    taught_loss: float
    validation_loss: float


@dataclass(frozen=True)
class FineTuning:
    """What came of it.

    Attributes
    ----------
    model
        The network of the epoch with the lowest validation loss, calibrated on the validation galaxies.
    scores
        On the test galaxies, which had no part in teaching, stopping or calibrating.
    tested
        ``(n_tested,)`` positions among the labelled galaxies.
    """

    model: FineTuned
    curves: tuple[Epoch, ...]
    scores: Scores
    tested: NDArray[np.int64]


def fine_tune(
    images: Images,
    rows: NDArray[np.int64],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    encoder: TimmEncoder,
    folder: Path,
    *,
    recipe: FineTuneRecipe | None = None,
    groups: NDArray[np.int64] | None = None,
    report: Report = silent,
) -> FineTuning:
    """Teach a network with 60% of the groups, stop by 20%, test on 20%.

    Called again with the same arguments it goes on from the last whole epoch.

    Parameters
    ----------
    rows, labels
        ``(n,)`` rows of the catalogue and indices of ``classes``; rows without a readable image are left out.
    encoder
        A network of timm, by `gzlabel.embedding.make_encoder`; it is left as it is.
    folder
        Where checkpoint and result are kept.
    groups
        ``(n,)``: rows of one group are never parted.

    Raises
    ------
    EmbeddingError
        If the encoder cannot be fine-tuned, or there are too few galaxies of some class.
    """
    if not isinstance(encoder, TimmEncoder):
        raise EmbeddingError("only a network can be fine-tuned", remedy="Choose an encoder of timm or Zoobot")
    recipe = recipe or FineTuneRecipe()
    folder.mkdir(parents=True, exist_ok=True)
    pictures = Reader(images, encoder).read(rows)
    kept = pictures.places
    labels, groups = labels[kept], (np.arange(len(rows)) if groups is None else groups)[kept]
    tested = held_out(labels, groups, 0.2, recipe.seed)
    validating = np.zeros_like(tested)
    validating[~tested] = held_out(labels[~tested], groups[~tested], 0.25, recipe.seed)
    teaching = _Teaching(encoder, tuple(classes), recipe, folder, report)
    prepared = np.stack(pictures.images)
    taught = ~tested & ~validating
    curves = teaching.run(prepared[taught], labels[taught], prepared[validating], labels[validating])
    temperature = best_temperature(teaching.scores(prepared[validating]), labels[validating])
    model = FineTuned(encoder, teaching.model, tuple(classes), temperature)
    scores = Scores.of(labels[tested], model.predict_prepared(list(prepared[tested])), tuple(classes))
    model.save(folder)
    return FineTuning(model, curves, scores, kept[tested])


class _Teaching:
    def __init__(
        self,
        encoder: TimmEncoder,
        classes: tuple[str, ...],
        recipe: FineTuneRecipe,
        folder: Path,
        report: Report,
    ) -> None:
        import torch

        self._encoder, self._recipe, self._report = encoder, recipe, report
        torch.manual_seed(recipe.seed)
        self.model = encoder.classifier(len(classes))
        groups = parameter_groups(
            self.model, recipe.head, recipe.rate, recipe.layer_decay, recipe.weight_decay
        )
        self._optimiser = torch.optim.AdamW(groups, lr=recipe.rate)
        key = {**asdict(recipe), "classes": list(classes), "encoder": encoder.parameters()}
        self._checkpoint = Checkpoint(folder / "checkpoint.pt", key)

    def run(
        self,
        taught: NDArray[np.uint8],
        labels: NDArray[np.int64],
        validation: NDArray[np.uint8],
        validation_labels: NDArray[np.int64],
    ) -> tuple[Epoch, ...]:
        """Teach epoch by epoch; leave the best epoch's weights in ``model``."""
        curves = [Epoch(*row) for row in self._checkpoint.resume(self.model, self._optimiser)]
        while len(curves) < self._recipe.n_epochs and not self._is_over(curves):
            number = len(curves)
            taught_loss = self._epoch(taught, labels, number)
            loss = log_loss(self.scores(validation), validation_labels)
            curves.append(Epoch(number, taught_loss, loss))
            is_best = loss <= min(epoch.validation_loss for epoch in curves)
            rows = [(epoch.number, epoch.taught_loss, epoch.validation_loss) for epoch in curves]
            self._checkpoint.write(self.model, self._optimiser, rows, is_best=is_best)
            self._report(Step(f"Fine-tuning: validation loss {loss:.3f}", number + 1, self._recipe.n_epochs))
        self._checkpoint.load_best(self.model)
        return tuple(curves)

    def scores(self, prepared: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Log-odds ``(n, n_classes)``, before any temperature."""
        return self._encoder.scores(self.model, list(prepared))

    def _epoch(self, taught: NDArray[np.uint8], labels: NDArray[np.int64], number: int) -> float:
        import torch

        generator = torch.Generator().manual_seed(1000 * self._recipe.seed + number)
        # Statistics of frozen layers stay those they were trained with.
        self.model.train(self._recipe.head == "full")
        losses = []
        for batch in self._batches(len(labels), generator):
            pictures = turned_at_random(self._encoder.tensor(list(taught[batch])), generator)
            with self._encoder.mixed_precision():
                scores = self.model(pictures)
            truth = torch.from_numpy(labels[batch]).to(scores.device)
            loss = torch.nn.functional.cross_entropy(scores.float(), truth)
            self._optimiser.zero_grad()
            torch.autograd.backward(loss)
            self._optimiser.step()
            losses.append(float(loss.detach()))
        return float(np.mean(losses))

    def _batches(self, n: int, generator: Any) -> Iterator[NDArray[np.int64]]:
        import torch

        order = torch.randperm(n, generator=generator).numpy()
        size = self._recipe.batch_size
        for start in range(0, n, size):
            # A last batch of one has no variance for batch normalisation.
            if n - start > 1 or n == 1:
                yield order[start : start + size]

    def _is_over(self, curves: Sequence[Epoch]) -> bool:
        losses = [epoch.validation_loss for epoch in curves]
        return bool(losses) and len(losses) - 1 - int(np.argmin(losses)) >= self._recipe.patience
