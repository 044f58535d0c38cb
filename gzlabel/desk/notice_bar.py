"""Sentences to read, at the top of the window: they wait there until they are put away, and block nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from gzlabel.desk.look import GAP, HALF, Look
from gzlabel.desk.told_below import told_below
from gzlabel.workbench.state import Notice, Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_TOKENS = {"info": "accent", "warning": "warning", "error": "error"}


class NoticeBar(QFrame):
    """The newest notice; how many more wait behind it.

    Signals
    -------
    detail_asked(str, str)
        The text and the traceback of a bug were asked for.
    """

    detail_asked = Signal(str, str)

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self._own: list[Notice] = []
        self.setProperty("role", "notice")
        self.setAccessibleName(self.tr("Notices"))
        self._symbol, self._words, self._others = QLabel(self), QLabel(self), QLabel(self)
        self._details = QPushButton(self.tr("Details"), self)
        self._away = QToolButton(self)
        self._arrange()
        look.changed.connect(self._tell)
        self.hide()

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.NOTICES in parts:
            self._tell()

    @property
    def text(self) -> str:
        """The sentence on show; empty for none."""
        return self._words.text() if not self.isHidden() else ""

    def tell(self, notice: Notice) -> None:
        """Show what the desk itself has to say."""
        self._own.append(notice)
        self._tell()

    def say(self, sentence: str) -> None:
        """Show a sentence of the desk's."""
        self.tell(Notice("info", sentence))

    def dismiss(self) -> None:
        """Put the newest notice away."""
        n_notices = len(self._workbench.state.notices)
        if self._own:
            self._own.pop()
            self._tell()
        elif n_notices:
            self._workbench.dismiss_notice(n_notices - 1)

    def _all(self) -> list[Notice]:
        return [*self._workbench.state.notices, *self._own]

    def _arrange(self) -> None:
        self._words.setAccessibleName(self.tr("Newest notice"))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._others.setProperty("role", "caption")
        self._details.clicked.connect(self._on_details)
        self._away.setToolTip(self.tr("Put away"))
        self._away.setAccessibleName(self.tr("Put this notice away"))
        self._away.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, HALF, GAP, HALF)
        row.setSpacing(GAP)
        row.addWidget(self._symbol)
        row.addWidget(self._words, stretch=1)
        for widget in (self._others, self._details, self._away):
            row.addWidget(widget)

    def _tell(self) -> None:
        notices = self._all()
        self.setVisible(bool(notices))
        if not notices:
            return
        notice: Notice = notices[-1]
        symbol = notice.level if notice.level in _TOKENS else "info"
        self._symbol.setPixmap(self._look.symbol(symbol, 16, _TOKENS[symbol]))
        self._words.setText(told_below(notice.text))
        self._others.setText(self.tr("and {0} more").format(len(notices) - 1) if len(notices) > 1 else "")
        self._details.setVisible(bool(notice.detail))
        self._away.setIcon(self._look.icon("close", "muted"))

    def _on_details(self) -> None:
        notices = self._all()
        if notices:
            self.detail_asked.emit(told_below(notices[-1].text), notices[-1].detail)
