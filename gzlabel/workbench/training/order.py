"""What is to be trained, and how: handed to a background process, so plain values only."""

from dataclasses import dataclass, field
from typing import Any

from gzlabel.errors import EmbeddingError
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
        Of the network to fine-tune, as `gzlabel.embedding.make_encoder` takes them. No encoder: the one the
        vectors were made with, but for the options.
    recipe
        Fields of `gzlabel.embedding.finetune.FineTuneRecipe` that are not as usual.

    Raises
    ------
    EmbeddingError
        If a linear classifier is given a network, which it would not use.
    """

    labelled: Labelled
    head: str = "linear"
    encoder: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    recipe: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = ["encoder"] * bool(self.encoder) + [name.replace("_", " ") for name in self.options]
        if self.head == "linear" and given:
            raise EmbeddingError(
                f"a linear classifier learns the vectors that are there and has no use for {', '.join(given)}",
                remedy="Leave it out, or fine-tune a network with --head last-block or full",
            )
