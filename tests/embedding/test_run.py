import numpy as np
import pytest

from gzlabel.embedding import EmbeddingMatrix, embed, make_encoder
from gzlabel.embedding.reading import Reader
from gzlabel.embedding.store import LOG, committed_blocks
from gzlabel.errors import Cancelled, EmbeddingError, ImageError, OutOfReach


class MeanColour:
    """Three features a hand can check."""

    name, n_features, image_size, batch_size, feature_weights = "mean colour", 3, 8, 16, None

    def __init__(self, thread_safe=False):
        self.n_encoded, self.thread_safe = 0, thread_safe

    def parameters(self):
        return {}

    def runtime(self):
        return {}

    def prepare(self, image):
        return image

    def forward(self, images):
        self.n_encoded += len(images)
        return np.array([image.mean(axis=(0, 1)) for image in images], dtype=np.float32)


def stop_after(n_steps):
    steps = []

    def report(step):
        steps.append(step)
        if len(steps) == n_steps:
            raise Cancelled

    return report


@pytest.mark.parametrize("thread_safe", [True, False])
def test_vectors_stand_in_the_order_of_the_catalogue(tmp_path, make_images, thread_safe):
    images = make_images(300)
    matrix = embed(images, MeanColour(thread_safe), tmp_path)
    expected = [image.mean(axis=(0, 1)) for image in images.images]
    np.testing.assert_allclose(matrix.vectors, expected, rtol=1e-6)
    assert matrix.valid.all()
    assert matrix.manifest.complete
    assert matrix.manifest.encoder == "mean colour"


def test_broken_and_missing_images_are_masked_and_listed_and_the_rest_goes_on(tmp_path, make_images):
    images = make_images(10)
    images.images[3] = None
    images.images[7] = ImageError("cut short", where="g7.jpg")
    matrix = embed(images, MeanColour(), tmp_path)
    assert np.flatnonzero(~matrix.valid).tolist() == [3, 7]
    assert np.isnan(matrix.vectors[[3, 7]]).all()
    assert matrix.broken == {3: "image 3: there is no image", 7: "g7.jpg: cut short."}
    assert matrix.manifest.n_masked == 2


def test_no_image_is_read_after_a_run_was_given_up(make_images):
    reader = Reader(make_images(5), MeanColour())
    assert len(reader.read(np.arange(5)).images) == 5
    reader.abandon()
    with pytest.raises(Cancelled):
        reader.read(np.arange(5))


def test_a_cancelled_run_keeps_its_blocks_and_goes_on_from_them(tmp_path, make_images):
    images, encoder = make_images(600), MeanColour()
    with pytest.raises(Cancelled):
        embed(images, encoder, tmp_path, stop_after(20))
    partial = EmbeddingMatrix.open(tmp_path)
    n_before = int(partial.valid.sum())
    assert 0 < n_before < 600
    assert not partial.manifest.complete
    assert f"only {n_before} of 600 galaxies have vectors: the run of mean colour" in partial.unfinished
    again = MeanColour()
    matrix = embed(images, again, tmp_path)
    assert again.n_encoded == 600 - n_before
    assert matrix.valid.all()
    assert matrix.unfinished == ""


def test_only_the_block_of_a_changed_image_is_encoded_again(tmp_path, make_images):
    images = make_images(300)
    before = embed(images, MeanColour(), tmp_path).manifest.generation
    images.images[5] = np.full((8, 8, 3), 77, dtype=np.uint8)
    encoder = MeanColour()
    matrix = embed(images, encoder, tmp_path)
    assert encoder.n_encoded == 128
    assert matrix.vectors[5].tolist() == [77, 77, 77]
    assert matrix.manifest.generation > before


def test_a_second_run_changes_nothing(tmp_path, make_images):
    images = make_images(20)
    before = embed(images, MeanColour(), tmp_path).manifest
    encoder = MeanColour()
    assert embed(images, encoder, tmp_path).manifest == before
    assert encoder.n_encoded == 0


def test_a_repaired_image_gets_its_vector(tmp_path, make_images):
    images = make_images(5)
    good, images.images[2] = images.images[2], ImageError("cut short")
    embed(images, MeanColour(), tmp_path)
    images.images[2] = good
    matrix = embed(images, MeanColour(), tmp_path)
    assert matrix.valid.all()
    assert not matrix.broken


def test_another_encoder_starts_anew(tmp_path, make_images):
    images = make_images(5)
    embed(images, MeanColour(), tmp_path)
    matrix = embed(images, make_encoder("morphology"), tmp_path)
    assert matrix.manifest.encoder == "morphology"
    assert matrix.feature_weights is not None


def test_a_log_line_cut_short_does_not_count(tmp_path, make_images):
    embed(make_images(300), MeanColour(), tmp_path)
    log = tmp_path / LOG
    whole = log.read_bytes().rstrip(b"\n")
    log.write_bytes(whole[:-4])
    assert len(committed_blocks(tmp_path)) == 2


def test_an_encoder_that_gives_nan_masks_the_row(tmp_path, make_images):
    class Faulty(MeanColour):
        def forward(self, images):
            vectors = super().forward(images)
            vectors[1] = np.nan
            return vectors

    matrix = embed(make_images(4), Faulty(), tmp_path)
    assert matrix.valid.tolist() == [True, False, True, True]
    assert "not finite" in matrix.broken[1]


def test_no_image_at_all_is_told(tmp_path, make_images):
    images = make_images(2)
    images.images = [None, None]
    with pytest.raises(EmbeddingError, match="no image to embed"):
        embed(images, MeanColour(), tmp_path)


