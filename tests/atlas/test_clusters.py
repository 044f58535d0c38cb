import numpy as np
import pytest

from gzlabel.atlas.clusters import summarise_clusters
from gzlabel.atlas.extraction import ChosenClusters

CHOSEN = ChosenClusters(np.array([0, 0, 0, 1, -1, 1], np.int32), ("t:1", "t:2"), ((1,), (2,)))
MEAN = np.array([1.0, 2.0, 3.0, 4.0, 0.0, 2.0], np.float32)
STD = np.array([0.5, 0.5, 0.2, 1.0, 1.0, 0.0], np.float32)


def test_counts_and_means_worked_by_hand() -> None:
    told = summarise_clusters(CHOSEN, MEAN, STD, np.array([0, 4]), np.array([5.0, 1.0]), n_examples=2)
    assert list(told.size) == [3, 2]
    assert list(told.n_rated) == [1, 0]
    assert list(told.mean) == [2.0, 3.0]
    assert told.spread == pytest.approx([np.sqrt(2 / 3), 1.0])
    assert told.uncertainty == pytest.approx([0.4, 0.5])
    assert told.share_liked == pytest.approx([2 / 3, 1 / 2])
    assert told.mean_rating[0] == 5.0
    assert np.isnan(told.mean_rating[1])


def test_the_most_surprising_is_farthest_from_its_clusters_mean() -> None:
    told = summarise_clusters(CHOSEN, MEAN, STD, np.array([0]), np.array([5.0]), n_examples=1)
    assert told.surprising[0, 0] == 0


def test_the_most_borderline_leaves_its_cluster_first() -> None:
    density = np.array([3.0, 1.0, 2.0, 5.0, 0.0, 4.0], np.float32)
    told = summarise_clusters(CHOSEN, MEAN, STD, np.empty(0), np.empty(0), density=density, n_examples=3)
    assert told.borderline.tolist() == [[1, 2, 0], [5, 3, -1]]


def test_no_clusters_have_no_summaries() -> None:
    none = ChosenClusters(np.full(6, -1, np.int32), (), ())
    told = summarise_clusters(none, MEAN, STD, np.array([1]), np.array([3.0]))
    assert told.size.shape == (0,)
    assert told.typical.shape == (0, 9)
