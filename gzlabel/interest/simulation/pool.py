"""What a policy is given to search in, and how it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.truth import Truth
from gzlabel.reduction import N_COMPONENTS, Reduction


@dataclass(frozen=True)
class Pool:
    """The galaxies of one benchmark, shared by all policies and seeds.

    Attributes
    ----------
    features
        ``(n_galaxies, n_features)`` float32, as the encoder made them; all finite.
    truth
        For the reference that is given every label; a search never reads it.
    n_labels
        How many galaxies may be looked at.
    page
        How many are shown at once.
    """

    features: NDArray[np.float32]
    truth: Truth
    n_labels: int
    page: int

    @property
    def n_galaxies(self) -> int:
        """How many galaxies can be shown."""
        return len(self.features)

    @cached_property
    def reduced(self) -> NDArray[np.float32]:
        """``(n_galaxies, <= N_COMPONENTS)`` components of the L2-normalised features, as the desk uses them."""
        return Reduction.fit(self.features, N_COMPONENTS).transform(self.features)


@dataclass(frozen=True)
class Labels:
    """What the oracle has said so far, in order.

    Attributes
    ----------
    rows
        ``(n_labels,)`` int64.
    ratings
        ``(n_labels,)`` float32, 0 to 5.
    liked
        ``(n_labels,)`` bool: whether it is one of those searched for.
    """

    rows: NDArray[np.int64]
    ratings: NDArray[np.float32]
    liked: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def both_kinds(self) -> bool:
        """Whether there is a liked and a disliked galaxy, as a classifier needs."""
        return bool(self.liked.any() and not self.liked.all())


class Policy(Protocol):
    """One search under way, with one seed."""

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose ``(<= size,)`` galaxies without a label, best first."""
        ...

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank every galaxy ``(n_galaxies,)`` by expected interest, higher is better."""
        ...


Begin = Callable[[int], Policy]
"""Starts one search on a prepared pool, with a seed."""


def best_unlabelled(scores: NDArray[np.floating], labels: Labels, size: int) -> NDArray[np.int64]:
    """Return the ``size`` rows with the highest ``scores`` that carry no label; ties by row."""
    order = np.argsort(-scores, kind="stable")
    return order[~np.isin(order, labels.rows)][:size].astype(np.int64)


def random_unlabelled(
    random: np.random.Generator, n_galaxies: int, labels: Labels, size: int
) -> NDArray[np.int64]:
    """Return up to ``size`` rows without a label, by chance."""
    free = np.setdiff1d(np.arange(n_galaxies, dtype=np.int64), labels.rows)
    return random.permutation(free)[:size]
