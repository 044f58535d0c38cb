"""Above the page: what is looked for, what is on offer and why, and the tools at hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gzlabel.desk.chooser import Chooser
from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.page.page_words import page_source
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.words.language import translated
from gzlabel.workbench.state import Part, State

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FOLLOWED = frozenset({Part.INTERESTS, Part.PAGE, Part.SCORES, Part.SETTINGS, Part.CLUSTERS})


class PageBar(QWidget):
    """Interest, acquisition, source of the page, tools.

    Signals
    -------
    new_interest_asked()
        "New interest" was chosen among the interests.
    """

    new_interest_asked = Signal()

    def __init__(self, workbench: "Workbench", look: Look, keyboard: Keyboard, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._keyboard = workbench, look, keyboard
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._interests, self._acquisitions = Chooser(self), Chooser(self)
        self._source = ElidedLabel("", self)
        self._tools = QHBoxLayout()
        self._arrange()
        keyboard.changed.connect(self._tell_source)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if not parts & _FOLLOWED:
            return
        state = self._workbench.state
        self._list_interests(state)
        chosen = self._acquisitions.findData(str(state.settings["acquisition"]))
        self._acquisitions.setCurrentIndex(chosen)
        self._tell_source()

    def add_tools(self, actions: list[QAction]) -> None:
        """Put buttons of these actions at the right."""
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text())
            self._tools.addWidget(button)

    def _arrange(self) -> None:
        looking_for = QLabel(self.tr("Looking for"), self)
        looking_for.setProperty("role", "caption")
        chosen_by = QLabel(self.tr("by"), self)
        chosen_by.setProperty("role", "caption")
        self._interests.setAccessibleName(self.tr("What is looked for"))
        self._interests.activated.connect(self._on_interest)
        self._acquisitions.setAccessibleName(self.tr("How pages are chosen"))
        self._acquisitions.setToolTip(
            self.tr("Acquisition function: how the model chooses what to offer next")
        )
        for name, title in self._workbench.acquisition_titles().items():
            self._acquisitions.addItem(translated(title), name)
        self._acquisitions.activated.connect(self._on_acquisition)
        for chooser in (self._interests, self._acquisitions):
            chooser.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._source.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, HALF, GAP, HALF)
        row.setSpacing(GAP)
        for widget in (looking_for, self._interests, chosen_by, self._acquisitions):
            row.addWidget(widget)
        row.addSpacing(GAP)
        row.addWidget(self._source, stretch=1)
        self._tools.setSpacing(2)
        row.addLayout(self._tools)

    def _list_interests(self, state: State) -> None:
        wanted = [*state.interests, self.tr("New interest…")]
        if wanted != [self._interests.itemText(index) for index in range(self._interests.count())]:
            self._interests.clear()
            self._interests.addItems(wanted)
        self._interests.setCurrentText(state.interest)

    def _tell_source(self) -> None:
        state, page = self._workbench.state, self._workbench.state.page
        words = self.tr("Page {0} · {1} · {2} of {3}").format(
            page.number,
            page_source(state, self._keyboard),
            page.cursor + 1 if page.rows else 0,
            len(page.rows),
        )
        self._source.setText("" if state.is_page_coming else words)

    def _on_interest(self, index: int) -> None:
        if index == self._interests.count() - 1:
            self._interests.setCurrentText(self._workbench.state.interest)
            self.new_interest_asked.emit()
        else:
            self._workbench.interests.switch(self._interests.itemText(index))

    def _on_acquisition(self, index: int) -> None:
        self._workbench.set_acquisition(str(self._acquisitions.itemData(index)))
