"""What the desk remembers from one day to the next: look, keys, recent workspaces, where things stood."""

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from gzlabel.desk.style.theme import SYSTEM

_MOST_RECENT = 10


class Memory:
    """Small facts kept with the user, not with a workspace.

    Parameters
    ----------
    settings
        Where they are kept.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def theme(self) -> str:
        """The chosen theme."""
        return str(self._settings.value("look/theme", SYSTEM))

    @property
    def text_scale(self) -> float:
        """The chosen size of text, 1 for the usual."""
        return float(str(self._settings.value("look/text_scale", 1.0)))

    def remember_look(self, theme: str, text_scale: float) -> None:
        """Keep theme and size of text."""
        self._settings.setValue("look/theme", theme)
        self._settings.setValue("look/text_scale", text_scale)

    @property
    def frame_follows_mouse(self) -> bool:
        """Whether a key decides on the galaxy under the mouse."""
        return str(self._settings.value("mouse/frame_follows", "no")) == "yes"

    def remember_frame_follows_mouse(self, wanted: bool) -> None:
        """Keep whether a key decides on the galaxy under the mouse."""
        self._settings.setValue("mouse/frame_follows", "yes" if wanted else "no")

    @property
    def language(self) -> str:
        """The chosen language."""
        return str(self._settings.value("language", SYSTEM))

    def remember_language(self, choice: str) -> None:
        """Keep the language."""
        self._settings.setValue("language", choice)

    @property
    def told_report(self) -> str:
        """Name of the newest report of a hard end that the user was told of."""
        return str(self._settings.value("told_report", ""))

    def remember_told_report(self, name: str) -> None:
        """Keep which report the user was told of."""
        self._settings.setValue("told_report", name)

    @property
    def key_changes(self) -> dict[str, tuple[str, ...]]:
        """The user's own shortcuts by command id; empty where they cannot be read."""
        try:
            found = json.loads(str(self._settings.value("keys", "{}")))
            return {str(name): tuple(str(key) for key in keys) for name, keys in found.items()}
        except (ValueError, AttributeError, TypeError):
            return {}

    def remember_keys(self, changes: dict[str, tuple[str, ...]]) -> None:
        """Keep the user's own shortcuts."""
        self._settings.setValue("keys", json.dumps(changes))

    @property
    def recent(self) -> tuple[Path, ...]:
        """Workspaces opened before that are still there, newest first."""
        paths = (Path(line) for line in str(self._settings.value("recent", "")).splitlines())
        return tuple(path for path in paths if path.is_dir())

    def remember_workspace(self, path: Path) -> None:
        """Put a workspace first among the recent ones."""
        others = [other for other in self.recent if other != path.absolute()]
        lines = [str(one) for one in (path.absolute(), *others)]
        self._settings.setValue("recent", "\n".join(lines[:_MOST_RECENT]))

    def tab(self, workspace: Path) -> str:
        """Which tab was in front in one workspace; empty if never."""
        return str(self._settings.value(_key(workspace, "tab"), ""))

    def remember_tab(self, workspace: Path, name: str) -> None:
        """Keep which tab is in front."""
        self._settings.setValue(_key(workspace, "tab"), name)

    def shape(self, workspace: Path, name: str) -> QByteArray:
        """How a window or splitter was left in one workspace; empty if never."""
        found = self._settings.value(_key(workspace, name))
        return found if isinstance(found, QByteArray) else QByteArray()

    def remember_shape(self, workspace: Path, name: str, shape: QByteArray) -> None:
        """Keep how a window or splitter is left."""
        self._settings.setValue(_key(workspace, name), shape)


def _key(workspace: Path, name: str) -> str:
    place = str(workspace.absolute()).replace("/", "|").replace("\\", "|")
    return f"shapes/{place}/{name}"
