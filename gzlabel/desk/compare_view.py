"""Three galaxies side by side: the nearest that is liked, the one in question, the nearest that is not."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.galaxy_canvas import GalaxyCanvas
from gzlabel.desk.look import HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.viewpoint import Viewpoint
from gzlabel.workbench.kin import Kin
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_BLINK_MS = 450
_MIDDLE = 1


class CompareView(QWidget):
    """Zoomed, moved and measured together; the middle one can blink against another.

    Signals
    -------
    opened()
        A double click on a picture.
    """

    opened = Signal()

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
        self.canvases = [GalaxyCanvas(workbench, look, thumbnails, viewpoint, self) for _ in range(3)]
        self._captions = [ElidedLabel("", self) for _ in self.canvases]
        self._timer = QTimer(self)
        self._timer.setInterval(_BLINK_MS)
        self._timer.timeout.connect(self._on_blink)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(HALF)
        for place, (canvas, caption) in enumerate(zip(self.canvases, self._captions, strict=True)):
            caption.setProperty("role", "caption")
            canvas.opened.connect(self.opened)
            grid.addWidget(caption, 0, place)
            grid.addWidget(canvas, 1, place)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(1, 1)

    @property
    def is_blinking(self) -> bool:
        """Whether the middle picture changes to and fro."""
        return self._timer.isActive()

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed; out of sight nothing is asked."""
        if not self.isVisible():
            return
        row = self._workbench.state.current
        if parts & {Part.PAGE, Part.DECISIONS, Part.INTERESTS}:
            self.canvases[_MIDDLE].show_row(row)
            self.stop_blinking()
            self._ask(row)

    def begin(self) -> None:
        """Compare the current galaxy."""
        row = self._workbench.state.current
        self._kin, self._blinks_soon = None, False
        self.canvases[_MIDDLE].show_row(row)
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
            self._on_blink()
        else:
            self._blinks_soon = self._kin is None

    def stop_blinking(self) -> None:
        """Show the galaxy in question."""
        self._blinks_soon = False
        self._timer.stop()
        self.canvases[_MIDDLE].show_row(self._workbench.state.current)
        self._tell()

    def _ask(self, row: int | None) -> None:
        if row is not None:
            self._workbench.kindred.of(row, self._on_kin)

    def _on_kin(self, kin: Kin) -> None:
        if kin.row == self._workbench.state.current:
            self._kin = kin
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
        middle = self.canvases[_MIDDLE]
        middle.show_row(self._other() if middle.row == self._row else self._row)
        self._tell()

    def _tell(self) -> None:
        liked, disliked = (self._kin.liked, self._kin.disliked) if self._kin else (None, None)
        middle = self.canvases[_MIDDLE].row
        titles = (
            self._titled(self.tr("Nearest liked"), liked),
            self._titled(self.tr("This one") if middle == self._row else self.tr("The other"), middle),
            self._titled(self.tr("Nearest disliked"), disliked),
        )
        for caption, canvas, title in zip(self._captions, self.canvases, titles, strict=True):
            caption.setText(title)
            canvas.setAccessibleName(title)

    def _titled(self, title: str, row: int | None) -> str:
        if row is None:
            return self.tr("{0}: none is rated").format(title)
        return f"{title} · {self._workbench.galaxies.id_of(row)}"
