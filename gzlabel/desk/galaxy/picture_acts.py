"""What commands do with the largest picture in sight."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gzlabel.desk.window import DeskWindow


class PictureActs:
    """Zooms, turns, measures, compares."""

    def __init__(self, window: "DeskWindow") -> None:
        self._window = window

    def zoom(self, steps: int) -> None:
        """Closer for positive ``steps``."""
        self._window.views.viewpoint.zoom_by(steps)

    def see_whole(self) -> None:
        """The whole picture."""
        self._window.views.viewpoint.see_whole()

    def see_pixels(self) -> None:
        """Its pixels, eight times as large as the screen's."""
        self._window.picture.see_pixels()

    def turn_north_up(self) -> None:
        """North up and east left, or as the pictures come."""
        self._window.views.viewpoint.turn_north_up()

    def measure(self) -> None:
        """Take up the ruler, which arrows lead until the mouse does; or lay it down."""
        self._window.views.viewpoint.measure()
        if self._window.views.viewpoint.is_measuring:
            self._window.picture.setFocus()
        else:
            self._window.arrangement.take_keyboard()

    def compare(self) -> None:
        """The nearest liked and disliked beside the current galaxy, or the galaxy alone."""
        arrangement, single = self._window.arrangement, self._window.views.single
        is_comparing = single.is_comparing
        arrangement.show_single(True)
        arrangement.show_compared(not is_comparing)

    def blink(self) -> None:
        """Blink with the selected galaxy, or the nearest liked."""
        arrangement, single = self._window.arrangement, self._window.views.single
        if not single.is_comparing:
            arrangement.show_single(True)
            arrangement.show_compared(True)
        single.compare.blink()

    def invert(self) -> None:
        """Dark galaxies on a white sky, or back."""
        stretch = self._window.workbench.state.stretch
        self._window.workbench.stretch.change({"invert": not (stretch is not None and stretch.invert)})
