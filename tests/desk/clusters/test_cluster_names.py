"""Names of clusters on the map: over the marks, and beside those that one looks for."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gzlabel.desk.clusters import cluster_title
from gzlabel.desk.clusters.cluster_names import beside_marks, paint_with_halo
from gzlabel.desk.clusters.cluster_title import fitting_title
from gzlabel.desk.map import canvas as map_canvas
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import FakeWorkbench

RECT = QRectF(40, 40, 60, 20)


def test_a_name_gives_way_to_a_mark_and_stays_where_there_is_none() -> None:
    assert beside_marks(np.empty((0, 2), np.float32), RECT) == RECT
    assert beside_marks(np.array([[300, 50]], np.float32), RECT) == RECT
    lower = beside_marks(np.array([[70, 45]], np.float32), RECT)
    assert lower.top() == 60
    higher = beside_marks(np.array([[70, 45], [70, 70]], np.float32), RECT)
    assert higher.top() == 20


def test_where_marks_are_everywhere_a_name_stays() -> None:
    marks = np.array([[70, y] for y in range(0, 120, 5)], np.float32)
    assert beside_marks(marks, RECT) == RECT


def test_the_number_of_a_cluster_is_the_last_to_be_left_out(qapp: QApplication, look: Look) -> None:
    metrics = QFontMetrics(look.font("small", bold=True))
    room = metrics.horizontalAdvance("cluster 16")
    assert fitting_title("cluster 16", metrics, room) == "cluster 16"
    assert fitting_title("cluster 164", metrics, room) == "164"
    assert fitting_title("blue ellipticals", metrics, room).endswith("…")


@pytest.mark.parametrize(
    ("coloured_by", "shown"), [("cluster", ("Gruppe 4", "rings")), ("class", ("cluster 4", "rings"))]
)
def test_the_legend_names_clusters_as_the_map_does(
    desk: DeskWindow,
    workbench: FakeWorkbench,
    monkeypatch: pytest.MonkeyPatch,
    coloured_by: str,
    shown: object,
) -> None:
    legend, painted = desk.views.map.legend, list[object]()
    colouring = SimpleNamespace(name=coloured_by, vmin=0.0, vmax=1.0, categories=("cluster 4", "rings"))
    monkeypatch.setattr(workbench.map, "colouring", lambda: colouring)
    monkeypatch.setattr(cluster_title, "translated", {"cluster {0}": "Gruppe {0}"}.get)
    monkeypatch.setattr(legend, "_paint_classes", lambda painter, area, names: painted.append(names))
    legend.grab()
    assert painted[-1] == shown


def test_a_name_can_be_read_over_a_bright_picture(qapp: QApplication, look: Look) -> None:
    ground = QImage(140, 100, QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)
    with QPainter(ground) as painter:
        painter.setFont(look.font("small", bold=True))
        paint_with_halo(painter, "rings", RECT, look)
    row = [ground.pixelColor(x, 50).lightness() for x in range(40, 100)]
    assert min(row) < 80, "a rim of sky"
    assert ground.pixelColor(45, 30).lightness() == 255, "and of nothing else"


def test_names_are_painted_after_marks(desk: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    canvas, order = desk.views.map.canvas, []
    monkeypatch.setattr(canvas._marks, "paint", lambda *_: order.append("marks"))
    monkeypatch.setattr(map_canvas, "paint_page", lambda *_: order.append("page"))
    monkeypatch.setattr(canvas._names, "paint", lambda *_: order.append("names"))
    canvas.grab()
    assert order == ["marks", "page", "names"]
