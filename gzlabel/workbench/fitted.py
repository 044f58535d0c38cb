"""Hyperparameters once chosen, kept with what they were chosen from: a workspace opens as it was closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from gzlabel import __version__
from gzlabel.interest import Hyperparameters

_LARGEST_LOG = 50.0

Material = tuple[NDArray[np.float32], NDArray[np.float64], Hyperparameters]
"""What hyperparameters are chosen from: see `gzlabel.interest.Search.material`."""


@dataclass(frozen=True)
class Fitted:
    """The outcome of a fit.

    The same material always gives the same hyperparameters, so what is kept is as good as a fit made again, as long
    as the material is the same: other ratings, other vectors or another version of the program have another name.

    Attributes
    ----------
    material
        Name of what they were chosen from, as of `name_of`.
    """

    material: str
    hyperparameters: Hyperparameters

    def told(self) -> dict[str, object]:
        """As a setting of the workspace."""
        return {"material": self.material, "log_parameters": self.hyperparameters.log_parameters.tolist()}

    @classmethod
    def read(cls, told: Any) -> Self | None:
        """What `told` gave; None for anything else, since a fit can be made again."""
        start = Hyperparameters()
        if not isinstance(told, dict) or not isinstance(told.get("material"), str):
            return None
        values = told.get("log_parameters")
        if not _are_logs(values, len(start.log_parameters)):
            return None
        return cls(told["material"], start.with_log_parameters(np.array(values, dtype=np.float64)))


def name_of(material: Material) -> str:
    """A name that no other material has."""
    vectors, ratings, start = material
    digest = blake2b(f"{__version__} {start!r} {vectors.shape}".encode(), digest_size=16)
    for values in (vectors, ratings):
        digest.update(np.ascontiguousarray(values).data)
    return digest.hexdigest()


def fitted_key(interest: str) -> str:
    """Setting under which the newest fit of an interest is kept."""
    return f"fitted for {interest}"


def _are_logs(values: Any, n: int) -> bool:
    return (
        isinstance(values, Sequence)
        and len(values) == n
        and all(isinstance(one, int | float) and abs(one) < _LARGEST_LOG for one in values)
    )
