"""What all galaxies share: a level of interest that is learnt, not assumed."""

from dataclasses import dataclass

import numpy as np

from gzlabel.interest.kernels.kernel import Kernel, Matrix, positive


@dataclass(frozen=True)
class Constant(Kernel):
    """The same covariance between any two galaxies, which makes the prior mean uncertain."""

    variance: float = positive(0.5, 0.3)

    def covariance(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """See `Kernel.covariance`."""
        products.fill(self.variance)
        return products

    def variance_of(self, squares: Matrix) -> Matrix:
        """See `Kernel.variance_of`."""
        return np.where(np.isnan(squares), squares, np.asarray(self.variance, dtype=squares.dtype))

    def gradients(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> list[Matrix]:
        """See `Kernel.gradients`."""
        return [np.full_like(products, self.variance)]
