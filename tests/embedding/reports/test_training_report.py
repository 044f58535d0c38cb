from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gzlabel.embedding.epoch import Epoch
from gzlabel.embedding.reports.figure import draw_figure
from gzlabel.embedding.reports.page import write_report
from gzlabel.embedding.reports.training_report import TrainingReport, mistakes_of
from gzlabel.embedding.scores import Scores
from gzlabel.errors import EmbeddingError

CLASSES = ("not <b>ring</b>", "<b>ring</b>")
TRUTH = np.array([0, 0, 1, 1])
SAID = np.array([[0.9, 0.1], [0.3, 0.7], [0.2, 0.8], [0.95, 0.05]], dtype=np.float32)


@pytest.fixture
def report() -> TrainingReport:
    scores = Scores.of(TRUTH, SAID, CLASSES)
    return TrainingReport(
        "<b>ring</b>",
        "linear",
        9,
        4,
        scores,
        {"random forest": scores},
        mistakes_of(scores, np.array([10, 11, 12, 13]), TRUTH, SAID),
        (Epoch(0, 1.0, 0.9), Epoch(1, 0.7, 0.8)),
        {"program": "<script>alert(1)</script>"},
    )


def test_the_worst_mistakes_are_the_most_confident(report: TrainingReport) -> None:
    assert [(one.row, one.truth, one.answer) for one in report.mistakes] == [
        (13, CLASSES[1], CLASSES[0]),
        (11, CLASSES[0], CLASSES[1]),
    ]
    assert report.mistakes[0].probability == pytest.approx(0.95)


def test_a_report_survives_its_file(report: TrainingReport, tmp_path: Path) -> None:
    report.save(tmp_path)
    again = TrainingReport.load(tmp_path)
    assert again.as_json() == report.as_json()
    np.testing.assert_array_equal(again.scores.confusion, [[1, 1], [1, 1]])


def test_a_score_that_is_not_defined_survives_too(tmp_path: Path) -> None:
    scores = Scores.of(np.array([0, 0]), SAID[:2], CLASSES)
    TrainingReport("ring", "linear", 2, 2, scores).save(tmp_path)
    assert np.isnan(TrainingReport.load(tmp_path).scores.per_class[1].auc)


def test_what_is_not_there_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="nothing was trained here yet"):
        TrainingReport.load(tmp_path)
    (tmp_path / "report.json").write_text("{}")
    with pytest.raises(EmbeddingError, match="damaged"):
        TrainingReport.load(tmp_path)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in ("td", "small"):
            self.cells.append(data)


def test_the_page_carries_everything_and_runs_nothing(report: TrainingReport, tmp_path: Path) -> None:
    def thumbnail(row: int) -> np.ndarray | None:
        return None if row == 11 else np.full((8, 8, 3), 200, dtype=np.uint8)

    page_path, picture = write_report(report, tmp_path / "out", lambda row: f'"<i>{row}', thumbnail)
    text = page_path.read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert page.addresses
    assert all(address.startswith("data:image/") for address in page.addresses)
    assert not {"script", "b>ring", "i", "link"} & set(page.tags)
    assert "default-src 'none'" in text
    assert "&lt;script&gt;alert(1)" in text
    assert page.cells[:4] == ["50.0%", "1", "50.0%", "1"]
    assert text.count("no image") == 1
    with Image.open(picture) as drawn:
        assert drawn.size[0] > 1000


def test_the_figure_is_drawn_in_the_colours_and_size_asked_for(report: TrainingReport) -> None:
    from gzlabel.embedding.reports.canvas import Inks

    dark = draw_figure(report, Inks(paper="#101010", ink="#ffffff"), scale=1.0)
    assert dark.shape[1] == 900
    assert dark[0, 0].tolist() == [16, 16, 16]
    assert dark.max() > 200


def test_cells_of_the_confusion_grow_darker_with_the_rate() -> None:
    """Every galaxy of the first class is told apart, none of the second."""
    scores = Scores.of(np.array([0, 0, 1, 1]), np.array([[0.9, 0.1]] * 4), ("a", "b"))
    pixels = draw_figure(TrainingReport("t", "m", 1, 4, scores), scale=1.0)
    cells = pixels[72 + 58 + 6 :: 64, 24 + 120 + 10 :: 120][:2, :2].astype(int).sum(axis=2)
    assert cells[0, 0] < cells[0, 1]
    assert cells[1, 0] < cells[1, 1]


@pytest.mark.parametrize("n_classes", [2, 5, 12])
def test_any_number_of_classes_is_drawn(n_classes: int) -> None:
    rng = np.random.default_rng(0)
    truth = np.arange(60) % n_classes
    said = rng.dirichlet(np.ones(n_classes), 60)
    names = tuple(f"a class with a long name {number}" for number in range(n_classes))
    report = TrainingReport("t", "m", 1, 60, Scores.of(truth, said, names))
    assert draw_figure(report, scale=0.5).shape[1] == 450