def test_a_source_that_hashes_its_files_is_not_decoded_to_find_changes(tmp_path, make_images):
    images = make_images(5)
    images.digest = lambda row: str(images.images[row])
    embed(images, MeanColour(), tmp_path)
    images.reads.clear()
    embed(images, MeanColour(), tmp_path)
    assert images.reads == []
    images.images[2] = ImageError("cut short")
    assert embed(images, MeanColour(), tmp_path).valid.tolist() == [True, True, False, True, True]


class Remote:
    """Pictures on a server that is out of reach at first."""

    n_galaxies = 4

    def __init__(self):
        self.is_reached, self.asked = False, []

    def missing(self):
        return np.array([], dtype=np.int64)

    def where(self, row):
        return f"http://survey/{row}"

    def digest(self, row):
        return f"address {row}"

    def read(self, row, size=None):
        self.asked.append(row)
        if row == 3:
            raise ImageError("the server answered 404", where=self.where(row))
        if not self.is_reached:
            raise OutOfReach("the server cannot be reached", where=self.where(row))
        return np.full((8, 8, 3), 10 * row, dtype=np.uint8)


def test_pictures_that_were_out_of_reach_are_asked_for_again_and_those_refused_are_not(tmp_path):
    images = Remote()
    assert not embed(images, MeanColour(), tmp_path).valid.any()
    images.is_reached = True
    assert embed(images, MeanColour(), tmp_path).valid.tolist() == [True, True, True, False]
    n_asked = len(images.asked)
    assert (
        embed(images, MeanColour(), tmp_path).broken[3].startswith("http://survey/3: the server answered 404")
    )
    assert len(images.asked) == n_asked


class Doubled(MeanColour):
    """As another encoder."""

    name = "doubled"

    def forward(self, images):
        return 2 * super().forward(images)


def test_the_vectors_there_are_stay_in_use_until_those_of_another_encoder_are_complete(tmp_path, make_images):
    images = make_images(600)
    before = embed(images, MeanColour(), tmp_path)
    features = before.reduced().copy()

    def look_and_stop(step):
        meanwhile = EmbeddingMatrix.open(tmp_path)
        assert meanwhile.manifest == before.manifest
        assert meanwhile.valid.all()
        assert np.array_equal(np.load(meanwhile.reduced_so_far()), features)
        if step.done > 300:
            raise Cancelled

    with pytest.raises(Cancelled):
        embed(images, Doubled(), tmp_path, look_and_stop)
    kept = EmbeddingMatrix.open(tmp_path)
    assert np.array_equal(kept.vectors, before.vectors)
    assert np.array_equal(kept.reduced(), features)
    again = Doubled()
    matrix = embed(images, again, tmp_path)
    assert 0 < again.n_encoded < 600, "it goes on where it was stopped"
    assert np.array_equal(matrix.vectors, 2 * before.vectors)
    assert matrix.manifest.generation > before.manifest.generation
    assert [path.name for path in tmp_path.rglob("vectors.npy")] == ["vectors.npy"], "the one before is gone"
    assert not list(tmp_path.glob("reduc*"))


def test_encoders_may_follow_each_other_again_and_again(tmp_path, make_images):
    images = make_images(5)
    for encoder in (MeanColour(), Doubled(), MeanColour(), make_encoder("morphology"), Doubled()):
        matrix = embed(images, encoder, tmp_path)
        assert matrix.manifest.encoder == encoder.name
        assert matrix.reduced().shape[0] == 5
        assert EmbeddingMatrix.open(tmp_path).manifest == matrix.manifest
        assert len(list(tmp_path.rglob("vectors.npy"))) == 1
    assert matrix.feature_weights is None


def test_the_first_run_writes_where_its_vectors_are_seen_as_they_arrive(tmp_path, make_images):
    seen = []
    embed(
        make_images(600),
        MeanColour(),
        tmp_path,
        lambda step: seen.append(int(EmbeddingMatrix.open(tmp_path).valid.sum())),
    )
    assert {0, 128, 512} <= set(seen)
    assert not list(tmp_path.glob("run-*"))


def test_an_unfinished_first_run_gives_way_to_another_encoder(tmp_path, make_images):
    images = make_images(600)
    with pytest.raises(Cancelled):
        embed(images, MeanColour(), tmp_path, stop_after(20))
    assert embed(images, Doubled(), tmp_path).folder == tmp_path


def test_an_encoder_that_gives_nothing_does_not_take_the_place_of_one_that_did(tmp_path, make_images):
    class Blind(MeanColour):
        name = "blind"

        def forward(self, images):
            return np.full((len(images), 3), np.nan, dtype=np.float32)

    before = embed(make_images(4), MeanColour(), tmp_path)
    with pytest.raises(
        EmbeddingError, match=r"none of the 4 galaxies got a vector, so those they had are kept"
    ):
        embed(make_images(4), Blind(), tmp_path)
    assert EmbeddingMatrix.open(tmp_path).manifest == before.manifest


def test_a_run_killed_as_it_was_put_to_use_is_put_to_use_by_the_next(tmp_path, make_images, monkeypatch):
    from gzlabel.embedding import store

    images = make_images(4)
    embed(images, MeanColour(), tmp_path)
    monkeypatch.setattr(store, "put_to_use", lambda *places: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        embed(images, Doubled(), tmp_path)
    monkeypatch.undo()
    assert EmbeddingMatrix.open(tmp_path).manifest.encoder == "mean colour"
    encoder = Doubled()
    assert embed(images, encoder, tmp_path).manifest.encoder == "doubled"
    assert encoder.n_encoded == 0
