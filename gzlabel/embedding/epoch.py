"""One point of the curves of a fine-tuning."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Epoch:
    """Losses after one pass over the taught galaxies: mean negative log probabilities of the true classes."""

    number: int
    taught_loss: float
    validation_loss: float
