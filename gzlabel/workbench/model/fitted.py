"""Hyperparameters once chosen, kept with what they were chosen from: a workspace opens as it was closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Self

import numpy as np

from gzlabel import __version__
from gzlabel.interest import Hyperparameters, Material

_NAME_BYTES = 16
_FARTHEST = 10.0
"""From the logarithm of its prior's median, a hyperparameter: a fit stays within a few, a stranger's file may not."""


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
        if not isinstance(told, dict) or not _is_name(told.get("material")):
            return None
        values, medians = told.get("log_parameters"), np.log([prior.median for prior in start.priors])
        if not _are_near(values, medians.tolist()):
            return None
        return cls(told["material"], start.with_log_parameters(np.array(values, dtype=np.float64)))


def name_of(material: Material) -> str:
    """A name that no other material has."""
    vectors, ratings, start = material
    digest = blake2b(f"{__version__} {start!r} {vectors.shape}".encode(), digest_size=_NAME_BYTES)
    for values in (vectors, ratings):
        digest.update(np.ascontiguousarray(values).data)
    return digest.hexdigest()


def fitted_key(interest: str) -> str:
    """Setting under which the newest fit of an interest is kept."""
    return f"fitted for {interest}"


def _is_name(told: Any) -> bool:
    return isinstance(told, str) and len(told) == 2 * _NAME_BYTES


def _are_near(told: Any, wanted: list[float]) -> bool:
    return (
        isinstance(told, Sequence)
        and len(told) == len(wanted)
        and all(isinstance(one, int | float) for one in told)
        and all(
            middle - _FARTHEST < one < middle + _FARTHEST for one, middle in zip(told, wanted, strict=True)
        )
    )
