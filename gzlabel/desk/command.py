"""One thing the user can do, under one name wherever it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from gzlabel.desk.need import Need
from gzlabel.desk.words.language import translated

if TYPE_CHECKING:
    from gzlabel.desk.acts import Acts


@dataclass(frozen=True)
class Command:
    """A row of the table in `gzlabel.desk.commands`.

    Attributes
    ----------
    id
        Stable name; remapped keys are remembered under it.
    menu
        The menu it stands in.
    english
        What menus and the palette call it.
    keys
        Its shortcuts, the first one shown.
    english_help
        What it does, in one sentence.
    run
        Does it.
    icon
        Name of its icon; empty for none.
    repeats
        Whether holding the key repeats it.
    need
        What must be there first; None for nothing.
    """

    id: str
    menu: str
    english: str
    keys: tuple[str, ...]
    english_help: str
    run: Callable[["Acts"], object]
    icon: str = ""
    repeats: bool = False
    need: Need | None = None

    @property
    def text(self) -> str:
        """Name in the user's language."""
        return translated(self.english)

    @property
    def help(self) -> str:
        """What it does, in the user's language."""
        return translated(self.english_help)

    def carry_out(self, acts: "Acts") -> None:
        """Do it.

        Raises
        ------
        UserError
            If what it needs is not there.
        """
        if self.need is not None:
            self.need.check(acts)
        self.run(acts)


def shown_key(keys: tuple[str, ...]) -> str:
    """The first of some shortcuts as this platform writes it."""
    if not keys:
        return ""
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
