"""Examples, one a line: names of galaxies, and image files typed or dropped."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class ExampleField(QPlainTextEdit):
    """A few lines of text into which files can be dropped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Examples"))
        self.setPlaceholderText(self.tr("Names of galaxies, one a line. Drop image files here."))
        self.setTabChangesFocus(True)

    @property
    def examples(self) -> tuple[str, ...]:
        """What stands in the lines, blanks left out."""
        lines = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasUrls():
            super().insertFromMimeData(source)
            return
        dropped = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        self.setPlainText("\n".join([*self.examples, *dropped]))
