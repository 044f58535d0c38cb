"""Galaxies side by side: the one in question between the nearest liked and disliked, or among the selected."""

import math
from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.galaxy.galaxy_canvas import GalaxyCanvas
from gzlabel.desk.galaxy.viewpoint import Viewpoint
from gzlabel.desk.style.look import HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.workbench.kin import Kin
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_BLINK_MS = 450
_OF_KIN, _FEWEST, _MOST = 3, 2, 9
_MIDDLE = 1


class CompareView(QWidget):
    """Zoomed and moved in step; the one in question can blink against another.

    Two to nine selected galaxies stand beside it in the place of its nearest.

    Signals
    -------
    opened()
        A double click on a picture.
    let_go()
        The mouse took over from the keyboard.
    """

    opened = Signal()
    let_go = Signal()

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        viewpoint: Viewpoint,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._kin: Kin | None = None
        self._blinks_soon = False
        self._n_shown = self._n_columns = _OF_KIN
        self._selected: tuple[int, ...] = ()
        self._make = partial(GalaxyCanvas, workbench, look, thumbnails, viewpoint)
        self.canvases: list[GalaxyCanvas] = []
        self._captions: list[ElidedLabel] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_BLINK_MS)
        self._timer.timeout.connect(self._on_blink)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(HALF)
        self._lay_out(_OF_KIN)

    @property
    def is_blinking(self) -> bool:
        """Whether the middle picture changes to and fro."""
        return self._timer.isActive()

    @property
    def middle(self) -> GalaxyCanvas:
        """Where the galaxy in question is."""
        return self.canvases[_MIDDLE]

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed; out of sight nothing is asked."""
        if not self.isVisible():
            return
        row = self._workbench.state.current
        if parts & {Part.PAGE, Part.DECISIONS, Part.INTERESTS}:
            self.middle.show_row(row)
            self.stop_blinking()
            self._ask(row)

    def begin(self) -> None:
        """Compare the current galaxy."""
        row, selected = self._workbench.state.current, self._workbench.state.selection.tolist()
        self._kin, self._blinks_soon = None, False
        others = tuple(one for one in selected if one != row)
        self._selected = others if _FEWEST <= len(selected) <= _MOST else ()
        self._lay_out(1 + len(self._selected) if self._selected else _OF_KIN)
        self.middle.show_row(row)
        self._show_selected()
        self._tell()
        self._ask(row)

    def blink(self) -> None:
        """Let the middle picture change to and fro with another, or stop it.

        The other is the selected galaxy where one is selected, else the nearest liked, else the nearest disliked;
        where those are not known yet, it begins once they are.
        """
        if self.is_blinking:
            self.stop_blinking()
        elif self._other() is not None:
            self._timer.start()
            self._show_places([_MIDDLE])
            self._on_blink()
        else:
            self._blinks_soon = self._kin is None

    def stop_blinking(self) -> None:
        """Show the galaxy in question."""
        self._blinks_soon = False
        self._timer.stop()
        self._show_places(range(self._n_shown))
        self.middle.show_row(self._workbench.state.current)
        self._tell()

    def _ask(self, row: int | None) -> None:
        if row is not None:
            self._workbench.kindred.of(row, self._on_kin)

    def _on_kin(self, kin: Kin) -> None:
        if kin.row == self._workbench.state.current:
            self._kin = kin
            if not self._selected:
                self.canvases[0].show_row(kin.liked)
                self.canvases[2].show_row(kin.disliked)
            self._tell()
            if self._blinks_soon:
                self._blinks_soon = False
                self.blink()

    def _other(self) -> int | None:
        selected = [row for row in self._workbench.state.selection.tolist() if row != self._row]
        if len(selected) == 1:
            return int(selected[0])
        if self._kin is None:
            return None
        return self._kin.liked if self._kin.liked is not None else self._kin.disliked

    @property
    def _row(self) -> int | None:
        return self._workbench.state.current

    def _on_blink(self) -> None:
        self.middle.show_row(self._other() if self.middle.row == self._row else self._row)
        self._tell()

    def _tell(self) -> None:
        middle = self.middle.row
        this_one = self._titled(self.tr("This one") if middle == self._row else self.tr("The other"), middle)
        if self._selected:
            first, *others = (self._titled(self.tr("Selected"), row) for row in self._selected)
        else:
            liked, disliked = (self._kin.liked, self._kin.disliked) if self._kin else (None, None)
            first = self._titled(self.tr("Nearest liked"), liked)
            others = [self._titled(self.tr("Nearest disliked"), disliked)]
        for caption, canvas, title in zip(
            self._captions, self.canvases, (first, this_one, *others), strict=False
        ):
            caption.setText(title)
            canvas.setAccessibleName(title)

    def _show_selected(self) -> None:
        for place, row in zip(self._places_beside(), self._selected, strict=False):
            self.canvases[place].show_row(row)

    def _places_beside(self) -> list[int]:
        return [place for place in range(len(self.canvases)) if place != _MIDDLE]

    def _lay_out(self, n_shown: int) -> None:
        """Give so many pictures a place, in as square an arrangement as suits; the other ones are hidden."""
        while len(self.canvases) < n_shown:
            self.canvases.append(self._make(self))
            self._captions.append(ElidedLabel("", self))
            self._captions[-1].setProperty("role", "caption")
            self.canvases[-1].opened.connect(self.opened)
            self.canvases[-1].let_go.connect(self.let_go)
            if len(self.canvases) - 1 != _MIDDLE:
                self.canvases[-1].setFocusPolicy(Qt.FocusPolicy.NoFocus)
        n_columns = n_shown if n_shown <= _OF_KIN else math.ceil(math.sqrt(n_shown))
        for place, (canvas, caption) in enumerate(zip(self.canvases, self._captions, strict=True)):
            line, column = divmod(place, n_columns)
            self._grid.addWidget(caption, 2 * line, column)
            self._grid.addWidget(canvas, 2 * line + 1, column)
        self._n_shown, self._n_columns = n_shown, n_columns
        self._show_places(range(n_shown))

    def _show_places(self, shown: Collection[int]) -> None:
        """Share the whole room among the pictures at these places; what blinks has it to itself."""
        for place, (canvas, caption) in enumerate(zip(self.canvases, self._captions, strict=True)):
            canvas.setVisible(place in shown)
            caption.setVisible(place in shown)
        lines, columns = zip(*(divmod(place, self._n_columns) for place in shown), strict=True)
        for one in range(_MOST + 1):
            self._grid.setColumnStretch(one, int(one in columns))
            self._grid.setRowStretch(2 * one + 1, int(one in lines))

    def _titled(self, title: str, row: int | None) -> str:
        if row is None:
            return self.tr("{0}: none is rated").format(title)
        return f"{title} · {self._workbench.galaxies.id_of(row)}"
