"""Sentences to read, over the lower right corner: they wait until they are put away, and move nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.words.told_below import told_below
from gzlabel.workbench.state import Notice, Part
from gzlabel.workspace import REPAIR

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_EMS, _LARGEST_SHARE = 36, 0.45
_TOKENS = {"info": "accent", "warning": "warning", "error": "error"}


class NoticeBar(QFrame):
    """The newest notice; how many more wait behind it.

    It lies over its parent: if the page gave way to it, the galaxies would move under the mouse.

    Signals
    -------
    detail_asked(str, str)
        The text and the traceback of a bug were asked for.
    check_asked()
        The workspace is to be looked over, and repaired, which is the remedy of the notice.
    """

    detail_asked = Signal(str, str)
    check_asked = Signal()

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self._parent, self._foot = parent, parent
        self._own: list[Notice] = []
        self.setProperty("role", "notice")
        self.setAccessibleName(self.tr("Notices"))
        self._symbol, self._words, self._others = QLabel(self), QLabel(self), QLabel(self)
        self._details = QPushButton(self.tr("Details"), self)
        self._check = QPushButton(self.tr("Check and repair…"), self)
        self._away = QToolButton(self)
        self._column = QVBoxLayout(self)
        self._arrange()
        look.changed.connect(self._tell)
        parent.installEventFilter(self)
        self.hide()

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.NOTICES in parts:
            self._tell()

    @property
    def text(self) -> str:
        """The sentence on show; empty for none."""
        return self._words.text() if not self.isHidden() else ""

    def stay_above(self, foot: QWidget) -> None:
        """Leave what lies at the lower edge in sight."""
        self._foot = foot
        foot.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._settle()
        return False

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
        self._check.clicked.connect(self.check_asked)
        self._away.setToolTip(self.tr("Put away"))
        self._away.setAccessibleName(self.tr("Put this notice away"))
        self._away.clicked.connect(self.dismiss)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self._symbol, alignment=Qt.AlignmentFlag.AlignTop)
        upper.addWidget(self._words, stretch=1)
        upper.addWidget(self._away, alignment=Qt.AlignmentFlag.AlignTop)
        lower.addWidget(self._others, stretch=1)
        lower.addWidget(self._check)
        lower.addWidget(self._details)
        self._column.setContentsMargins(GAP, GAP, GAP, GAP)
        self._column.setSpacing(HALF)
        self._column.addLayout(upper)
        self._column.addLayout(lower)

    def _tell(self) -> None:
        notices = self._all()
        self.setVisible(bool(notices))
        if not notices:
            return
        notice: Notice = notices[-1]
        symbol = notice.level if notice.level in _TOKENS else "info"
        self._symbol.setPixmap(self._look.symbol(symbol, self._look.pixels() + 3, _TOKENS[symbol]))
        self._words.setText(told_below(notice.text))
        self._others.setText(self.tr("and {0} more").format(len(notices) - 1))
        self._others.setVisible(len(notices) > 1)
        self._details.setVisible(bool(notice.detail))
        self._check.setVisible(REPAIR in notice.text)
        self._away.setIcon(self._look.icon("close", "muted"))
        self._settle()

    def _settle(self) -> None:
        """Into the corner, as tall as the words need."""
        lower = self._parent.height() if self._foot is self._parent else self._foot.y()
        width = min(_EMS * self._look.pixels(), round(_LARGEST_SHARE * self._parent.width()))
        self._column.invalidate()
        self._column.activate()  # the rows within forget what they reckoned for other words
        height = self._column.totalHeightForWidth(width)
        self.setGeometry(self._parent.width() - width - GAP, lower - height - GAP, width, height)
        self.raise_()

    def _on_details(self) -> None:
        notices = self._all()
        if notices:
            self.detail_asked.emit(told_below(notices[-1].text), notices[-1].detail)
