"""What every kernel can do, and the prior of a positive hyperparameter."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[Any]


@dataclass(frozen=True)
class LogNormal:
    """Prior of a positive hyperparameter: its logarithm is normal around ``log(median)``."""

    median: float
    spread: float


def positive(median: float, spread: float) -> Any:
    """A dataclass field with a log-normal prior, whose median is the default."""
    return field(default=median, metadata={"prior": LogNormal(median, spread)})


class Kernel(ABC):
    """A covariance function whose hyperparameters are positive numbers, the fields of a frozen dataclass.

    Every kernel is a function of inner products and squared lengths alone, so that the covariance of a few
    galaxies with a whole pool costs one matrix product and a pass over its result.
    """

    @abstractmethod
    def covariance(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """Covariance ``(m, n)`` from inner products ``(m, n)`` and squared lengths ``(m,)`` and ``(n,)``.

        The result has the type of ``products``, and may be written over it.
        """

    def combined(
        self, weights: Matrix, products: Matrix, left_squares: Matrix, right_squares: Matrix
    ) -> Matrix:
        """``weights`` ``(k, m)`` times the covariance, ``(k, n)``; ``products`` may be written over."""
        return np.asarray(weights @ self.covariance(products, left_squares, right_squares))

    @abstractmethod
    def variance_of(self, squares: Matrix) -> Matrix:
        """Prior variance ``(n,)`` of galaxies with the squared lengths ``(n,)``."""

    @abstractmethod
    def gradients(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> list[Matrix]:
        """Derivatives of the covariance by the logarithm of each hyperparameter, each ``(m, n)``."""

    @property
    def log_parameters(self) -> NDArray[np.float64]:
        """Natural logarithms of the hyperparameters, in the order of `priors`."""
        return np.log([getattr(self, parameter.name) for parameter in fields(cast(Any, self))])

    @property
    def priors(self) -> tuple[LogNormal, ...]:
        """Priors of the hyperparameters."""
        return tuple(parameter.metadata["prior"] for parameter in fields(cast(Any, self)))

    def __str__(self) -> str:
        words = type(self).__name__.replace("RationalQuadratic", "rational quadratic")
        values = (f"{p.name.replace('_', ' ')} {getattr(self, p.name):.3g}" for p in fields(cast(Any, self)))
        return f"{words} ({', '.join(values)})"

    def with_log_parameters(self, values: NDArray[np.float64]) -> Self:
        """The same kernel with other hyperparameters."""
        names = [parameter.name for parameter in fields(cast(Any, self))]
        changed: Self = replace(cast(Any, self), **dict(zip(names, map(float, np.exp(values)), strict=True)))
        return changed
