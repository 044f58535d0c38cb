"""Keys of the user's choice that tag the current galaxy: one for yes, one for no."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from gzlabel.desk.command import Command
from gzlabel.desk.commands import COMMANDS
from gzlabel.desk.keys.keymap import Keys
from gzlabel.errors import UserError
from gzlabel.workbench.state import Part
from gzlabel.workspace import NOT

if TYPE_CHECKING:
    from gzlabel.desk.window import DeskWindow

SETTING = "tag keys"
"""Kept with the workspace: of each tag, the key that puts it on a galaxy and the one that puts on its opposite."""

TagKeyTable = Mapping[str, tuple[str, str]]


def tag_key_table(settings: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """The tags that have keys."""
    stored = settings.get(SETTING)
    if not isinstance(stored, dict):
        return {}
    return {str(tag): (str(keys[0]), str(keys[1])) for tag, keys in stored.items()}


def assert_free(table: TagKeyTable, keys: Keys) -> None:
    """Refuse a key that would mean two things.

    Raises
    ------
    UserError
        Naming the key and both its meanings.
    """
    titles: dict[str, Command] = {command.id: command for command in COMMANDS}
    owners = {_plain(key): titles[name].text for name, own in keys.items() for key in own}
    for tag, pair in table.items():
        for key, meaning in zip(pair, (tag, f"{NOT}{tag}"), strict=True):
            plain = _plain(key)
            if plain and owners.setdefault(plain, meaning) != meaning:
                raise UserError(
                    f"{plain} would mean both “{owners[plain]}” and “{meaning}”",
                    remedy="Give one of them another key",
                )


class TagKeys(QObject):
    """Makes the shortcuts of one window, anew whenever the table changes."""

    def __init__(self, window: "DeskWindow") -> None:
        super().__init__(window)
        self._window = window
        self._table: dict[str, tuple[str, str]] = {}
        self._actions: list[QAction] = []

    def follow(self, parts: frozenset[Part]) -> None:
        """Put other keys in force where the setting changed."""
        if Part.SETTINGS not in parts:
            return
        table = tag_key_table(self._window.workbench.state.settings)
        if table == self._table:
            return
        self._table = table
        for action in self._actions:
            self._window.removeAction(action)
            action.deleteLater()
        self._actions = [
            self._made(tag, key)
            for name, pair in table.items()
            for tag, key in zip((name, f"{NOT}{name}"), pair, strict=True)
            if key
        ]

    def _made(self, tag: str, key: str) -> QAction:
        action = QAction(self.tr("Tag: {0}").format(tag), self._window)
        action.setShortcut(QKeySequence(key))
        action.setAutoRepeat(False)
        action.triggered.connect(partial(self._on_key, tag))
        self._window.addAction(action)
        return action

    def _on_key(self, tag: str) -> None:
        workbench = self._window.workbench
        row = workbench.state.current
        if row is not None:
            self._window.guarded(lambda: workbench.annotations.toggle_tag([row], tag))


def _plain(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
