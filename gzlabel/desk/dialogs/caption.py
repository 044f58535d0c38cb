"""Small words that explain what stands above them."""

from PySide6.QtWidgets import QLabel, QWidget


class Caption(QLabel):
    """Broken into lines as the dialog is wide."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setProperty("role", "caption")
