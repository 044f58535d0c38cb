"""A large thing opened at its first use and then shared, by however many threads ask at once."""

from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

Opened = TypeVar("Opened")


class Once(Generic[Opened]):
    """What ``opening`` returns, asked for once. Copies sent to another process open their own."""

    def __init__(self, opening: Callable[[], Opened]) -> None:
        self._opening = opening
        self._lock = Lock()
        self._value: Opened | None = None

    def get(self) -> Opened:
        """The opened thing; raises what ``opening`` raises, and asks again the next time."""
        with self._lock:
            if self._value is None:
                self._value = self._opening()
            return self._value

    def forget(self) -> Opened | None:
        """Hand the opened thing back, so that it can be closed; the next `get` opens it again."""
        with self._lock:
            value, self._value = self._value, None
        return value

    def __getstate__(self) -> dict[str, Any]:
        return {"opening": self._opening}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["opening"])  # type: ignore[misc]
