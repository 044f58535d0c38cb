"""Every command by typing a few of its letters."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from gzlabel.desk.command import Command, shown_key
from gzlabel.desk.commands import COMMANDS
from gzlabel.desk.keys.keymap import Keys
from gzlabel.desk.line_list import LineList
from gzlabel.desk.style.look import GAP, HALF, WIDE, Look
from gzlabel.desk.words.language import translated

_TO_THE_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class CommandList(LineList):
    """Commands that match, best first."""

    def __init__(self, look: Look, keys: Keys, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._keys = keys
        self._commands: list[Command] = []
        self.setAccessibleName(self.tr("Commands that match"))

    def show_matching(self, text: str) -> None:
        """Show the commands in which the words of ``text`` occur."""
        words = text.casefold().split()
        found = [one for one in COMMANDS if all(word in _searched(one) for word in words)]
        self._commands = sorted(found, key=lambda one: not one.text.casefold().startswith(text.casefold()))
        self.set_lines(len(self._commands))
        self.set_current(0)

    def command(self, index: int) -> Command:
        """The command of one line."""
        return self._commands[index]

    def line_height(self) -> int:
        return self.look.pixels() + self.look.pixels("small") + 4 * HALF

    def nothing_text(self) -> str:
        return self.tr("No command has these words.")

    def tip(self, index: int) -> str:
        """Name and help, of which the line may show but a part."""
        return f"{self._commands[index].text}\n{self._commands[index].help}"

    def paint_line(self, painter: QPainter, rect: QRect, index: int) -> None:
        command = self._commands[index]
        inner = rect.adjusted(WIDE, HALF, -WIDE, -HALF)
        if command.icon:
            symbol = self.look.symbol(command.icon, 16, "muted")
            painter.drawPixmap(GAP, rect.center().y() - 8, symbol)
        inner.setLeft(GAP + 16 + GAP)
        top = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.setFont(self.look.font())
        painter.setPen(self.look.colour("text"))
        painter.drawText(inner, top, command.text)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(self.look.colour("muted"))
        key = shown_key(self._keys.get(command.id, ()))
        painter.drawText(inner, right, key)
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(key) - GAP)
        painter.setFont(self.look.font("small"))
        words = painter.fontMetrics().elidedText(command.help, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), words)


class CommandPalette(QDialog):
    """Type, choose, Enter.

    Signals
    -------
    chosen(str)
        Id of the command to run, after the palette has closed.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Every command"))
        self.resize(560, 420)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(self.tr("Type what you want to do"))
        self._field.setAccessibleName(self.tr("Words of the command"))
        self._list = CommandList(look, keys, self)
        self._field.textChanged.connect(self._list.show_matching)
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._accept_current)
        self._list.chosen.connect(self._take)
        self._list.show_matching("")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._field)
        column.addWidget(self._list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and is_press and Qt.Key(event.key()) in _TO_THE_LIST:
            self._list.keyPressEvent(event)
            return True
        return False

    def _accept_current(self) -> None:
        if self._list.current >= 0:
            self._take(self._list.current)

    def _take(self, index: int) -> None:
        self.accept()
        self.chosen.emit(self._list.command(index).id)


def _searched(command: Command) -> str:
    return f"{command.text} {translated(command.menu)} {command.help} {command.english}".casefold()
