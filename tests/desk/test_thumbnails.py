"""Pictures on their way."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from pytestqt.qtbot import QtBot

from gzlabel.catalogue.images import Stretch
from gzlabel.desk.look import Look
from gzlabel.desk.thumbnails import Thumbnails
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
