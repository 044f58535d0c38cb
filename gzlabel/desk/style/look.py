"""How everything looks at this moment: theme, type scale, icons. One object, handed to every view."""

from collections.abc import Sequence
from string import Template

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from gzlabel.assets import asset
from gzlabel.desk.style.icons import drawn
from gzlabel.desk.style.sheet_icons import SheetIcons
from gzlabel.desk.style.theme import SYSTEM, THEMES, Theme

HALF, GAP, WIDE = 4, 8, 16
"""The only distances: pixels between things that belong together, neighbours, groups."""

_SCALE = {"small": 0.85, "body": 1.0, "title": 1.15, "headline": 1.6, "display": 2.2}
_BODY_PX, _ICON_MORE_PX = 13, 3


class Look(QObject):
    """The theme in force and what is drawn from it.

    Signals
    -------
    changed
        Another theme or text size; whoever paints repaints.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._choice, self._text_scale = SYSTEM, 1.0
        self._sheet_icons = SheetIcons()
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._colours: dict[tuple[str, float], QColor] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._theme = self._theme_of_choice()
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def choice(self) -> str:
        """What the user chose: a theme's name, or "system"."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        return self._theme

    @property
    def text_scale(self) -> float:
        """1 is the usual size of text, 2 is 200%."""
        return self._text_scale

    def choose(self, choice: str, text_scale: float | None = None) -> None:
        """Use another theme ("system", "light", "dark", "red") and size of text."""
        self._choice = choice if choice in THEMES else SYSTEM
        if text_scale is not None:
            self._text_scale = min(max(text_scale, 0.75), 2.0)
        self._apply()

    def pixels(self, role: str = "body") -> int:
        """Height in pixels of text of one role of the type scale."""
        return max(8, round(_BODY_PX * _SCALE[role] * self._text_scale))

    def font(self, role: str = "body", *, bold: bool = False) -> QFont:
        """Font of one role of the type scale."""
        if (role, bold) not in self._fonts:
            font = self._fonts[role, bold] = QFont(self._application.font())
            font.setPixelSize(self.pixels(role))
            font.setBold(bold)
        return QFont(self._fonts[role, bold])

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """One of the theme's colours by name."""
        if (token, alpha) not in self._colours:
            colour = self._colours[token, alpha] = QColor(str(getattr(self.theme, token)))
            colour.setAlphaF(alpha)
        return QColor(self._colours[token, alpha])

    def mapped(self, rgb: Sequence[int]) -> QColor:
        """A colour of the map, in red alone where the theme asks for that."""
        red, green, blue = rgb
        return (
            QColor(round(0.3 * red + 0.55 * green + 0.15 * blue), 0, 0) if self.theme.is_red else QColor(*rgb)
        )

    def rating_colour(self, rating: int) -> QColor:
        """Colour of a rating 0-5."""
        return QColor(self.theme.ratings[rating])

    def text_on(self, background: QColor) -> QColor:
        """A colour for text that can be read on ``background``."""
        light = QColor(self.theme.ratings[-1] if self.theme.is_red else "#ffffff")
        return max((light, QColor("#0a0000")), key=lambda colour: contrast(colour, background))

    def icon(self, name: str, token: str = "text") -> QIcon:
        """An icon of `resources/icons` in one of the theme's colours."""
        key = (name, str(getattr(self.theme, token)))
        if key not in self._icons:
            self._icons[key] = drawn(name, QColor(key[1]))
        return self._icons[key]

    def symbol(self, name: str, size_px: int, token: str = "text") -> QPixmap:
        """The same as a pixmap, sharp on this screen."""
        return self.icon(name, token).pixmap(QSize(size_px, size_px), self._application.devicePixelRatio())

    def _on_system_changed(self) -> None:
        if self._choice == SYSTEM:
            self._apply()

    def _theme_of_choice(self) -> Theme:
        if self._choice != SYSTEM:
            return THEMES[self._choice]
        is_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return THEMES["dark" if is_dark else "light"]

    def _apply(self) -> None:
        self._theme = self._theme_of_choice()
        self._fonts.clear()
        self._colours.clear()
        self._application.setFont(self.font())
        self._application.setPalette(self._palette())
        sheet = Template(asset("style/desk.qss").read_text(encoding="utf-8"))
        sizes = {f"{role}_px": str(self.pixels(role)) for role in _SCALE}
        body_px = self.pixels()
        sizes |= {"line_px": str(round(1.4 * body_px)), "icon_px": str(body_px + _ICON_MORE_PX)}
        sizes |= {"arrow_px": str(round(0.75 * body_px)), "step_px": str(round(1.5 * body_px))}
        sizes |= _marks(body_px)
        icons = {
            "arrow_down": self._sheet_icons.path("arrow-down", self.theme.muted),
            "arrow_up": self._sheet_icons.path("arrow-up", self.theme.muted),
            "clear": self._sheet_icons.path("close", self.theme.muted),
            "tick": self._sheet_icons.path("tick", self.theme.on_accent),
        }
        self._application.setStyleSheet(sheet.substitute(self.theme.tokens(), **sizes, **icons))
        self.changed.emit()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        tokens = {
            role.Window: "window",
            role.WindowText: "text",
            role.Base: "panel",
            role.AlternateBase: "window",
            role.Text: "text",
            role.Button: "raised",
            role.ButtonText: "text",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.PlaceholderText: "muted",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.Link: "accent",
            role.Mid: "line",
            role.Accent: "accent",
        }
        palette = QPalette(self.colour("raised"), self.colour("window"))
        for which, token in tokens.items():
            palette.setColor(which, self.colour(token))
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, self.colour("muted", 0.6))
        return palette


def _marks(body_px: int) -> dict[str, str]:
    """Sizes of the boxes and circles to tick, which grow with the words beside them."""
    mark_px = round(1.1 * body_px)
    return {"mark_px": str(mark_px), "round_px": str((mark_px + 2) // 2)}


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two colours, 1 to 21, as the Web Content Accessibility Guidelines 2.2 define it."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
