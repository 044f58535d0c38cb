"""What is to be trained, and how: handed to a background process, so plain values only."""

from dataclasses import dataclass, field
from typing import Any

from gzlabel.workbench.training.targets import Labelled

METHODS = {
    "linear": "a linear classifier of the vectors (seconds)",
    "last-block": "fine-tune the last layers of the network",
    "full": "fine-tune the whole network",
}
"""Ways of training, and what to call them on screen."""


@dataclass(frozen=True)
class TrainingOrder:
    """One training.

    Attributes
    ----------
    labelled
        What it is taught.
    head
        One of `METHODS`.
    encoder, options
        Of the network to fine-tune, as `gzlabel.embedding.make_encoder` takes them; empty: the one the vectors
        were made with.
    recipe
        Fields of `gzlabel.embedding.finetune.FineTuneRecipe` that are not as usual.
    """

    labelled: Labelled
    head: str = "linear"
    encoder: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    recipe: dict[str, Any] = field(default_factory=dict)
