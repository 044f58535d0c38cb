"""The views of the map one has been at, to go back to and forward again."""

from gzlabel.atlas import View

_MOST = 100


class ViewHistory:
    """Where the map was looked at, in order; looking elsewhere forgets what lay ahead."""

    def __init__(self) -> None:
        self._views: list[View] = []
        self._place = -1

    def visit(self, view: View) -> None:
        """Remember that the map came to rest at ``view``."""
        if self._place >= 0 and self._views[self._place] == view:
            return
        self._views = [*self._views[: self._place + 1], view][-_MOST:]
        self._place = len(self._views) - 1

    def step(self, step: int) -> View | None:
        """The view before (-1) or after (1) the present one; None where there is none."""
        place = self._place + step
        if not 0 <= place < len(self._views):
            return None
        self._place = place
        return self._views[place]

    def amend(self, view: View) -> None:
        """The present view is this one, as where the map has another shape by now."""
        self._views[self._place] = view

    def forget(self) -> None:
        """Begin anew, as on another map."""
        self._views, self._place = [], -1
