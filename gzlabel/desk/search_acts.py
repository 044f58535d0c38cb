"""What commands do with interests, raters, and the figures of a search."""

from typing import TYPE_CHECKING

from gzlabel.desk.words.counted import told

if TYPE_CHECKING:
    from gzlabel.desk.window import DeskWindow


class SearchActs:
    """Begins, copies, combines, renames and removes interests; hands over; closes with a summary."""

    def __init__(self, window: "DeskWindow") -> None:
        self._window, self._workbench = window, window.workbench

    def copy(self) -> None:
        """Begin another search with everything said in this one."""
        tr, present = self._window.tr, self._workbench.state.interest
        name = self._window.dialogs.ask(
            tr("Copy this interest"), tr("Name of the copy:"), tr("{0}, again").format(present)
        )
        if name:
            self._workbench.interests.copy(name)

    def rename(self) -> None:
        """Rename the present search."""
        tr, present = self._window.tr, self._workbench.state.interest
        name = self._window.dialogs.ask(tr("Rename this interest"), tr("Its new name:"), present)
        if name:
            self._workbench.interests.rename(name)

    def remove(self) -> None:
        """Take the present search out of sight, once that is confirmed."""
        tr, present = self._window.tr, self._workbench.state.interest
        words = tr("Take “{0}” away? What was said in it stays in the journal.").format(present)
        if self._window.dialogs.confirm(tr("Remove this interest"), words, tr("Remove")):
            self._workbench.interests.remove(present)

    def next(self) -> None:
        """Go round the interests."""
        state = self._workbench.state
        place = state.interests.index(state.interest) + 1
        self._workbench.interests.switch(state.interests[place % len(state.interests)])

    def hand_over(self) -> None:
        """Let somebody else rate from now on."""
        tr = self._window.tr
        others = ", ".join(self._workbench.session.raters)
        words = tr("Who rates from now on? So far: {0}.").format(others) if others else tr("Who rates now?")
        name = self._window.dialogs.ask(tr("Hand over"), words, self._workbench.state.rater)
        if name:
            self._workbench.session.hand_over(name)

    def take_as_known(self) -> None:
        """Take the selected galaxies as examples that must be found."""
        rows = self._workbench.state.selection.tolist()
        self._workbench.checks.set_known(rows)
        words = self._window.tr("{0:,} known examples: let them come by unmarked under Trust")
        self._window.views.notices.say(told(words, len(rows)))
