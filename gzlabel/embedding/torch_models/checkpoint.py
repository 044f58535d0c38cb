"""Where fine-tuning stands, on disk after every epoch, so that a stopped one goes on."""

import json
from pathlib import Path
from typing import Any

from gzlabel.atomic import written_whole
from gzlabel.embedding.torch_models.weights import why_unreadable
from gzlabel.errors import EmbeddingError


class Checkpoint:
    """One file: the last epoch, the best epoch, the curves, and the recipe they belong to."""

    def __init__(self, path: Path) -> None:
        self._path, self._recipe = path, ""
        self._best: dict[str, Any] | None = None

    def resume(self, model: Any, optimiser: Any, recipe: dict[str, Any]) -> list[tuple[int, float, float]]:
        """Bring model and optimiser to the last whole epoch; return the curves, empty where there is none.

        Parameters
        ----------
        recipe
            JSON values; what another one left is not gone on with.

        Raises
        ------
        EmbeddingError
            If the file is damaged.
        """
        import torch

        self._recipe = json.dumps(recipe, sort_keys=True)
        if not self._path.is_file():
            return []
        try:
            stored = torch.load(self._path, map_location="cpu", weights_only=True)
            if stored["recipe"] != self._recipe:
                return []
            model.load_state_dict(stored["model"])
            optimiser.load_state_dict(stored["optimiser"])
            self._best = stored["best"]
            return [tuple(row) for row in stored["curves"]]
        except Exception as error:  # torch raises its own kinds, and pickle any kind
            raise EmbeddingError(
                f"the fine-tuning begun here cannot be read ({why_unreadable(error)})",
                where=self._path,
                remedy="Remove the file to begin anew",
            ) from error

    def write(
        self, model: Any, optimiser: Any, curves: list[tuple[int, float, float]], *, is_best: bool
    ) -> None:
        """Keep an epoch."""
        import torch

        if is_best or self._best is None:
            self._best = {key: value.detach().cpu().clone() for key, value in model.state_dict().items()}
        with written_whole(self._path) as temporary:
            torch.save(
                {
                    "recipe": self._recipe,
                    "model": model.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "curves": curves,
                    "best": self._best,
                },
                temporary,
            )

    def load_best(self, model: Any) -> None:
        """Bring the model to its best epoch."""
        if self._best is not None:
            model.load_state_dict(self._best)
