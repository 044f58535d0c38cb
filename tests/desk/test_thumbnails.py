"""Pictures on their way, and those of the next page."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from gzlabel.catalogue.images import Stretch
from gzlabel.desk import tile
from gzlabel.desk.style.look import Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench, spiral


def test_what_was_asked_for_is_asked_for_again_after_a_change_of_stretch(
    qtbot: QtBot, workbench: FakeWorkbench, look: Look
) -> None:
    asked: list[tuple[int, Callable[[Any], None]]] = []
    workbench.pictures = SimpleNamespace(request=lambda row, size, receive: asked.append((row, receive)))
    thumbnails, arrived = Thumbnails(workbench, look), list[int]()  # type: ignore[arg-type]
    thumbnails.arrived.connect(arrived.append)
    assert thumbnails.pixmap(7, 64) is None
    workbench.put(Part.IMAGES, stretch=Stretch(invert=True))
    thumbnails.follow(frozenset({Part.IMAGES}))
    assert arrived == [7]
    asked.pop()[1](spiral(7))
    assert thumbnails.pixmap(7, 64) is None
    asked.pop()[1](spiral(7))
    assert thumbnails.pixmap(7, 64) is not None


def test_tiles_of_the_next_page_are_painted_before_it_is_shown(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple(range(200, 200 + len(workbench.state.page.rows)))
    workbench.put(Part.UPCOMING, upcoming=rows)
    painted: list[int] = []
    bare_face = tile._bare_face

    def watched(size: QSizeF, pixmap: QPixmap, look: Look, ratio: float, *, is_faint: bool) -> QPixmap:
        painted.append(round(size.width()))
        return bare_face(size, pixmap, look, ratio, is_faint=is_faint)

    monkeypatch.setattr(tile, "_bare_face", watched)
    workbench.put(Part.PAGE, page=replace(workbench.state.page, rows=rows, number=2))
    grid = desk.views.grid
    qtbot.waitUntil(lambda: grid.is_complete and grid._rows == rows)
    grid.viewport().repaint()
    assert grid._rect_of(0).width() not in painted
