"""The table of commands as Qt actions: one each, shared by shortcut, menu and button."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from gzlabel.desk.acts import Acts
from gzlabel.desk.command import Command
from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.style.look import Look
from gzlabel.desk.words.language import translated

_COMMANDS = {command.id: command for command in COMMANDS}


class Actions(QObject):
    """Makes and keeps the actions of one window.

    Parameters
    ----------
    acts
        Does what the commands say.
    keyboard
        Says which keys are in force.
    guard
        Runs a command; whatever it raises is the guard's to show.
    """

    def __init__(
        self,
        acts: Acts,
        look: Look,
        keyboard: Keyboard,
        window: QWidget,
        guard: Callable[[Callable[[], object]], None],
    ) -> None:
        super().__init__(window)
        self._acts, self._look, self._keyboard, self._guard = acts, look, keyboard, guard
        self._actions = {command.id: self._made(command, window) for command in COMMANDS}
        keyboard.changed.connect(self._follow_keys)
        look.changed.connect(self._draw_icons)
        self._draw_icons()

    def action(self, command_id: str) -> QAction:
        """The action of one command."""
        return self._actions[command_id]

    def run(self, command_id: str) -> None:
        """Carry out one command."""
        self._actions[command_id].trigger()

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for title in MENUS:
            menu = bar.addMenu(translated(title))
            for command in COMMANDS:
                if command.menu == title:
                    menu.addAction(self._actions[command.id])

    def _follow_keys(self) -> None:
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self._keyboard.keys.get(name, ())])
            action.setToolTip(self._keyboard.tip(name))

    def _made(self, command: Command, window: QWidget) -> QAction:
        action = QAction(command.text, window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in self._keyboard.keys[command.id]])
        action.setAutoRepeat(command.repeats)
        action.setStatusTip(command.help)
        action.setToolTip(self._keyboard.tip(command.id))
        action.setData(command.id)
        action.triggered.connect(self._on_triggered)
        window.addAction(action)
        return action

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            command = _COMMANDS[str(sender.data())]
            self._guard(lambda: command.carry_out(self._acts))

    def _draw_icons(self) -> None:
        for command in COMMANDS:
            if command.icon:
                self._actions[command.id].setIcon(self._look.icon(command.icon))
