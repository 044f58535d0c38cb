"""Icons drawn for this program: 16-unit SVG outlines in ``currentColor``, coloured when they are drawn."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gzlabel.assets import asset

_SIZES_PX = (16, 20, 24, 32, 48, 64)
_DISABLED_OPACITY = 0.35


def drawn(name: str, colour: QColor) -> QIcon:
    """Icon ``resources/icons/<name>.svg`` in one colour, paler where disabled."""
    picture = asset(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(picture.encode()))
    icon = QIcon()
    for size in _SIZES_PX:
        icon.addPixmap(_render(renderer, size, 1.0), QIcon.Mode.Normal)
        icon.addPixmap(_render(renderer, size, _DISABLED_OPACITY), QIcon.Mode.Disabled)
    return icon


def _render(renderer: QSvgRenderer, size_px: int, opacity: float) -> QPixmap:
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setOpacity(opacity)
        renderer.render(painter, QRectF(0, 0, size_px, size_px))
    return pixmap
