import json

import numpy as np
import pytest

from gzlabel.embedding.scores import Scores, calibration_of

TRUTH = np.array([0, 0, 0, 1, 1, 1])
SURE = np.array([0.9, 0.8, 0.4, 0.3, 0.45, 0.6])  # of class 0
SCORES = Scores.of(TRUTH, np.column_stack([SURE, 1 - SURE]), ("ring", "other"))


def test_the_confusion_matrix_has_true_classes_by_row():
    assert SCORES.confusion.tolist() == [[2, 1], [1, 2]]
    np.testing.assert_allclose(SCORES.rates, [[2 / 3, 1 / 3], [1 / 3, 2 / 3]])
    assert SCORES.accuracy == pytest.approx(4 / 6)


def test_precision_recall_and_f1_by_hand():
    ring = SCORES.per_class[0]
    assert (ring.precision, ring.recall, ring.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_average_precision_and_auc_by_hand():
    # ranked: .9 yes, .8 yes, .6 no, .45 no, .4 yes, .3 no
    assert SCORES.per_class[0].average_precision == pytest.approx((1 / 1 + 2 / 2 + 3 / 5) / 3)
    assert SCORES.per_class[0].auc == pytest.approx((3 + 3 + 1) / 9)


def test_the_worst_mistake_is_the_most_confident():
    assert SCORES.worst.tolist() == [2, 5]


def test_calibration_counts_each_tenth():
    bins = calibration_of(np.array([0.0, 1.0, 1.0]), np.array([0.11, 0.19, 1.0]))
    assert bins == ((pytest.approx(0.15), 0.5, 2), (1.0, 1.0, 1))


def test_a_class_that_does_not_occur_has_no_ranking():
    scores = Scores.of(np.zeros(3, dtype=int), np.tile([0.7, 0.3], (3, 1)), ("a", "b"))
    assert np.isnan(scores.per_class[1].auc)


def test_scores_go_to_json():
    assert json.loads(json.dumps(SCORES.as_json()))["confusion"] == [[2, 1], [1, 2]]
