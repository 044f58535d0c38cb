"""Views beside the page follow a moment later, one at a time, so that no key ever waits for all of them."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from gzlabel.workbench.state import Part

_PAUSE_MS = 120
_LONGEST_MS = 400
_BETWEEN_MS = 15


class Follower(Protocol):
    """What every view can do."""

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""


class Unhurried(QObject):
    """Tells its followers what changed since they were told last: when the hand rests, each in its turn.

    Where news come without a rest, they are told a few times a second.

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
        self._waiting: list[Follower] = []
        self._turn, self._longest = QTimer(self), QTimer(self)
        for timer in (self._turn, self._longest):
            timer.setSingleShot(True)
            timer.timeout.connect(self._on_turn)

    def follow(self, parts: frozenset[Part]) -> None:
        """Remember what changed, and tell it soon."""
        for news in self._news.values():
            news |= parts
        if not self._waiting:
            self._wait_for_rest()

    def catch_up(self) -> None:
        """Tell everything now."""
        self._waiting = [follower for follower, news in self._news.items() if news]
        while self._waiting:
            self._tell_next()

    def _wait_for_rest(self) -> None:
        self._turn.start(_PAUSE_MS)
        if not self._longest.isActive():
            self._longest.start(_LONGEST_MS)

    def _on_turn(self) -> None:
        self._turn.stop()
        self._longest.stop()
        if not self._waiting:
            self._waiting = [follower for follower, news in self._news.items() if news]
        if self._waiting:
            self._tell_next()
        if self._waiting:
            self._turn.start(_BETWEEN_MS)
        elif any(self._news.values()):
            self._wait_for_rest()

    def _tell_next(self) -> None:
        follower = self._waiting.pop(0)
        news, self._news[follower] = self._news[follower], set()
        self._tell(follower, frozenset(news))
