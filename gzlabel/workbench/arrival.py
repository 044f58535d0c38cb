"""How the page on show came up: whether a key that is pressed now can have been meant for it."""

import math
import time

from gzlabel.workbench.state import Page

_BLINK_S = 0.2
_SIGHT_S = 0.04
"""No eye takes in more galaxies than one in that time, ..."""
_LONGEST_SIGHT_S = 1.0
"""... and none hesitates longer to say that it wants none of a page."""


class Arrival:
    """Told of pages that came without being asked for; those not told of were asked for."""

    def __init__(self) -> None:
        self._unasked_at, self._completed_at, self._after_completed = -math.inf, -math.inf, 0

    def note_unasked(self) -> None:
        """Another page takes the place of one that may be looked at."""
        self._unasked_at = time.monotonic()

    def note_after_completed(self, page: Page) -> None:
        """This page came since everything on the one before was decided."""
        self._completed_at, self._after_completed = time.monotonic(), page.number

    @property
    def is_unseen(self) -> bool:
        """Whether the page took the place of another so lately, unasked, that no eye has seen it yet.

        A key pressed in that moment was meant for what was there before.
        """
        return time.monotonic() - self._unasked_at < _BLINK_S

    def is_taken_in(self, page: Page) -> bool:
        """Whether all of a page can have been seen, where it came since the one before was completed.

        Who ends the page before that means the one before.
        """
        sight_s = min(_SIGHT_S * len(page.rows), _LONGEST_SIGHT_S)
        return page.number != self._after_completed or time.monotonic() - self._completed_at >= sight_s
