"""A kernel that has already heard that a typical galaxy is dull.

In a search for rare objects nearly everything is of no interest. Without knowing that, one first rating of 5
lifts the whole catalogue; with a virtual rating at the centre of the pool, it lifts its neighbours. The
virtual rating is taken into the prior covariance, so that nothing else needs to know of it.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.kernels.kernel import Kernel, LogNormal, Matrix


@dataclass(frozen=True)
class Anchored(Kernel):
    """``k(x, y) - k(x, 0) k(0, y) / (k(0, 0) + anchor_variance)``: ``base`` given a rating at the origin.

    Attributes
    ----------
    base
        The kernel before.
    anchor_variance
        How loosely the virtual rating holds; not fitted.
    """

    base: Kernel
    anchor_variance: float = 0.25

    @property
    def log_parameters(self) -> NDArray[np.float64]:
        """See `Kernel.log_parameters`."""
        return self.base.log_parameters

    @property
    def priors(self) -> tuple[LogNormal, ...]:
        """See `Kernel.priors`."""
        return self.base.priors

    def with_log_parameters(self, values: NDArray[np.float64]) -> Self:
        """See `Kernel.with_log_parameters`."""
        return type(self)(self.base.with_log_parameters(values), self.anchor_variance)

    def covariance(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """See `Kernel.covariance`."""
        left = self._with_origin(left_squares) / self._level()
        covariance = self.base.covariance(products, left_squares, right_squares)
        covariance -= np.outer(left, self._with_origin(right_squares)).astype(covariance.dtype, copy=False)
        return covariance

    def combined(
        self, weights: Matrix, products: Matrix, left_squares: Matrix, right_squares: Matrix
    ) -> Matrix:
        """See `Kernel.combined`; the anchor is taken off the result, which is smaller."""
        total = self.base.combined(weights, products, left_squares, right_squares)
        left = weights @ (self._with_origin(left_squares) / self._level())
        total -= np.outer(left, self._with_origin(right_squares)).astype(total.dtype, copy=False)
        return total

    def variance_of(self, squares: Matrix) -> Matrix:
        """See `Kernel.variance_of`."""
        return np.asarray(self.base.variance_of(squares) - self._with_origin(squares) ** 2 / self._level())

    def gradients(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> list[Matrix]:
        """See `Kernel.gradients`."""
        level, origin = self._level(), np.zeros(1)
        left, right = self._with_origin(left_squares), self._with_origin(right_squares)
        by_base = self.base.gradients(products, left_squares, right_squares)
        by_left = self.base.gradients(np.zeros((len(left), 1)), left_squares, origin)
        by_right = self.base.gradients(np.zeros((1, len(right))), origin, right_squares)
        by_level = self.base.gradients(np.zeros((1, 1)), origin, origin)
        slopes = []
        for whole, one, other, own in zip(by_base, by_left, by_right, by_level, strict=True):
            shared = np.outer(one, right) + np.outer(left, other) - np.outer(left, right) * own / level
            slopes.append(whole - shared / level)
        return slopes

    def _with_origin(self, squares: Matrix) -> Matrix:
        """Base covariance ``(n,)`` with the centre of the pool."""
        origin = np.zeros(1, dtype=squares.dtype)
        products = np.zeros((1, len(squares)), dtype=squares.dtype)
        return np.asarray(self.base.covariance(products, origin, squares)[0])

    def _level(self) -> float:
        return float(self.base.variance_of(np.zeros(1))[0]) + self.anchor_variance

    def __str__(self) -> str:
        return f"{self.base}, anchored at the centre (variance {self.anchor_variance:.3g})"
