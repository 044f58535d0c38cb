"""The word at the foot: never "Saved" before it is true, and never a place that moves."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.saved_sign import SavedSign
from gzlabel.desk.style.look import Look
from gzlabel.workbench.state import State


def shown(qtbot: QtBot, look: Look, **held: Any) -> tuple[str, int]:
    """The word, and the room it asks for."""
    parent = QWidget()
    qtbot.addWidget(parent)
    state = State(interest="rings", interests=("rings",), n_galaxies=3, **held)
    sign = SavedSign(SimpleNamespace(state=state), look, parent)  # type: ignore[arg-type]
    return sign.findChildren(QLabel)[1].text(), sign.sizeHint().width()


@pytest.mark.parametrize(
    ("held", "word"),
    [
        ({}, "Saved"),
        ({"saved": False, "saving": True}, "Saving…"),
        ({"saved": False}, "Not saved"),
        ({"read_only": True}, "Read only"),
    ],
)
def test_it_says_what_holds_in_a_room_of_one_width(
    qtbot: QtBot, look: Look, held: dict[str, bool], word: str
) -> None:
    said, width = shown(qtbot, look, **held)
    assert said == word
    assert width == shown(qtbot, look)[1]
