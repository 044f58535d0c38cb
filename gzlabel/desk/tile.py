"""One galaxy as a tile: picture, badge, cursor, selection; also while it loads and where it is broken."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QPixmapCache, QPolygonF

from gzlabel.desk.badge import paint_badge_on
from gzlabel.desk.style.look import HALF, Look
from gzlabel.workbench.state import Decision

_RADIUS = 4.0


@dataclass(frozen=True)
class Tile:
    """What one tile shows. ``complaint`` is why there is no picture; ``pixmap`` None means: on its way."""

    pixmap: QPixmap | None = None
    complaint: str = ""
    decision: Decision | None = None
    is_current: bool = False
    is_selected: bool = False
    is_hovered: bool = False
    is_flagged: bool = False
    is_annotated: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether anything lies over its picture and badge."""
        return self.is_current or self.is_selected or self.is_hovered or self.is_flagged or self.is_annotated


def with_frame(rect: QRectF) -> QRect:
    """What is to be painted anew where the tile in ``rect`` or the frame around it changes."""
    return rect.toAlignedRect().adjusted(-4, -4, 4, 4)


def paint_tile(painter: QPainter, rect: QRectF, tile: Tile, look: Look) -> None:
    """Paint ``tile`` into the square ``rect``."""
    if tile.pixmap is not None and not tile.complaint:
        painter.drawPixmap(rect.topLeft(), _face(painter, rect, tile, tile.pixmap, look))
    else:
        _paint_without_picture(painter, rect, tile, look)
    if tile.is_marked:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tile.is_flagged or tile.is_annotated:
            _paint_written(painter, rect, tile, look)
        _paint_frame(painter, rect, tile, look)
        painter.restore()


def prepare_tile(size: QSizeF, pixmap: QPixmap, look: Look, ratio: float) -> None:
    """Paint the face of a galaxy that nobody has decided on, before its tile of ``size`` is shown."""
    _bare(size, pixmap, look, ratio, is_faint=False)


def _face(painter: QPainter, rect: QRectF, tile: Tile, pixmap: QPixmap, look: Look) -> QPixmap:
    """The picture, whole, with rounded corners, on the colour of the sky, and the decision's badge.

    Shrinking pictures, clipping to rounded corners and shaping letters cost more than all else in a tile, and every
    call of Qt waits for the model's threads: what was painted once is kept by Qt's cache, without a badge too.
    """
    size, ratio = rect.size(), painter.device().devicePixelRatioF()
    decision = tile.decision

    def bare() -> QPixmap:
        return _bare(size, pixmap, look, ratio, is_faint=_is_set_aside(tile))

    if decision is None:
        return bare()
    key = f"{_place(size, pixmap, look, ratio)} {decision.label}"
    return _kept(key, lambda: _with_badge(bare(), size, decision, look))


def _bare(size: QSizeF, pixmap: QPixmap, look: Look, ratio: float, *, is_faint: bool) -> QPixmap:
    key = f"{_place(size, pixmap, look, ratio)} {is_faint}"
    return _kept(key, lambda: _bare_face(size, pixmap, look, ratio, is_faint=is_faint))


def _place(size: QSizeF, pixmap: QPixmap, look: Look, ratio: float) -> str:
    return f"{pixmap.cacheKey()} {size.width()} {size.height()} {ratio} {look.theme.name}"


def _kept(key: str, paint: Callable[[], QPixmap]) -> QPixmap:
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = paint()
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _bare_face(size: QSizeF, pixmap: QPixmap, look: Look, ratio: float, *, is_faint: bool) -> QPixmap:
    face = QPixmap((size * ratio).toSize().expandedTo(QSize(1, 1)))
    face.setDevicePixelRatio(ratio)
    face.fill(Qt.GlobalColor.transparent)
    rect, outline = QRectF(QPointF(0, 0), size), QPainterPath()
    outline.addRoundedRect(rect, _RADIUS, _RADIUS)
    with QPainter(face) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(outline, look.colour("sky"))
        painter.setClipPath(outline)
        painter.setOpacity(0.35 if is_faint else 1.0)
        scale = min(size.width() / pixmap.width(), size.height() / pixmap.height())
        width, height = pixmap.width() * scale, pixmap.height() * scale
        left, top = rect.center().x() - width / 2, rect.center().y() - height / 2
        painter.drawPixmap(QRectF(left, top, width, height), pixmap, QRectF(pixmap.rect()))
    return face


def _with_badge(bare: QPixmap, size: QSizeF, decision: Decision, look: Look) -> QPixmap:
    face = bare.copy()
    with QPainter(face) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge_on(painter, QRectF(QPointF(0, 0), size), decision, look)
    return face


def _paint_without_picture(painter: QPainter, rect: QRectF, tile: Tile, look: Look) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tile.complaint:
        _paint_broken(painter, rect, look)
    else:
        painter.setBrush(look.colour("raised"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    if tile.decision is not None:
        paint_badge_on(painter, rect, tile.decision, look)
    painter.restore()


def _paint_written(painter: QPainter, rect: QRectF, tile: Tile, look: Look) -> None:
    """A pennant in the upper right corner of what is flagged, hollow for what only carries words."""
    side = min(max(12.0, rect.width() * 0.16), 22.0)
    right, top = rect.right() - HALF, rect.top() + HALF
    pennant = QPolygonF(
        [QPointF(right, top), QPointF(right - side, top + side * 0.35), QPointF(right, top + side * 0.7)]
    )
    painter.setPen(QPen(look.colour("accent"), 1.5))
    painter.setBrush(look.colour("accent" if tile.is_flagged else "sky"))
    painter.drawPolygon(pennant)
    painter.drawLine(QPointF(right, top), QPointF(right, top + side))


def _is_set_aside(tile: Tile) -> bool:
    return tile.decision is not None and tile.decision.rating is None


def _paint_broken(painter: QPainter, rect: QRectF, look: Look) -> None:
    painter.setBrush(look.colour("raised"))
    painter.setPen(QPen(look.colour("line"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    size = round(min(max(16.0, rect.width() * 0.25), 48.0))
    symbol = look.symbol("broken", size, "muted")
    painter.drawPixmap(QPointF(rect.center().x() - size / 2, rect.center().y() - size / 2), symbol)


def _paint_frame(painter: QPainter, rect: QRectF, tile: Tile, look: Look) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if tile.is_selected:
        for colour, style in (("on_sky", Qt.PenStyle.SolidLine), ("accent", Qt.PenStyle.DotLine)):
            painter.setPen(QPen(look.colour(colour), 2, style))
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), _RADIUS, _RADIUS)
    if tile.is_current:
        painter.setPen(QPen(look.colour("accent"), 3))
        painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), _RADIUS + 1, _RADIUS + 1)
    elif tile.is_hovered:
        painter.setPen(QPen(look.colour("muted"), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
