"""The first page: the demonstration, a workspace to open or to begin, and the ones of before."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gzlabel.desk.dropped import Drop, meaning
from gzlabel.desk.plain_tip import plain_tip
from gzlabel.desk.style.look import GAP, HALF, WIDE, Look

_MOST_RECENT = 5


class Welcome(QWidget):
    """A window by itself.

    Signals
    -------
    demo_asked()
        The demonstration.
    open_asked()
        An existing workspace, to be chosen.
    new_asked(str, str)
        A new workspace from "table", "mosaic" or "folder of images", and the file or folder to begin with, empty if
        none.
    chosen(str)
        This workspace.
    """

    demo_asked = Signal()
    open_asked = Signal()
    new_asked = Signal(str, str)
    chosen = Signal(str)

    def __init__(self, look: Look, recent: tuple[Path, ...]) -> None:
        super().__init__()
        self._look = look
        self.setWindowTitle("gzlabel")
        self.setAcceptDrops(True)
        self.resize(880, 600)
        self._words = QLabel(self)
        self._cards: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * WIDE, 2 * WIDE, 3 * WIDE, 2 * WIDE)
        column.setSpacing(WIDE)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addLayout(self._choices())
        column.addWidget(self._words)
        if recent:
            column.addLayout(self._before(recent[:_MOST_RECENT]))
        column.addStretch(2)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "error")
        look.changed.connect(self._draw_icons)
        self._draw_icons()

    def say(self, sentence: str) -> None:
        """Show why something could not be opened."""
        self._words.setText(sentence)

    @property
    def message(self) -> str:
        """The sentence on show; empty for none."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(QRectF(self.rect()), self._look.colour("window"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes the card that has the keyboard, as the space bar does."""
        card = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(card, QPushButton):
            card.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))

    def take(self, path: Path) -> None:
        """Open a workspace, or begin one with a table, a mosaic or a folder of images."""
        drop = meaning(path)
        if drop is Drop.OPEN:
            self.chosen.emit(str(path))
        else:
            self.new_asked.emit(drop.value, str(path))

    def _head(self) -> QHBoxLayout:
        self._mark = QLabel(self)
        name = QLabel("gzlabel", self)
        name.setProperty("role", "display")
        what = QLabel(self.tr("Find the rare galaxies: rate a few, and the model finds the others."), self)
        what.setProperty("role", "title")
        what.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(HALF)
        words.addWidget(name)
        words.addWidget(what)
        row = QHBoxLayout()
        row.setSpacing(WIDE)
        row.addWidget(self._mark)
        row.addLayout(words, stretch=1)
        return row

    def _choices(self) -> QGridLayout:
        cards = (
            self._card(
                "galaxy",
                self.tr("Try it on the Hubble deep field"),
                self.tr("Real galaxies, nothing to download"),
            ),
            self._card(
                "folder", self.tr("Open a workspace"), self.tr("A folder NAME.gzlabel; or drop it here")
            ),
            self._card(
                "table", self.tr("Begin with a table"), self.tr("CSV, FITS, VOTable, Parquet, with images")
            ),
            self._card(
                "mosaic", self.tr("Begin with a mosaic"), self.tr("One image; its galaxies are found in it")
            ),
        )
        acts = (self.demo_asked, self.open_asked, self._on_table, self._on_mosaic)
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for index, (card, act) in enumerate(zip(cards, acts, strict=True)):
            card.clicked.connect(act)
            grid.addWidget(card, index // 2, index % 2)
        return grid

    def _card(self, icon: str, title: str, words: str) -> QPushButton:
        card = self._cards[icon] = QPushButton(f"{title}\n{words}", self)
        card.setProperty("role", "card")
        card.setIconSize(QSize(24, 24))
        card.setMinimumHeight(2 * self._look.pixels() + 3 * WIDE)
        card.setAccessibleName(title)
        card.setAccessibleDescription(words)
        return card

    def _before(self, recent: tuple[Path, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(HALF)
        title = QLabel(self.tr("Opened before"), self)
        title.setProperty("role", "caption")
        column.addWidget(title)
        for path in recent:
            address, name = escape(str(path)), escape(path.stem)
            link = QLabel(f'<a href="{address}" style="text-decoration: none">{name}</a>', self)
            link.setProperty("role", "markup")
            link.setToolTip(plain_tip(str(path)))
            link.setAccessibleName(self.tr("Open {0}").format(path.stem))
            link.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByKeyboard
                | Qt.TextInteractionFlag.LinksAccessibleByMouse
            )
            link.linkActivated.connect(self.chosen)
            column.addWidget(link)
        return column

    def _draw_icons(self) -> None:
        self._mark.setPixmap(self._look.symbol("galaxy", 64, "accent"))
        for icon, card in self._cards.items():
            card.setIcon(self._look.icon(icon, "accent"))
        self.update()

    def _on_table(self) -> None:
        self.new_asked.emit("table", "")

    def _on_mosaic(self) -> None:
        self.new_asked.emit("mosaic", "")
