"""Views beside the page follow a moment later, one at a time, so that no key ever waits for all of them."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from gzlabel.workbench.state import Part

_PAUSE_MS = 120
_BETWEEN_MS = 15


class Follower(Protocol):
    """What every view can do."""

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""


class Unhurried(QObject):
    """Tells its followers what changed since they were told last: a few times a second, each in its turn.

    Parameters
    ----------
    followers
        In the order of their turns.
    tell
        Calls one follower's ``follow``; deals with what it raises.
    """

    def __init__(
        self,
        followers: tuple[Follower, ...],
        tell: Callable[[Follower, frozenset[Part]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tell = tell
        self._news: dict[Follower, set[Part]] = {follower: set() for follower in followers}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)

    def follow(self, parts: frozenset[Part]) -> None:
        """Remember what changed, and tell it soon."""
        for news in self._news.values():
            news |= parts
        if not self._turn.isActive():
            self._turn.start(_PAUSE_MS)

    def catch_up(self) -> None:
        """Tell everything now."""
        while self._tell_next():
            pass

    def _on_turn(self) -> None:
        if self._tell_next():
            self._turn.start(_BETWEEN_MS)

    def _tell_next(self) -> bool:
        """Tell the follower that waits longest; whether others wait."""
        waiting = [follower for follower, news in self._news.items() if news]
        if waiting:
            news = self._news.pop(waiting[0])
            self._news[waiting[0]] = set()
            self._tell(waiting[0], frozenset(news))
        return len(waiting) > 1
