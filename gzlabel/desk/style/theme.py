"""The one table of colours: every widget, icon and painted view takes its colours from here."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Theme:
    """Colours as ``#rrggbb``, named by what they are for.

    ``ratings`` holds one colour for each rating 0-5, ordered in lightness so that they stay apart for every
    kind of colour vision. ``is_red`` asks that pictures, too, are shown in red alone, for the dome.
    """

    name: str
    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    warning: str
    error: str
    good: str
    sky: str
    on_sky: str
    ratings: tuple[str, ...]
    is_dark: bool = True
    is_red: bool = False

    def tokens(self) -> dict[str, str]:
        """Names and values of the plain colours, for the style sheet."""
        return {one.name: value for one in fields(self) if isinstance(value := getattr(self, one.name), str)}


_LIGHT = Theme(
    name="light",
    window="#f3f3f1",
    panel="#fbfbfa",
    raised="#e9e9e6",
    line="#d6d6d2",
    text="#1b1d20",
    muted="#5f646b",
    accent="#0b63b5",
    on_accent="#ffffff",
    selection="#d5e4f5",
    warning="#8a5300",
    error="#b3310f",
    good="#00664f",
    sky="#0a0b0e",
    on_sky="#d7dade",
    ratings=("#5a6478", "#3f6c9b", "#2f92a6", "#4fb286", "#b7d04b", "#fde335"),
    is_dark=False,
)

_DARK = Theme(
    name="dark",
    window="#131518",
    panel="#191c20",
    raised="#24282e",
    line="#2e333a",
    text="#e4e6e9",
    muted="#979ea8",
    accent="#6cb0f5",
    on_accent="#08131f",
    selection="#21374d",
    warning="#e8a33d",
    error="#f0764f",
    good="#4cc2a0",
    sky="#08090b",
    on_sky="#d7dade",
    ratings=_LIGHT.ratings,
)

_RED = Theme(
    name="red",
    window="#100202",
    panel="#160303",
    raised="#280605",
    line="#5a100c",
    text="#e04a33",
    muted="#c03826",
    accent="#f4563a",
    on_accent="#120000",
    selection="#340705",
    warning="#e0562c",
    error="#ff5a3c",
    good="#b8382a",
    sky="#000000",
    on_sky="#d4402c",
    ratings=("#3f0a06", "#5c110a", "#7b180f", "#b32b1b", "#d83a24", "#ff5236"),
    is_red=True,
)

THEMES = {theme.name: theme for theme in (_LIGHT, _DARK, _RED)}
SYSTEM = "system"
"""The choice that follows the desktop's light or dark."""
