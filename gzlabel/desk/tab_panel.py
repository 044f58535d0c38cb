"""A tab beside the galaxy, and what it is given to be made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gzlabel.desk.keyboard import Keyboard
from gzlabel.desk.look import Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


@dataclass(frozen=True)
class Room:
    """What every panel finds.

    Attributes
    ----------
    workbench
        Followed, and told what the user does.
    look, thumbnails, keyboard
        Fonts and colours, pictures, the keys in force.
    parent
        Where it stands.
    """

    workbench: "Workbench"
    look: Look
    thumbnails: Thumbnails
    keyboard: Keyboard
    parent: QWidget


class TabPanel(QWidget):
    """The widget of one tab."""

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        raise NotImplementedError

    @property
    def entry(self) -> QWidget:
        """What the keyboard is brought to."""
        return self

    @property
    def scrolls(self) -> bool:
        """Whether it scrolls by itself; else it is given bars where large text needs more height than there is."""
        return False
