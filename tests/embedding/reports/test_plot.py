import pytest

from gzlabel.embedding.reports.canvas import Canvas, Inks
from gzlabel.embedding.reports.plot import Plot, whole_numbers


@pytest.mark.parametrize(
    ("ends", "numbers"),
    [
        ((1, 2), [1, 2]),
        ((1, 7), [1, 2, 3, 4, 5, 6, 7]),
        ((1, 8), [2, 4, 6, 8]),
        ((1, 30), [5, 10, 15, 20, 25, 30]),
        ((1, 200), [50, 100, 150, 200]),
    ],
)
def test_epochs_are_counted_in_whole_numbers(ends, numbers):
    assert whole_numbers(ends) == numbers


def test_no_epoch_between_two_is_written_along_the_axis(monkeypatch):
    written = []
    monkeypatch.setattr(Canvas, "text", lambda self, x, y, words, **how: written.append(words))
    plot = Plot(Canvas(320, 220, Inks()), (0, 0, 300, 200), "Losses", ("epoch", "loss"))
    written.clear()
    plot.axes((1, 3), (0, 1), counts_along=True)
    assert [words for words in written if words in {"1.4", "1.8", "2.2"}] == []
    assert {"2", "3", "epoch"} <= set(written)
