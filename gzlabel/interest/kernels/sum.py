"""Kernels added: independent parts of what makes a galaxy interesting."""

from dataclasses import dataclass, replace
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.kernels.constant import Constant
from gzlabel.interest.kernels.kernel import Kernel, LogNormal, Matrix


@dataclass(frozen=True)
class Sum(Kernel):
    """The sum of kernels, such as a linear trend and a stationary part for what departs from it."""

    parts: tuple[Kernel, ...]

    def __str__(self) -> str:
        return " + ".join(map(str, self.parts))

    @property
    def log_parameters(self) -> NDArray[np.float64]:
        """See `Kernel.log_parameters`."""
        return np.concatenate([part.log_parameters for part in self.parts])

    @property
    def priors(self) -> tuple[LogNormal, ...]:
        """See `Kernel.priors`."""
        return tuple(prior for part in self.parts for prior in part.priors)

    def with_log_parameters(self, values: NDArray[np.float64]) -> Self:
        """See `Kernel.with_log_parameters`."""
        ends = np.cumsum([len(part.priors) for part in self.parts])[:-1]
        pieces = np.split(values, ends)
        return replace(
            self, parts=tuple(p.with_log_parameters(v) for p, v in zip(self.parts, pieces, strict=True))
        )

    def covariance(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """See `Kernel.covariance`."""
        level = sum(part.variance for part in self.parts if isinstance(part, Constant))
        varying = [part for part in self.parts if not isinstance(part, Constant)]
        if not varying:
            products.fill(level)
            return products
        copies = [part.covariance(products.copy(), left_squares, right_squares) for part in varying[:-1]]
        total = varying[-1].covariance(products, left_squares, right_squares)
        for part in copies:
            total += part
        if level:
            total += level
        return total

    def combined(
        self, weights: Matrix, products: Matrix, left_squares: Matrix, right_squares: Matrix
    ) -> Matrix:
        """See `Kernel.combined`; what is constant is added to the result, which is smaller."""
        level = sum(part.variance for part in self.parts if isinstance(part, Constant))
        varying = [part for part in self.parts if not isinstance(part, Constant)]
        total = np.zeros((len(weights), products.shape[1]), dtype=products.dtype)
        for place, part in enumerate(varying):
            own = products if place == len(varying) - 1 else products.copy()
            total += part.combined(weights, own, left_squares, right_squares)
        total += (level * weights.sum(axis=1)).astype(total.dtype)[:, None]
        return total

    def variance_of(self, squares: Matrix) -> Matrix:
        """See `Kernel.variance_of`."""
        return cast(Matrix, sum(part.variance_of(squares) for part in self.parts))

    def gradients(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> list[Matrix]:
        """See `Kernel.gradients`."""
        return [g for part in self.parts for g in part.gradients(products, left_squares, right_squares)]
