"""What makes two galaxies alike to the Gaussian process: covariance functions over an embedding."""

from gzlabel.interest.kernels.anchored import Anchored
from gzlabel.interest.kernels.constant import Constant
from gzlabel.interest.kernels.kernel import Kernel, LogNormal
from gzlabel.interest.kernels.linear import Linear
from gzlabel.interest.kernels.stationary import RBF, Matern32, Matern52, RationalQuadratic
from gzlabel.interest.kernels.sum import Sum

__all__ = [
    "RBF",
    "Anchored",
    "Constant",
    "Kernel",
    "Linear",
    "LogNormal",
    "Matern32",
    "Matern52",
    "RationalQuadratic",
    "Sum",
    "offered",
]


def offered() -> tuple[Kernel, ...]:
    """Every kernel offered, with the medians of its priors as hyperparameters."""
    stationary: tuple[Kernel, ...] = (RBF(), Matern32(), Matern52(), RationalQuadratic())
    return (
        Linear(),
        *stationary,
        *(Sum((Constant(), part)) for part in stationary),
        *(Sum((Linear(), part)) for part in stationary),
        Anchored(Sum((Constant(), RBF()))),
    )
