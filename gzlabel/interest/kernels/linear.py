"""Interest that grows along a direction of the embedding."""

from dataclasses import dataclass

import numpy as np

from gzlabel.interest.kernels.kernel import Kernel, Matrix, positive


@dataclass(frozen=True)
class Linear(Kernel):
    """``variance x.y + bias_variance``: interest grows along a direction of the embedding."""

    variance: float = positive(1.0, 0.7)
    bias_variance: float = positive(0.1, 0.7)

    def covariance(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> Matrix:
        """See `Kernel.covariance`."""
        products *= self.variance
        products += self.bias_variance
        return products

    def variance_of(self, squares: Matrix) -> Matrix:
        """See `Kernel.variance_of`."""
        return self.variance * squares + self.bias_variance

    def gradients(self, products: Matrix, left_squares: Matrix, right_squares: Matrix) -> list[Matrix]:
        """See `Kernel.gradients`."""
        return [self.variance * products, np.full_like(products, self.bias_variance)]
