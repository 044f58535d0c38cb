"""Kernel, noise and prior mean of a search, and after how many ratings they are chosen anew.

Each carries a log-normal prior in the units of a standardised pool (mean squared length one).
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.kernels import RBF, Anchored, Constant, Kernel, LogNormal, Sum

Float = NDArray[np.float64]

_LABELS_A_FIT = ((400, 10), (1_000, 100), (2_000, 500), (np.inf, 1_000))
"""Up to so many ratings, hyperparameters are chosen anew with every so many: hundreds of ratings are hardly moved
by ten more, and the time to score the pool anew grows with the square of their number."""

_MOST_FITTED = 1_000

_NOISE_PRIOR = LogNormal(0.8, 0.3)


def _default_kernel() -> Kernel:
    return Anchored(Sum((Constant(), RBF())))


@dataclass(frozen=True)
class Hyperparameters:
    """What the Gaussian process believes before it sees a rating.

    Attributes
    ----------
    kernel
        How alike galaxies are, in units of squared rating.
    noise_variance
        Of one rating around the interest, in squared rating.
    mean
        Expected rating of a galaxy far from all rated ones.
    """

    kernel: Kernel = field(default_factory=_default_kernel)
    noise_variance: float = 0.8
    mean: float = 0.1

    def __str__(self) -> str:
        return f"{self.kernel}; noise variance {self.noise_variance:.3g}; prior mean {self.mean:.3g}"

    @property
    def log_parameters(self) -> Float:
        """Natural logarithms of the kernel's hyperparameters and the noise variance."""
        return np.append(self.kernel.log_parameters, np.log(self.noise_variance))

    @property
    def priors(self) -> tuple[LogNormal, ...]:
        """Priors of `log_parameters`."""
        return (*self.kernel.priors, _NOISE_PRIOR)

    def with_log_parameters(self, values: Float) -> "Hyperparameters":
        """The same model with other hyperparameters."""
        return replace(
            self,
            kernel=self.kernel.with_log_parameters(values[:-1]),
            noise_variance=float(np.exp(values[-1])),
        )


def n_fitted(n_labels: int) -> int:
    """With how many of the ratings the hyperparameters were last chosen anew."""
    step = next(step for most, step in _LABELS_A_FIT if n_labels <= most)
    return n_labels // step * step


def fitted_places(n_labels: int) -> NDArray[np.int64]:
    """Which of the ratings the hyperparameters are chosen from: all those, or 1,000 spread evenly over them."""
    n_counted = n_fitted(n_labels)
    n_chosen = min(n_counted, _MOST_FITTED)
    return np.arange(n_chosen, dtype=np.int64) * n_counted // max(n_chosen, 1)
