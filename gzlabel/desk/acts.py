"""What a command does where one verb of the workbench is not enough: views, dialogs, several verbs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gzlabel.desk.dropped import is_picture
from gzlabel.desk.galaxy.picture_acts import PictureActs
from gzlabel.desk.map.acts import MapActs
from gzlabel.desk.search_acts import SearchActs
from gzlabel.desk.style.theme import SYSTEM, THEMES
from gzlabel.workbench.state import Notice
from gzlabel.workspace import Annotation

if TYPE_CHECKING:
    from gzlabel.desk.clusters.clusters_panel import ClustersPanel
    from gzlabel.desk.dialogs.dialogs import Dialogs
    from gzlabel.desk.map.panel import MapPanel
    from gzlabel.desk.page.grid import ThumbnailGrid
    from gzlabel.desk.window import DeskWindow
    from gzlabel.workbench.workbench import Workbench

_PAGE_SIZES = (1, 4, 6, 9, 12, 16, 24, 36, 49, 64, 81, 100)
_TEXT_STEP = 1.1


class Acts:
    """Handed to every command.

    Parameters
    ----------
    window
        Whose views are acted on.
    """

    def __init__(self, window: "DeskWindow") -> None:
        self._window = window
        self.workbench: Workbench = window.workbench
        self.grid: ThumbnailGrid = window.views.grid
        self.map: MapPanel = window.views.map
        self.clusters: ClustersPanel = window.views.clusters
        self.dialogs: Dialogs = window.dialogs
        self.on_map: MapActs = MapActs(window)
        self.picture: PictureActs = PictureActs(window)
        self.searches: SearchActs = SearchActs(window)

    # Rating and looking

    def decide(self, verb: Callable[[], object]) -> None:
        """Decide on the current galaxy; where another one blinks in its place, show it instead."""
        if self._window.is_current_in_sight:
            verb()
        else:
            self._window.views.single.compare.stop_blinking()

    def rate_selection(self, rating: int) -> None:
        """Rate every selected galaxy."""
        self.workbench.decisions.rate_rows(self.workbench.state.selection, rating)

    def move_rows(self, n_rows: int) -> None:
        """Move the cursor up or down the page."""
        self.workbench.move(n_rows * self.grid.n_columns)

    def toggle_single(self) -> None:
        """To the single view, or back to the page."""
        self._window.arrangement.show_single(not self._window.arrangement.is_single)

    def step_recent(self, step: int) -> None:
        """Back through the recent decisions for positive ``step``, forth again for negative."""
        recent = [one.row for one in self.workbench.state.recent]
        present = self.workbench.state.current
        place = recent.index(present) if present in recent else -1
        if 0 <= place + step < len(recent):
            self.workbench.go_to(recent[place + step])
        elif place + step < 0:
            self.workbench.come_back()

    def clear(self) -> None:
        """Say nothing of the current galaxy any longer."""
        row = self.workbench.state.current
        if row is not None and row in self.workbench.state.decisions:
            self.workbench.decisions.clear(row)

    def show_similar(self) -> None:
        """Offer what is most like the current galaxy."""
        row = self.workbench.state.current
        if row is not None:
            self.workbench.show_similar(row)

    def take_dropped(self, paths: list[Path]) -> None:
        """Show the galaxies whose pictures were dropped; leave for anything else that was."""
        if not all(is_picture(path) for path in paths):
            self._window.left.emit(str(next(path for path in paths if not is_picture(path))))
            return
        found = [self.workbench.galaxies.find_id(path.stem) for path in paths]
        self.workbench.show_rows([row for row in found if row is not None], "dropped pictures")

    def select_page(self) -> None:
        """Select the galaxies of the page."""
        self.workbench.select(self.workbench.state.page.rows)

    def show_selection(self) -> None:
        """Offer the selected galaxies."""
        self.workbench.show_rows(self.workbench.state.selection, "the selection")

    def step_back(self) -> None:
        """Undo the last step of looking: a tool and what it selected, a galaxy beside the page, and so on.

        The keyboard is with the page again.
        """
        was_elsewhere = not self._window.arrangement.has_keyboard
        self._window.arrangement.take_keyboard()
        if self.on_map.has_tool:
            self.on_map.lay_down()
            self.workbench.select([])
        elif self._window.views.viewpoint.is_measuring:
            self._window.views.viewpoint.measure()
        elif self.workbench.state.aside is not None:
            self.workbench.come_back()
        elif self._window.arrangement.is_single:
            self._window.arrangement.show_single(False)
        elif not was_elsewhere:
            self.workbench.select([])

    def find(self) -> None:
        """Go to a galaxy by its name."""
        name = self.dialogs.ask(
            self._window.tr("Go to a galaxy"), self._window.tr("Its name in your catalogue:")
        )
        row = self.workbench.galaxies.find_id(name) if name else None
        if row is not None:
            self.workbench.go_to(row)

    # Writing on galaxies

    def flag(self) -> None:
        """Flag the current galaxy to be looked at again, or no longer."""
        row = self.workbench.state.current
        if row is not None:
            self.workbench.annotations.flag([row])

    def show_flagged(self) -> None:
        """Offer every flagged galaxy."""
        rows, tr = self.workbench.annotations.flagged, self._window.tr
        self._offer(rows, "flagged to look again", tr("No galaxy is flagged to look again."))

    def write_note(self) -> None:
        """Write on the current galaxy."""
        row = self.workbench.state.current
        if row is not None:
            written = self.workbench.state.annotations.get(row, Annotation())
            tr = self._window.tr
            note = self.dialogs.ask_or_none(tr("Note"), tr("On this galaxy, in your words:"), written.note)
            if note is not None:
                self.workbench.annotations.note(row, note)

    def write_tags(self) -> None:
        """Tag the selection, or the current galaxy."""
        state, tr = self.workbench.state, self._window.tr
        rows = state.selection.tolist() or [row for row in (state.current,) if row is not None]
        if rows:
            present = ", ".join(state.annotations.get(rows[0], Annotation()).tags)
            tags = self.dialogs.ask_or_none(tr("Tags"), tr("Tags, with commas between:"), present)
            if tags is not None:
                self.workbench.annotations.set_tags(rows, tags.split(","))

    def cut(self) -> None:
        """Type a cut."""
        self._window.views.cut.field.setFocus()

    # The workspace

    def new_workspace(self) -> None:
        """Leave for the welcome page, where a workspace begins."""
        self._window.left.emit("welcome")

    def open_workspace(self) -> None:
        """Leave for another workspace."""
        self._window.left.emit("open")

    def toggle_setting(self, key: str, one: object, other: object) -> None:
        """Change a setting of the workspace from one value to the other, or back."""
        present = self.workbench.state.settings.get(key, one)
        self.workbench.set_setting(key, other if present == one else one)

    def add_rows(self) -> None:
        """Close the workspace to let it grow."""
        self._window.left.emit("add")

    def show_conflicts(self) -> None:
        """Offer what raters disagree on."""
        rows, tr = self.workbench.galaxies.conflicts(), self._window.tr
        self._offer(rows, tr("raters disagree"), tr("No galaxy is liked by one rater and not by another."))

    def point_others(self) -> None:
        """Have other programs look at the current galaxy."""
        row = self.workbench.state.current
        if row is not None:
            self.workbench.sharing.point(row)

    def close(self) -> None:
        """Close, with a summary where anything was done; the window's own button closes at once."""
        if not self.workbench.save():
            return
        if self.workbench.session.summary().looks:
            self.dialogs.session(self._window.close)
        else:
            self._window.close()

    def change_page_size(self, step: int) -> None:
        """To the next smaller or larger page."""
        present = int(str(self.workbench.state.settings.get("page size", 24)))
        others = [size for size in _PAGE_SIZES if (size - present) * step > 0]
        if others:
            self.workbench.set_page_size(min(others) if step > 0 else max(others))

    def next_theme(self) -> None:
        """Round the themes."""
        choices = [SYSTEM, *THEMES]
        place = choices.index(self._window.look.choice) + 1
        self._window.choose_look(choices[place % len(choices)], self._window.look.text_scale)

    def scale_text(self, step: int) -> None:
        """Larger or smaller text."""
        self._window.choose_look(self._window.look.choice, self._window.look.text_scale * _TEXT_STEP**step)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or leave it."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def show_tab(self, name: str) -> None:
        """Bring one of the tabs forward; where it is there already, the keyboard to it."""
        if self._window.arrangement.is_in_front(name):
            self._window.arrangement.enter_tab()
        else:
            self._window.arrangement.show_tab(name)

    def dismiss_notice(self) -> None:
        """Put the newest notice away."""
        self._window.views.notices.dismiss()

    def _offer(self, rows: Sequence[int], source: str, none: str) -> None:
        """Offer these galaxies; where there is none, say so."""
        if rows:
            self.workbench.show_rows(rows, source)
        else:
            self._window.views.notices.tell(Notice("info", none))
