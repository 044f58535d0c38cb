"""Kernels of distance alone.

References
----------
Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 4.2.
"""

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from gzlabel.interest.kernels.kernel import Kernel, Matrix, positive

_LARGEST_EXPONENT = 40.0
"""Of which both the exponential and its inverse are well inside single precision."""


class Stationary(Kernel):
    """A kernel of distance alone: ``variance shape(squared distance / length_scale**2)``."""

    variance: float
    length_scale: float

    @abstractmethod
    def _shape(self, scaled: Matrix) -> Matrix:
        """Correlation at the squared scaled distances; may overwrite them."""

    @abstractmethod
    def _length_slope(self, scaled: Matrix) -> Matrix:
        """Derivative of the correlation by log length_scale."""

    def _scaled(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """Squared distances in units of the length scale, written over ``products``."""
        inverse = 1.0 / self.length_scale**2
        products *= -2.0 * inverse
        products += (left_squares * inverse).astype(products.dtype)[:, None]
        products += (right_squares * inverse).astype(products.dtype)[None, :]
        return np.asarray(np.maximum(products, 0.0, out=products))

    def covariance(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """See `Kernel.covariance`."""
        correlation = self._shape(self._scaled(products, left_squares, right_squares))
        correlation *= self.variance
        return correlation

    def variance_of(self, squares: Matrix) -> Matrix:
        """See `Kernel.variance_of`."""
        return np.where(np.isnan(squares), squares, np.asarray(self.variance, dtype=squares.dtype))

    def gradients(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> list[Matrix]:
        """See `Kernel.gradients`."""
        scaled = self._scaled(products.copy(), left_squares, right_squares)
        return [self.variance * self._shape(scaled.copy()), self.variance * self._length_slope(scaled)]


@dataclass(frozen=True)
class RBF(Stationary):
    """``variance exp(-r**2 / 2)`` with ``r`` the distance over the length scale (squared exponential)."""

    variance: float = positive(1.0, 0.5)
    length_scale: float = positive(1.6, 0.15)

    def covariance(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """See `Kernel.covariance`; the exponent is put together in as few passes as can be."""
        inverse = 1.0 / self.length_scale**2
        products *= inverse
        products -= (0.5 * inverse * left_squares - np.log(self.variance)).astype(products.dtype)[:, None]
        products -= (0.5 * inverse * right_squares).astype(products.dtype)[None, :]
        return np.asarray(np.exp(products, out=products))

    def combined(
        self, weights: Matrix, products: Matrix, left_squares: Matrix, right_squares: Matrix
    ) -> Matrix:
        """See `Kernel.combined`; the lengths' shares act on weights and result, which are smaller."""
        inverse = 1.0 / self.length_scale**2
        longest = [float(np.fmax.reduce(squares, initial=0.0)) for squares in (left_squares, right_squares)]
        if inverse * np.sqrt(longest[0] * longest[1]) > _LARGEST_EXPONENT:
            return super().combined(weights, products, left_squares, right_squares)
        factors = (self.variance * np.exp(-0.5 * inverse * left_squares)).astype(products.dtype)
        products *= inverse
        with np.errstate(invalid="ignore", over="ignore"):  # a galaxy without a vector, whose square is NaN
            np.exp(products, out=products)
            total = np.asarray((weights * factors).astype(products.dtype) @ products)
        total *= np.exp(-0.5 * inverse * right_squares).astype(products.dtype)
        return total

    def _shape(self, scaled: Matrix) -> Matrix:
        scaled *= -0.5
        return np.asarray(np.exp(scaled, out=scaled))

    def _length_slope(self, scaled: Matrix) -> Matrix:
        return np.asarray(scaled * np.exp(-0.5 * scaled))


@dataclass(frozen=True)
class Matern32(Stationary):
    """``variance (1 + a) exp(-a)``, ``a = sqrt(3) r``: interest that changes abruptly."""

    variance: float = positive(1.0, 0.5)
    length_scale: float = positive(1.6, 0.15)

    def _shape(self, scaled: Matrix) -> Matrix:
        scaled *= 3.0
        root = np.sqrt(scaled, out=scaled)
        decay = np.exp(-root)
        root += 1.0
        root *= decay
        return root

    def _length_slope(self, scaled: Matrix) -> Matrix:
        return np.asarray(3.0 * scaled * np.exp(-np.sqrt(3.0 * scaled)))


@dataclass(frozen=True)
class Matern52(Stationary):
    """``variance (1 + a + a**2 / 3) exp(-a)``, ``a = sqrt(5) r``: between Matérn 3/2 and RBF."""

    variance: float = positive(1.0, 0.5)
    length_scale: float = positive(1.6, 0.15)

    def _shape(self, scaled: Matrix) -> Matrix:
        scaled *= 5.0
        root = np.sqrt(scaled)
        scaled *= 1.0 / 3.0
        scaled += root
        scaled += 1.0
        scaled *= np.exp(-root)
        return scaled

    def _length_slope(self, scaled: Matrix) -> Matrix:
        root = np.sqrt(5.0 * scaled)
        return np.asarray((root**2 / 3.0) * (1.0 + root) * np.exp(-root))


@dataclass(frozen=True)
class RationalQuadratic(Stationary):
    """``variance (1 + r**2 / (2 alpha)) ** -alpha``: squared exponentials of many length scales at once."""

    variance: float = positive(1.0, 0.5)
    length_scale: float = positive(1.6, 0.15)
    alpha: float = positive(1.0, 0.5)

    def _shape(self, scaled: Matrix) -> Matrix:
        scaled *= 0.5 / self.alpha
        logarithm = np.log1p(scaled, out=scaled)
        logarithm *= -self.alpha
        return np.asarray(np.exp(logarithm, out=logarithm))

    def _length_slope(self, scaled: Matrix) -> Matrix:
        return np.asarray(scaled * (1.0 + scaled * (0.5 / self.alpha)) ** (-self.alpha - 1.0))

    def gradients(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> list[Matrix]:
        """See `Kernel.gradients`."""
        by_variance, by_length = super().gradients(products, left_squares, right_squares)
        scaled = self._scaled(products.copy(), left_squares, right_squares)
        share = scaled / (2.0 * self.alpha)
        by_alpha = by_variance * self.alpha * (share / (1.0 + share) - np.log1p(share))
        return [by_variance, by_length, by_alpha]
