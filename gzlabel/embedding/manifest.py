"""Where a matrix comes from: the page kept beside the vectors."""

import json
import platform
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from gzlabel import __version__
from gzlabel.atomic import written_whole
from gzlabel.errors import EmbeddingError
from gzlabel.parsed_json import parsed_json

FORMAT = 1
_NAME = "manifest.json"


def installed_versions() -> dict[str, str]:
    """Versions that may change a vector."""
    return {"gzlabel": __version__, "numpy": np.__version__, "python": platform.python_version()}


@dataclass(frozen=True)
class Manifest:
    """Provenance of an embedding matrix.

    Attributes
    ----------
    encoder
        Name of the encoder, or "imported".
    parameters
        Everything besides the pixels that decides a vector: weights, preprocessing, views.
    source
        What was encoded or imported, with its digest.
    generation
        Grows whenever a vector changes, so that what was derived from them can be known as stale.
    """

    n_galaxies: int
    n_features: int
    dtype: str
    encoder: str
    parameters: dict[str, Any] = field(default_factory=dict)
    source: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=installed_versions)
    complete: bool = False
    n_masked: int = 0
    block_rows: int = 256
    generation: int = 0
    format: int = FORMAT

    def same_recipe(self, other: "Manifest") -> bool:
        """Whether vectors of the two may stand in one matrix; the same weights may lie in another place."""
        keys = ("n_galaxies", "n_features", "dtype", "encoder", "parameters", "block_rows", "format")
        mine, others = asdict(self), asdict(other)
        return all(_as_json(mine[key]) == _as_json(others[key]) for key in keys)

    def differs_in_dtype_alone(self, other: "Manifest") -> bool:
        """Whether the same vectors are kept as other numbers."""
        return self.dtype != other.dtype and replace(self, dtype=other.dtype).same_recipe(other)

    def write(self, folder: Path) -> None:
        """Write as JSON, whole or not at all."""
        with written_whole(folder / _NAME) as temporary:
            temporary.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read what `write` wrote.

        Raises
        ------
        EmbeddingError
            If there is none, it is damaged, or a newer gzlabel wrote it.
        """
        path = folder / _NAME
        try:
            stored = parsed_json(path.read_text(encoding="utf-8"))
            if stored["format"] > FORMAT:
                raise EmbeddingError(
                    f"the embedding has format {stored['format']}, this gzlabel reads up to {FORMAT}",
                    where=path,
                    remedy="Update gzlabel",
                )
            return cls(**stored)
        except FileNotFoundError:
            raise EmbeddingError(
                "there is no embedding here",
                where=folder,
                remedy="Run `gzlabel embed` on the workspace first",
            ) from None
        except (ValueError, KeyError, TypeError) as error:
            raise EmbeddingError(
                f"the manifest of the embedding is damaged ({error})",
                where=path,
                remedy="Delete the folder and embed again",
            ) from error

    def renewed(self, **changes: Any) -> "Manifest":
        """Return a copy of the next generation with ``changes``."""
        return replace(self, generation=self.generation + 1, **changes)


def _as_json(value: Any) -> str:
    return json.dumps(_without_places(value), sort_keys=True)


def _without_places(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        key: _without_places(part)
        for key, part in value.items()
        if not (key == "weights" and "weights_digest" in value)
    }
