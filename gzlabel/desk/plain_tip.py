"""Foreign words in a tooltip: shown to the letter, whatever markup a catalogue, a file's name or a message holds."""

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """What a tooltip shows as ``text``; Qt would follow markup in it, and open the files that it names."""
    return str(Qt.convertFromPlainText(text)) if Qt.mightBeRichText(text) else text
