"""A tab beside the galaxy, and what it is given to be made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.style.look import Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


@dataclass(frozen=True)
class Room:
    """What a panel is made of.

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
    """The widget of one tab.

    Attributes
    ----------
    followed
        What it tells of.
    """

    followed: ClassVar[frozenset[Part]] = frozenset(Part)

    def tell(self) -> None:
        """Show the present state: asked as it comes into sight, and there as often as something followed is new."""

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed; out of sight nothing is asked and nothing computed.

        A panel that has to keep up out of sight says here how.
        """
        if parts & self.followed and self.isVisible():
            self.tell()

    def showEvent(self, event: QShowEvent) -> None:
        self.tell()

    @property
    def entry(self) -> QWidget:
        """What the keyboard is brought to."""
        return self

    @property
    def scrolls(self) -> bool:
        """Whether it scrolls by itself; else it is given bars where large text needs more height than there is."""
        return False
