import pytest

from gzlabel.embedding.succession import POINTER, clear, place_of, place_of_next, put_to_use


@pytest.mark.parametrize("named", ["../elsewhere", "/etc", "run-0", "run-1/..", "run-1\nrun-2", "\x80", ""])
def test_only_a_run_within_the_folder_can_be_named_as_the_one_in_use(tmp_path, named):
    (tmp_path / POINTER).write_text(named, encoding="utf-8")
    assert place_of(tmp_path) == tmp_path


def test_a_run_that_is_put_to_use_takes_the_place_of_what_was_there_and_of_nothing_else(tmp_path):
    for name in ("vectors.npy", "manifest.json", "notes.txt", "run-1/vectors.npy", "run-2/vectors.npy"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    put_to_use(tmp_path, tmp_path / "run-2")
    assert place_of(tmp_path) == tmp_path / "run-2"
    assert place_of_next(tmp_path) == tmp_path / "run-3"
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert files == [POINTER, "notes.txt", "run-2/vectors.npy"]
    clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert place_of(tmp_path) == tmp_path
