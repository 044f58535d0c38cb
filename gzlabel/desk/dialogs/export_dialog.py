"""Asks which galaxies to write, and where."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.number_fields import FigureField, NumberField
from gzlabel.desk.dialogs.path_field import PathField
from gzlabel.desk.dialogs.table_patterns import readable_tables, writable_tables
from gzlabel.desk.style.look import GAP
from gzlabel.desk.words.counted import told
from gzlabel.workbench.exporting import Against, Wanted

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class ExportDialog(QDialog):
    """By rating, by expected interest, the selection, the marked cluster, or all.

    Parameters
    ----------
    cluster_rows
        Galaxies of the marked cluster; empty for none.
    """

    def __init__(self, workbench: "Workbench", cluster_rows: tuple[int, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._cluster_rows = workbench, cluster_rows
        self.setWindowTitle(self.tr("Export a list"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pattern = self.tr("Tables ({0})").format(writable_tables())
        self.path = PathField(self.tr("File to write"), "new", self, pattern)
        self.minimum, self.n_top = NumberField(self), NumberField(self)
        tables = self.tr("Tables ({0});;All (*)").format(readable_tables())
        self.known = PathField(self.tr("Catalogue of known ones"), "file", self, tables)
        self.radius = FigureField(self)
        self._choices = QButtonGroup(self)
        self._arrange()

    def choose(self, which: str) -> None:
        """Mark "rating", "top", "selection", "cluster" or "all"."""
        for button in self._choices.buttons():
            button.setChecked(button.objectName() == which)

    def wanted(self) -> Wanted:
        """What is marked."""
        which = next(one.objectName() for one in self._choices.buttons() if one.isChecked())
        against = Against(Path(self.known.text), self.radius.value()) if self.known.text else None
        if which == "rating":
            return Wanted("rating", minimum=self.minimum.value(), against=against)
        if which == "top":
            return Wanted("top", n=self.n_top.value(), against=against)
        if which == "all":
            return Wanted("all", against=against)
        rows = self._cluster_rows if which == "cluster" else tuple(self._workbench.state.selection.tolist())
        return Wanted("rows", rows=rows, against=against)

    def accept(self) -> None:
        if not self.path.text:
            self.path.setFocus()
            return
        self._workbench.lists.export(Path(self.path.text), self.wanted())
        super().accept()

    def _arrange(self) -> None:
        state, grid = self._workbench.state, QGridLayout()
        grid.setSpacing(GAP)
        self.minimum.setRange(0, 5)
        self.minimum.setValue(3)
        self.minimum.setAccessibleName(self.tr("Lowest rating"))
        self.n_top.setRange(1, state.n_galaxies)
        self.n_top.setValue(min(100, state.n_galaxies))
        self.n_top.setAccessibleName(self.tr("How many galaxies"))
        n_selected, n_members = len(state.selection), len(self._cluster_rows)
        self._add(grid, "rating", self.tr("Rated at least"), self.minimum)
        self._add(grid, "top", self.tr("Highest expected interest, first"), self.n_top)
        self._add(grid, "selection", told(self.tr("The selection, {0:,} galaxies"), n_selected)).setEnabled(
            n_selected > 0
        )
        self._add(grid, "cluster", told(self.tr("The marked cluster, {0:,} galaxies"), n_members)).setEnabled(
            n_members > 0
        )
        self._add(grid, "all", told(self.tr("All {0:,} galaxies"), state.n_galaxies))
        self.choose("rating")
        grid.setColumnStretch(1, 1)
        lookup = self._lookup()
        words = QLabel(self._what_goes_along(), self)
        words.setProperty("role", "caption")
        words.setWordWrap(True)
        self.path.set_text(str(_place_for_lists(self._workbench.path) / f"{state.interest}.csv"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.tr("Write"), QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        DialogColumn(self, grid, lookup, self.path, words, buttons).addStrut(488)

    def _lookup(self) -> QHBoxLayout:
        """Whether a galaxy is known already: a catalogue, and how close is the same."""
        self.radius.setRange(0.01, 3600.0)
        self.radius.setValue(2.0)
        self.radius.setSuffix(self.tr(" arcsec"))
        self.radius.setAccessibleName(self.tr("Radius of the same galaxy"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(QLabel(self.tr("Already known to"), self))
        row.addWidget(self.known, stretch=1)
        row.addWidget(self.radius)
        if not self._workbench.elsewhere.has_positions:
            for field in (self.known, self.radius):
                field.setEnabled(False)
                field.setToolTip(self.tr("These galaxies have no positions on the sky to be looked up by"))
        return row

    def _what_goes_along(self) -> str:
        return self.tr(
            "Every column of your table goes along, with rating, expected interest, its standard deviation, "
            "cluster, rater and time, and how the list was made. The ending chooses the format: "
            ".csv, .fits, .vot, .ecsv, .parquet."
        )

    def _add(self, grid: QGridLayout, which: str, text: str, beside: QWidget | None = None) -> QRadioButton:
        button = QRadioButton(text, self)
        button.setObjectName(which)
        self._choices.addButton(button)
        grid.addWidget(button, grid.rowCount(), 0)
        if beside is not None:
            grid.addWidget(beside, grid.rowCount() - 1, 1)
        return button


def _place_for_lists(workspace: Path) -> Path:
    """Beside the workspace; where that is among the programs' own files, with the person's documents."""
    where = QStandardPaths.StandardLocation
    own = Path(QStandardPaths.writableLocation(where.GenericDataLocation))
    beside = workspace.absolute().parent
    documents = Path(QStandardPaths.writableLocation(where.DocumentsLocation))
    if not beside.is_relative_to(own):
        return beside
    return documents if documents.is_dir() else Path.home()
