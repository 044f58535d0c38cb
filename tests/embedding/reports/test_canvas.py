import pytest

from gzlabel.embedding.gz2_classes import GZ2_CLASSES
from gzlabel.embedding.reports.canvas import Canvas, Inks


@pytest.fixture
def canvas():
    return Canvas(200, 100, Inks())


@pytest.mark.parametrize(("width", "size", "n_lines"), [(70, 9.5, 3), (108, 10, 2), (120, 10, 2)])
@pytest.mark.parametrize("name", GZ2_CLASSES)
def test_the_classes_of_galaxy_zoo_are_written_whole_wherever_the_figure_names_them(
    canvas, name, width, size, n_lines
):
    lines = canvas.wrapped(name, width, size, n_lines=n_lines)
    assert " ".join(lines) == name
    assert len(lines) <= n_lines


def test_the_number_of_galaxies_is_kept_whatever_is_cut(canvas):
    assert canvas.wrapped("spiral", 120, 10, end="(1,234)") == ["spiral (1,234)"]
    first, second = canvas.wrapped("completely round smooth", 120, 10, end="(1,234)")
    assert f"{first} {second}" == "completely round smooth (1,234)"
    lines = canvas.wrapped("a class with a name as long as a sentence about galaxies", 120, 10, end="(1,234)")
    assert len(lines) == 2
    assert lines[1].endswith("… (1,234)")
    assert canvas.wrapped("onewordthatislongerthantheline" * 2, 120, 10, end="(7)")[-1].endswith("(7)")


def test_lines_stand_around_a_level_or_above_it(canvas, monkeypatch):
    written = []
    monkeypatch.setattr(Canvas, "text", lambda self, x, y, words, **how: written.append((words, round(y, 3))))
    canvas.lines(0, 50, ["a", "b"], size=10)
    canvas.lines(0, 50, ["c", "d"], size=10, anchor="ms")
    assert written == [("a", 44.25), ("b", 55.75), ("c", 38.5), ("d", 50)]
