import csv

import numpy as np
import pytest

from gzlabel.embedding.probe import Probe, train_probe
from gzlabel.errors import EmbeddingError


def blobs(n=400, n_classes=2, seed=0, distance=2.0):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, n_classes, n)
    vectors = rng.normal(size=(n, 6))
    vectors[np.arange(n), labels] += distance
    return vectors, labels


@pytest.mark.parametrize("n_classes", [2, 3])
def test_classes_that_are_apart_are_told_apart(n_classes):
    vectors, labels = blobs(n_classes=n_classes, distance=5)
    training = train_probe(vectors, labels, [f"c{i}" for i in range(n_classes)])
    assert training.scores.accuracy > 0.95
    assert training.probe.predict(vectors).shape == (400, n_classes)


def test_probabilities_are_calibrated():
    vectors, labels = blobs(2000)
    assert train_probe(vectors, labels, ["no", "yes"]).scores.calibration_error < 0.05


def test_noise_is_known_as_noise():
    rng = np.random.default_rng(0)
    vectors, labels = rng.normal(size=(300, 50)), rng.integers(0, 2, 300)
    training = train_probe(vectors, labels, ["no", "yes"])
    assert np.abs(training.probe.predict(vectors)[:, 1] - labels.mean()).max() < 0.2


def test_a_group_is_never_parted():
    """Ten galaxies a group share a vector and a random label: only a leak could tell the label."""
    rng = np.random.default_rng(1)
    groups = np.repeat(np.arange(60), 10)
    vectors, labels = rng.normal(size=(60, 30))[groups], rng.integers(0, 2, 60)[groups]
    apart = train_probe(vectors, labels, ["no", "yes"], groups=groups)
    leak = train_probe(vectors, labels, ["no", "yes"])
    assert apart.scores.per_class[1].auc < 0.75
    assert leak.scores.per_class[1].auc > 0.9


def test_rows_without_a_vector_are_left_out_and_predicted_as_unknown():
    vectors, labels = blobs()
    vectors[7] = np.nan
    training = train_probe(vectors, labels, ["no", "yes"])
    assert 7 not in training.held_out
    assert np.isnan(training.probe.predict(vectors)[7]).all()


def test_a_probe_survives_its_file(tmp_path):
    vectors, labels = blobs()
    probe = train_probe(vectors, labels, ["no", "yes"]).probe
    probe.save(tmp_path / "probe.npz")
    again = Probe.load(tmp_path / "probe.npz")
    assert again.classes == ("no", "yes")
    np.testing.assert_array_equal(again.predict(vectors), probe.predict(vectors))


def test_one_class_is_not_enough():
    with pytest.raises(EmbeddingError, match="at least two classes"):
        train_probe(np.ones((5, 2)), np.zeros(5, dtype=int), ["a", "b"])


def test_a_class_seen_once_is_not_enough():
    with pytest.raises(EmbeddingError, match="too few galaxies"):
        train_probe(np.eye(9), np.array([0] * 8 + [1]), ["a", "b"])


@pytest.mark.real
@pytest.mark.slow
def test_the_galaxies_of_efigi_are_found(real_data):
    """Four folds on the features given, each class by cross-validated probabilities."""
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold

    from gzlabel.reduction import Reduction

    folder = real_data / "efigi"
    with (folder / "labels.csv").open() as file:
        galaxies = {row["id"]: row for row in csv.DictReader(file)}
    with (folder / "mobilenetv2_ids.csv").open() as file:
        rows = [galaxies[row["id"]] for row in csv.DictReader(file)]
    features = np.load(folder / "mobilenetv2_features.npy")
    reduced = Reduction.fit(features, 128).transform(features)
    for target, bar in {"is_ring": 0.83, "is_irregular": 0.92, "is_edgeon": 0.96}.items():
        labels = np.array([int(row[target]) for row in rows])
        probability = np.zeros(len(labels))
        for taught, tested in StratifiedKFold(4, shuffle=True, random_state=0).split(reduced, labels):
            probe = train_probe(reduced[taught], labels[taught], ["no", "yes"]).probe
            probability[tested] = probe.predict(reduced[tested])[:, 1]
        assert roc_auc_score(labels, probability) >= bar, target
