"""A painter that outlives an error holds its window's picture, and the next change of size ends the program."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from pytestqt.qtbot import QtBot

import gzlabel
from gzlabel.desk.page import grid
from gzlabel.desk.window import DeskWindow


def test_an_error_while_painting_leaves_the_window_whole(
    desk: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("this tile cannot be painted")

    told: list[str] = []

    def hear(_kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        told.append(text or "")

    with qtbot.captureExceptions() as errors, monkeypatch.context() as patched:
        patched.setattr(grid, "paint_tile", broken)
        before = qInstallMessageHandler(hear)
        desk.views.grid.viewport().update()
        qtbot.waitUntil(lambda: bool(errors))
        qInstallMessageHandler(before)
    assert all("this tile cannot be painted" in str(error) for _, error, _ in errors)
    assert not [text for text in told if "painter" in text]


def test_every_painter_ends_with_its_block() -> None:
    for path in Path(gzlabel.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = {node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_painter(node)}
        held = {
            item.context_expr for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items
        }
        assert made <= held, f"{path}: open painters by `with`"


def _is_painter(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "QPainter"
