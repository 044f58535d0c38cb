"""A network taught the labels: fine-tuning on turned and mirrored galaxies, stopped in time."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.encoder import Images
from gzlabel.embedding.encoders.timm_model import TimmEncoder
from gzlabel.embedding.epoch import Epoch
from gzlabel.embedding.examples import Examples
from gzlabel.embedding.fine_tuned import FineTuned
from gzlabel.embedding.scores import Scores
from gzlabel.embedding.split import held_out
from gzlabel.embedding.temperature import best_temperature, log_loss, softmax
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
        for option, value in (
            ("epochs", self.n_epochs),
            ("batch", self.batch_size),
            ("patience", self.patience),
        ):
            if value < 1:
                raise EmbeddingError(
                    f"nothing is taught with {value} for --{option}",
                    remedy=f"Give --{option} a number from 1",
                )
        if not 0 < self.rate < float("inf"):
            raise EmbeddingError(
                f"nothing is taught at a learning rate of {self.rate:g}",
                remedy="Give --rate a number above 0, such as 0.001",
            )
        if self.seed < 0:
            raise EmbeddingError(f"a seed cannot be {self.seed}", remedy="Give --seed a number from 0")


@dataclass(frozen=True)
class FineTuning:
    """What came of it.

    Attributes
    ----------
    model
        The network of the epoch with the lowest validation loss, calibrated on the validation galaxies.
    scores
        On the test galaxies, which had no part in teaching, stopping or calibrating.
    tested, probabilities
        ``(n_tested,)`` positions among the labelled galaxies, and ``(n_tested, n_classes)`` what the network
        says of them.
    n_taught
        Galaxies that it was taught, or stopped and calibrated by.
    """

    model: FineTuned
    curves: tuple[Epoch, ...]
    scores: Scores
    tested: NDArray[np.int64]
    probabilities: NDArray[np.float32]
    n_taught: int


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
    examples = Examples(images, encoder, rows, report=report)
    kept = examples.kept
    labels, groups = labels[kept], (np.arange(len(rows)) if groups is None else groups)[kept]
    taught, validating, tested = _split(labels, groups, recipe.seed)
    teaching = _Teaching(
        encoder, tuple(classes), recipe, examples, labels, Checkpoint(folder / "checkpoint.pt"), report
    )
    curves = teaching.run(taught, validating)
    temperature = best_temperature(teaching.scores(validating), labels[validating])
    model = FineTuned(encoder, teaching.model, tuple(classes), temperature)
    probabilities = softmax(teaching.scores(tested) / temperature).astype(np.float32)
    scores = Scores.of(labels[tested], probabilities, tuple(classes))
    model.save(folder)
    return FineTuning(model, curves, scores, kept[tested], probabilities, len(kept) - len(tested))


def _split(
    labels: NDArray[np.int64], groups: NDArray[np.int64], seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Positions that are taught, that stop the teaching, and that test it."""
    tested = held_out(labels, groups, 0.2, seed)
    validating = np.zeros_like(tested)
    validating[~tested] = held_out(labels[~tested], groups[~tested], 0.25, seed)
    return np.flatnonzero(~tested & ~validating), np.flatnonzero(validating), np.flatnonzero(tested)


class _Teaching:
    def __init__(
        self,
        encoder: TimmEncoder,
        classes: tuple[str, ...],
        recipe: FineTuneRecipe,
        examples: Examples,
        labels: NDArray[np.int64],
        checkpoint: Checkpoint,
        report: Report,
    ) -> None:
        import torch

        self._encoder, self._recipe, self._report = encoder, recipe, report
        self._examples, self._labels, self._checkpoint = examples, labels, checkpoint
        torch.manual_seed(recipe.seed)
        self.model = encoder.classifier(len(classes))
        groups = parameter_groups(
            self.model, recipe.head, recipe.rate, recipe.layer_decay, recipe.weight_decay
        )
        self._optimiser = torch.optim.AdamW(groups, lr=recipe.rate)
        self._key = {**asdict(recipe), "classes": list(classes), "encoder": encoder.parameters()}

    def run(self, taught: NDArray[np.int64], validating: NDArray[np.int64]) -> tuple[Epoch, ...]:
        """Teach epoch by epoch; leave the best epoch's weights in ``model``."""
        # Labels given since would bring galaxies over from the test to the taught: another run.
        key = {**self._key, "galaxies": _digest(taught, self._labels, self._examples.kept)}
        curves = [Epoch(*row) for row in self._checkpoint.resume(self.model, self._optimiser, key)]
        while len(curves) < self._recipe.n_epochs and not self._is_over(curves):
            number = len(curves)
            taught_loss = self._epoch(taught, number)
            loss = log_loss(self.scores(validating), self._labels[validating])
            curves.append(Epoch(number, taught_loss, loss))
            is_best = loss <= min(epoch.validation_loss for epoch in curves)
            rows = [(epoch.number, epoch.taught_loss, epoch.validation_loss) for epoch in curves]
            self._checkpoint.write(self.model, self._optimiser, rows, is_best=is_best)
            self._report(Step(f"Fine-tuning: validation loss {loss:.3f}", number + 1, self._recipe.n_epochs))
        self._checkpoint.load_best(self.model)
        return tuple(curves)

    def scores(self, places: NDArray[np.int64]) -> NDArray[np.float64]:
        """Log-odds ``(n, n_classes)``, before any temperature."""
        size = self._encoder.batch_size
        batches = [places[start : start + size] for start in range(0, len(places), size)]
        parts = [
            self._encoder.scores(self.model, pictures) for _, pictures in self._examples.batches(batches)
        ]
        return np.concatenate(parts)

    def _epoch(self, taught: NDArray[np.int64], number: int) -> float:
        import torch

        generator = torch.Generator().manual_seed(1000 * self._recipe.seed + number)
        # Statistics of frozen layers stay those they were trained with.
        self.model.train(self._recipe.head == "full")
        losses = []
        batches = [taught[batch] for batch in self._batches(len(taught), generator)]
        for batch, images in self._examples.batches(batches):
            pictures = turned_at_random(self._encoder.tensor(images), generator)
            with self._encoder.mixed_precision():
                scores = self.model(pictures)
            truth = torch.from_numpy(self._labels[batch]).to(scores.device)
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


def _digest(*arrays: NDArray[np.int64]) -> str:
    content = blake2b(digest_size=8)
    for array in arrays:
        content.update(array.astype("<i8").tobytes())
    return content.hexdigest()
