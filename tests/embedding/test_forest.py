import numpy as np

from gzlabel.embedding.forest import forest_scores


def test_classes_that_are_apart_are_told_apart_and_one_not_taught_gets_nothing():
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], 40)
    vectors = rng.normal(size=(120, 4)) + 6 * labels[:, None]
    tested = (np.arange(120) % 4 == 0) | (labels == 2)
    scores = forest_scores(vectors, labels, ("a", "b", "c"), tested)
    assert scores.confusion[:2, :2].tolist() == [[10, 0], [0, 10]]
    assert scores.per_class[2].recall == 0
