"""What classifiers have learnt: the figure of each report, its worst mistakes, and what to do with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.mistakes import Mistakes
from gzlabel.desk.pixels import image_of
from gzlabel.desk.style.look import GAP, WIDE, Look
from gzlabel.embedding.reports.canvas import Inks
from gzlabel.errors import UserError

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class TrainingWindow(QDialog):
    """Stays open beside the desk: a click on a mistake shows the galaxy there."""

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self.setWindowTitle(self.tr("Classifiers"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser, self.column = QComboBox(self), QComboBox(self)
        self.figure, self.mistakes = QLabel(self), Mistakes(workbench, look, self)
        self._words, self._title = QLabel(self), QLabel(self.tr("Worst mistakes"), self)
        self._of_report: list[QWidget] = [self.chooser, self.column, self.mistakes, self._title]
        self._arrange()
        self.chooser.addItems(list(workbench.state.trained))
        self.chooser.currentTextChanged.connect(self.show_report)
        look.changed.connect(self._on_look)
        self.show_report(self.chooser.currentText())

    def show_report(self, name: str) -> None:
        """Show one classifier."""
        self.column.clear()
        for widget in self._of_report:
            widget.setVisible(bool(name))
        if not name:
            self.figure.setText(self.tr("No classifier was trained yet: Search ▸ Train a classifier."))
            return
        try:
            self._draw(name)
            report = self._workbench.trainings.report(name)
        except UserError as error:
            self.figure.setText(str(error))
            return
        self.mistakes.show_mistakes(report.mistakes)
        self.column.addItems(list(self._workbench.trainings.columns(name)))
        facts = (f"{what}: {value}" for what, value in report.facts.items())
        self._words.setText("\n".join(facts))

    def _draw(self, name: str) -> None:
        theme, ratio = self._look.theme, self.devicePixelRatioF()
        inks = Inks(theme.panel, theme.text, theme.muted, theme.line, theme.accent, theme.warning)
        pixels = self._workbench.trainings.figure(name, inks, ratio)
        picture = image_of(pixels, red_only=theme.is_red)
        picture.setDevicePixelRatio(ratio)
        self.figure.setPixmap(QPixmap.fromImage(picture))

    def _arrange(self) -> None:
        self.chooser.setAccessibleName(self.tr("Classifier"))
        self.column.setAccessibleName(self.tr("Column of its probabilities"))
        self._words.setProperty("role", "caption")
        self._words.setWordWrap(True)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setSpacing(WIDE)
        self._title.setProperty("role", "title")
        for widget in (self.figure, self._title, self.mistakes, self._words):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        DialogColumn(self, self.chooser, area, self._foot(), spacing=GAP).setStretchFactor(area, 1)
        self.resize(*((980, 760) if self._workbench.state.trained else (480, 160)))

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.column)
        row.addStretch(1)
        acts = (
            (self.tr("Colour the map by it"), self._on_colour),
            (self.tr("Start this interest from it"), self._on_prior),
            (self.tr("Save the report…"), self._on_save),
            (self.tr("Close"), self.close),
        )
        for words, act in acts:
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
            if act != self.close:
                self._of_report.append(button)
        return row

    def _on_colour(self) -> None:
        if self.column.currentText():
            self._workbench.set_setting("colour by", self.column.currentText())

    def _on_prior(self) -> None:
        if self.column.currentText():
            self._workbench.trainings.set_prior(self.column.currentText())

    def _on_save(self) -> None:
        title = self.tr("Folder for the report")
        folder = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if folder and self.chooser.currentText():
            self._workbench.trainings.write(self.chooser.currentText(), Path(folder))

    def _on_look(self) -> None:
        if self.chooser.currentText():
            self._draw(self.chooser.currentText())
