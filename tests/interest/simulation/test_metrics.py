"""Precisions worked by hand."""

import numpy as np
import pytest

from gzlabel.interest.simulation.metrics import average_precision, measures
from gzlabel.interest.simulation.pool import Labels


def test_average_precision_by_hand() -> None:
    hits = np.array([True, False, True, False])
    assert average_precision(hits) == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_without_a_positive_there_is_no_average_precision() -> None:
    assert average_precision(np.zeros(3, dtype=np.bool_)) is None


def test_the_two_conventions_by_hand() -> None:
    positive = np.array([True, False, True, False])
    labels = Labels(np.array([0, 1]), np.array([5, 0], dtype=np.float32), positive[:2])
    result = measures(np.array([0.0, 9.0, 1.0, 2.0]), positive, labels)
    # published order: 0 (liked), 3, 2, 1 (disliked); unseen order: 3, 2
    assert result["average_precision"] == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert result["average_precision_unseen"] == pytest.approx(1 / 2)


def test_precision_at_a_depth_counts_the_published_order() -> None:
    positive = np.arange(300) < 60
    labels = Labels(np.arange(250, 260), np.zeros(10, dtype=np.float32), np.zeros(10, dtype=np.bool_))
    result = measures(-np.arange(300.0), positive, labels)
    assert (result["precision_at_50"], result["precision_at_100"]) == (1.0, 0.6)
    assert (result["precision_at_200"], result["precision_at_200_unseen"]) == (0.3, 0.3)


def test_a_depth_beyond_the_catalogue_is_not_answered() -> None:
    positive = np.arange(60) < 5
    none = Labels(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32), np.empty(0, dtype=np.bool_))
    assert measures(np.arange(60.0), positive, none)["precision_at_100"] is None
