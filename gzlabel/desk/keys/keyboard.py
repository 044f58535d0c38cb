"""The keys in force at this moment: every text that names a key takes it from here."""

import re

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from gzlabel.desk.command import shown_key
from gzlabel.desk.commands import COMMANDS
from gzlabel.desk.keys.keymap import Keys, usual_keys

_COMMANDS = {command.id: command for command in COMMANDS}
_QUOTED = re.compile(r"`([^`\n]+)`")


class Keyboard(QObject):
    """Which keys each command of one window has.

    Signals
    -------
    changed
        Other keys are in force; whoever names one tells it anew.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: Keys = usual_keys()

    @property
    def keys(self) -> Keys:
        """The shortcuts in force by command id."""
        return self._keys

    def use(self, keys: Keys) -> None:
        """Put other shortcuts in force."""
        self._keys = keys
        self.changed.emit()

    def key(self, command_id: str) -> str:
        """The first key of a command as this platform writes it; its name in the menus where it has none."""
        return shown_key(self._keys.get(command_id, ())) or f"“{self.name(command_id)}”"

    def tip(self, command_id: str) -> str:
        """A command's name, its key in force, and what it does."""
        command, key = _COMMANDS[command_id], shown_key(self._keys.get(command_id, ()))
        title = f"{command.text} ({key})" if key else command.text
        return f"{title}\n{command.help}"

    def name(self, command_id: str) -> str:
        """What menus call a command."""
        return _COMMANDS[command_id].text

    def retold(self, markdown: str) -> str:
        """A help page, each usual key in it that stands between backquotes changed for the one in force."""
        return _QUOTED.sub(lambda found: f"`{self._present(found[1])}`", markdown)

    def _present(self, quoted: str) -> str:
        named = QKeySequence(quoted)
        owners = (one.id for one in COMMANDS if any(QKeySequence(key) == named for key in one.keys))
        owner = next(owners, "")
        return self.key(owner) if owner else quoted
