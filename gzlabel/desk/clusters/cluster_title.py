"""What a cluster is called on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from gzlabel.desk.words.language import translated

_BY_NUMBER = "cluster "


def cluster_title(name: str) -> str:
    """The name that a person gave it; a number's word in the user's language."""
    number = _number_in(name)
    return translated("cluster {0}").format(number) if number else name


def fitting_title(name: str, metrics: QFontMetrics, room_px: int) -> str:
    """`cluster_title` in so much room; of a number only its word is left out, for it tells clusters apart."""
    title, number = cluster_title(name), _number_in(name)
    if number and metrics.horizontalAdvance(title) > room_px:
        title = number
    return metrics.elidedText(title, Qt.TextElideMode.ElideRight, room_px)


def _number_in(name: str) -> str:
    number = name.removeprefix(_BY_NUMBER)
    return number if number != name and number.isdigit() else ""
