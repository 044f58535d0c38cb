"""The help pages of `resources/help`, and every key, in a window of their own."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QTextBrowser, QWidget

from gzlabel.desk.command import shown_key
from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.keys.keymap import Keys
from gzlabel.desk.outside import open_outside
from gzlabel.desk.style.look import GAP
from gzlabel.desk.words.language import help_page, translated

_PAGES = ("tour", "method")
_LINE_PERCENT = 120


class HelpWindow(QDialog):
    """Tour, keys, method."""

    def __init__(self, keyboard: Keyboard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 640)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Help"))
        self._keyboard = keyboard
        self._tour, self._keys, self._method = (
            self._page(title) for title in (self.tr("The tour"), self.tr("Keys"), self.tr("The method"))
        )
        keyboard.changed.connect(self._tell)
        self._tell()
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP, GAP, GAP)
        row.addWidget(self.tabs)

    def _page(self, title: str) -> QTextBrowser:
        page = QTextBrowser(self)
        page.setOpenLinks(False)
        page.anchorClicked.connect(self._on_link)
        page.setAccessibleName(title)
        self.tabs.addTab(page, title)
        return page

    def _tell(self) -> None:
        tour, method = (help_page(name).read_text(encoding="utf-8") for name in _PAGES)
        self._tour.setMarkdown(self._keyboard.retold(tour))
        self._keys.setMarkdown(keys_page(self._keyboard.keys))
        self._method.setMarkdown(method)
        for page in (self._tour, self._keys, self._method):
            _give_air(page)

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            open_outside(url)


def _give_air(page: QTextBrowser) -> None:
    """Markdown comes without space between its paragraphs."""
    block = page.document().begin()
    while block.isValid():
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(GAP)
        spaced.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(block).mergeBlockFormat(spaced)
        block = block.next()


def keys_page(keys: Keys) -> str:
    """Every command with its key and its sentence, as Markdown, from the table."""
    lines: list[str] = []
    for menu in MENUS:
        head = (translated(word) for word in ("key", "command", "what it does"))
        lines += [f"## {translated(menu)}", "", f"| {' | '.join(head)} |", "|---|---|---|"]
        for command in COMMANDS:
            if command.menu == menu:
                key = shown_key(keys.get(command.id, ())).replace("|", "\\|")
                lines.append(f"| **{key}** | {command.text} | {command.help} |")
        lines.append("")
    return "\n".join(lines)
