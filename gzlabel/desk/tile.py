"""One galaxy as a tile: picture, badge, cursor, selection; also while it loads and where it is broken."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache, QPolygonF

from gzlabel.desk.look import HALF, Look
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


def paint_tile(painter: QPainter, rect: QRectF, tile: Tile, look: Look) -> None:
    """Paint ``tile`` into the square ``rect``."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if tile.complaint:
        _paint_broken(painter, rect, look)
    elif tile.pixmap is None:
        painter.setBrush(look.colour("raised"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    else:
        paint_picture(painter, rect, tile.pixmap, look, dimmed=_is_set_aside(tile))
    if tile.decision is not None:
        paint_badge(painter, rect, tile.decision, look)
    if tile.is_flagged or tile.is_annotated:
        _paint_written(painter, rect, tile, look)
    _paint_frame(painter, rect, tile, look)
    painter.restore()


def paint_picture(
    painter: QPainter, rect: QRectF, pixmap: QPixmap, look: Look, *, dimmed: bool = False
) -> None:
    """Paint a picture, whole, with rounded corners, on the colour of the sky.

    Clipping to rounded corners costs more than all else in a tile, so what was painted once is kept by Qt's cache.
    """
    ratio, sky = painter.device().devicePixelRatioF(), look.colour("sky")
    key = f"{pixmap.cacheKey()} {rect.width()} {rect.height()} {ratio} {sky.name()} {dimmed}"
    finished = QPixmap()
    if not QPixmapCache.find(key, finished):
        finished = _finished(rect.size(), pixmap, sky, ratio, dimmed=dimmed)
        QPixmapCache.insert(key, finished)
    painter.drawPixmap(rect.topLeft(), finished)


def _finished(size: QSizeF, pixmap: QPixmap, sky: QColor, ratio: float, *, dimmed: bool) -> QPixmap:
    finished = QPixmap((size * ratio).toSize().expandedTo(QSize(1, 1)))
    finished.setDevicePixelRatio(ratio)
    finished.fill(Qt.GlobalColor.transparent)
    rect, outline = QRectF(QPointF(0, 0), size), QPainterPath()
    outline.addRoundedRect(rect, _RADIUS, _RADIUS)
    with QPainter(finished) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(outline, sky)
        painter.setClipPath(outline)
        painter.setOpacity(0.35 if dimmed else 1.0)
        scale = min(size.width() / pixmap.width(), size.height() / pixmap.height())
        width, height = pixmap.width() * scale, pixmap.height() * scale
        left, top = rect.center().x() - width / 2, rect.center().y() - height / 2
        painter.drawPixmap(QRectF(left, top, width, height), pixmap, QRectF(pixmap.rect()))
    return finished


def decision_colour(decision: Decision, look: Look) -> QColor:
    """A rating's colour; the muted colour for a skip, an artefact, a "cannot tell"."""
    return look.colour("muted") if decision.rating is None else look.rating_colour(decision.rating)


def paint_badge(painter: QPainter, rect: QRectF, decision: Decision, look: Look) -> None:
    """Paint the decision's mark as a disc in the lower right corner of ``rect``."""
    diameter = min(max(14.0, rect.width() * 0.2), 26.0)
    disc = QRectF(rect.right() - diameter - HALF, rect.bottom() - diameter - HALF, diameter, diameter)
    colour = decision_colour(decision, look)
    painter.setPen(QPen(look.colour("sky"), 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(disc)
    font = look.font(bold=True)
    font.setPixelSize(round(diameter * 0.62))
    painter.setFont(font)
    painter.setPen(look.text_on(colour))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, decision.label)


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
        painter.setPen(QPen(look.colour("accent"), 1.5, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), _RADIUS, _RADIUS)
    if tile.is_current:
        painter.setPen(QPen(look.colour("accent"), 3))
        painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), _RADIUS + 1, _RADIUS + 1)
    elif tile.is_hovered:
        painter.setPen(QPen(look.colour("muted"), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
