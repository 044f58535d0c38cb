import csv

import numpy as np
import pytest
from PIL import Image

from gzlabel.embedding import make_encoder
from gzlabel.embedding.classifying import classify
from gzlabel.embedding.fine_tuned import FineTuned
from gzlabel.embedding.finetune import FineTuneRecipe, fine_tune
from gzlabel.errors import Cancelled, EmbeddingError, ImageError
from tests.embedding.conftest import MemoryImages

CLASSES = ("round", "edge-on")
QUICK = FineTuneRecipe(head="full", n_epochs=4, rate=3e-3)


@pytest.fixture(scope="module")
def encoder():
    return make_encoder("test_resnet", weights="untrained", size=32, precision="float32")


@pytest.fixture(scope="module")
def discs():
    """Round and flat discs in all directions, under noise."""
    rng = np.random.default_rng(0)
    labels = np.arange(120) % 2
    images = []
    for label in labels:
        y, x = np.mgrid[:32, :32] - 15.5
        angle = rng.uniform(0, np.pi)
        along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        light = 150 * np.exp(-np.hypot(along, across / (0.25 if label else 0.9)) / 5)
        images.append(np.clip(light[:, :, None] + rng.normal(20, 8, (32, 32, 3)), 0, 255).astype(np.uint8))
    return MemoryImages(images), labels


def test_flat_discs_are_learnt(tmp_path, encoder, discs):
    images, labels = discs
    recipe = FineTuneRecipe(head="full", n_epochs=12, rate=3e-3)
    tuning = fine_tune(images, np.arange(120), labels, CLASSES, encoder, tmp_path, recipe=recipe)
    assert tuning.scores.per_class[1].auc > 0.9
    assert tuning.curves[-1].taught_loss < tuning.curves[0].taught_loss


def test_a_stopped_run_ends_as_one_that_was_not(tmp_path, encoder, discs):
    images, labels = discs
    arguments = (images, np.arange(120), labels, CLASSES, encoder)
    whole = fine_tune(*arguments, tmp_path / "whole", recipe=QUICK)

    def stop(step):
        if step.message.startswith("Fine-tuning") and step.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        fine_tune(*arguments, tmp_path / "parts", recipe=QUICK, report=stop)
    epochs = []
    resumed = fine_tune(*arguments, tmp_path / "parts", recipe=QUICK, report=epochs.append)
    assert [step.done for step in epochs if step.message.startswith("Fine-tuning")] == [3, 4]
    np.testing.assert_allclose(
        [epoch.validation_loss for epoch in resumed.curves],
        [epoch.validation_loss for epoch in whole.curves],
        rtol=1e-3,
    )


def test_other_labels_begin_anew(tmp_path, encoder, discs):
    """A galaxy that was taught before could be tested now: nothing of the run before may be kept."""
    images, labels = discs
    recipe = FineTuneRecipe(head="full", n_epochs=1)
    fine_tune(images, np.arange(120), labels, CLASSES, encoder, tmp_path, recipe=recipe)
    steps = []
    fine_tune(
        images, np.arange(119), labels[:119], CLASSES, encoder, tmp_path, recipe=recipe, report=steps.append
    )
    assert [step.done for step in steps if step.message.startswith("Fine-tuning")] == [1]


def test_what_is_left_of_a_run_and_cannot_be_read_is_told(tmp_path, encoder, discs):
    images, labels = discs
    (tmp_path / "checkpoint.pt").write_bytes(b"cut short")
    with pytest.raises(
        EmbeddingError, match=r"checkpoint\.pt: the fine-tuning begun here cannot be read .* Remove"
    ):
        fine_tune(images, np.arange(120), labels, CLASSES, encoder, tmp_path, recipe=QUICK)


def test_a_fine_tuned_network_survives_its_folder_and_encodes(tmp_path, encoder, discs):
    images, labels = discs
    tuning = fine_tune(images, np.arange(120), labels, CLASSES, encoder, tmp_path, recipe=QUICK)
    again = FineTuned.load(tmp_path, make_encoder("test_resnet", weights=tmp_path, precision="float32"))
    assert again.classes == CLASSES
    prepared = [encoder.prepare(image) for image in images.images[:9]]
    np.testing.assert_allclose(again.predict(prepared), tuning.model.predict(prepared), atol=1e-5)
    assert again.digest() == tuning.model.digest()
    assert not np.allclose(again.encoder.encode(images.images[:1]), encoder.encode(images.images[:1]))


def test_a_broken_image_is_left_out_and_predicted_as_unknown(tmp_path, encoder, discs):
    images = MemoryImages(list(discs[0].images))
    images.images[4] = ImageError("cut short")
    tuning = fine_tune(images, np.arange(120), discs[1], CLASSES, encoder, tmp_path, recipe=QUICK)
    assert 4 not in tuning.tested
    probabilities = classify(images, tuning.model, tmp_path / "all")
    assert np.isnan(probabilities[4]).all()
    np.testing.assert_allclose(np.delete(probabilities, 4, axis=0).sum(axis=1), 1, rtol=1e-5)
    said = dict(zip(tuning.tested.tolist(), tuning.probabilities, strict=True))
    np.testing.assert_allclose([probabilities[row] for row in said], list(said.values()), atol=1e-5)


def test_the_encoder_is_left_as_it_is(tmp_path, encoder, discs):
    before = encoder.encode(discs[0].images[:3])
    fine_tune(discs[0], np.arange(120), discs[1], CLASSES, encoder, tmp_path, recipe=QUICK)
    np.testing.assert_array_equal(encoder.encode(discs[0].images[:3]), before)


def test_training_free_encoders_cannot_be_fine_tuned(tmp_path, discs):
    with pytest.raises(EmbeddingError, match="only a network can be fine-tuned"):
        fine_tune(discs[0], np.arange(120), discs[1], CLASSES, make_encoder(), tmp_path)


def test_an_unknown_depth_is_told():
    with pytest.raises(EmbeddingError, match=r"'tail'.*linear, last-block, full"):
        FineTuneRecipe(head="tail")


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_fine_tuning_beats_the_frozen_probe_on_edge_on_galaxies(tmp_path, real_data, seed):
    from gzlabel.embedding.probe import train_probe
    from gzlabel.embedding.scores import Scores

    folder = real_data / "efigi"
    with (folder / "labels.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["has_image"] == "True"][seed::8]
    images = MemoryImages([np.asarray(Image.open(folder / row["filename"]).convert("RGB")) for row in rows])
    labels = np.array([int(row["is_edgeon"]) for row in rows])
    encoder = make_encoder("test_resnet", weights="untrained", size=64)
    recipe = FineTuneRecipe(head="full", n_epochs=10, rate=3e-3, layer_decay=0.9, seed=seed)
    tuning = fine_tune(images, np.arange(len(rows)), labels, ("no", "yes"), encoder, tmp_path, recipe=recipe)
    tested = np.isin(np.arange(len(rows)), tuning.tested)
    vectors = encoder.encode(images.images)
    probe = train_probe(vectors[~tested], labels[~tested], ("no", "yes")).probe
    frozen = Scores.of(labels[tested], probe.predict(vectors[tested]), ("no", "yes"))
    assert tuning.scores.per_class[1].auc > frozen.per_class[1].auc
    print(
        f"seed {seed}: fine-tuned {tuning.scores.per_class[1].auc:.3f}, frozen {frozen.per_class[1].auc:.3f}"
    )
