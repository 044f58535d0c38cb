"""Begins a workspace: from a table with images, or from one mosaic in which the galaxies are found."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QWidget,
)

from gzlabel.desk.deliver import Deliverer
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.making_foot import MakingFoot
from gzlabel.desk.dialogs.number_fields import FigureField
from gzlabel.desk.dialogs.path_field import PathField
from gzlabel.desk.dialogs.table_patterns import readable_tables
from gzlabel.desk.dialogs.table_preview import TablePreview
from gzlabel.desk.screen_fit import keep_in_sight
from gzlabel.desk.style.look import GAP
from gzlabel.workbench.beginning import Preview, preview
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace_name import SUFFIX

_PAUSE_MS = 400


class NewDialog(QDialog):
    """Asks for the few things a workspace needs, and makes it.

    Parameters
    ----------
    source
        "table" or "mosaic".

    Signals
    -------
    made(str)
        The workspace that was made.
    """

    made = Signal(str)

    def __init__(self, source: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_table = source == "table"
        self.setWindowTitle(self.tr("New workspace"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._source = self._source_field()
        self._images = PathField(self.tr("Folder of the images"), "folder", self)
        self.columns = {role: QComboBox(self) for role in ("id", "ra", "dec")}
        for role, chooser in self.columns.items():
            chooser.setAccessibleName(self._roles_in_words()[role])
        self.preview = TablePreview(self)
        self._deliverer = Deliverer()
        self._deliverer.setParent(self)
        self._runner = JobRunner(self._deliverer.deliver)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._looks = 0
        self._threshold = FigureField(self)
        self._threshold.setAccessibleName(self.tr("Detect above"))
        self._workspace = PathField(self.tr("Workspace to make"), "new", self, "gzlabel (*.gzlabel)")
        self._foot = MakingFoot(self.tr("Make"), self)
        self._arrange()
        self._connect()

    def fill(self, source: Path, workspace: Path | None = None) -> None:
        """Put a table or mosaic in its place, and the folder to make."""
        self._source.set_text(str(source))
        if workspace is not None:
            self._workspace.set_text(str(workspace))

    def fill_images(self, folder: Path) -> None:
        """Begin with a folder of images, each of them a galaxy unless a table says more."""
        self._source.set_text(str(folder))
        self._foot.say(
            self.tr(
                "Every image is a galaxy. If a table lists them, choose it, and the folder as its images."
            )
        )

    @property
    def message(self) -> str:
        """What the dialog says at its foot."""
        return self._foot.message

    def make(self) -> None:
        """Begin to make the workspace."""
        workspace = self._workspace.text
        if not self._source.text or not workspace:
            self._foot.complain(self.tr("Choose what to begin with, and the folder to make."))
            return
        if not workspace.endswith(SUFFIX):
            workspace += SUFFIX
        self._foot.start(Path(workspace), self._options())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keep_in_sight(self)

    def done(self, result: int) -> None:
        self._foot.stop()
        self._pause.stop()
        self._runner.close()
        super().done(result)

    def _source_field(self) -> PathField:
        if self._is_table:
            pattern = self.tr("Tables ({0});;All (*)").format(readable_tables())
            return PathField(self.tr("Table"), "file", self, pattern)
        pattern = self.tr("Images (*.fits *.fit *.fz *.jpg *.jpeg *.png *.tif *.tiff);;All (*)")
        return PathField(self.tr("Mosaic image"), "file", self, pattern)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        if self._is_table:
            form.addRow(self.tr("Table"), self._source)
            form.addRow(self.tr("Images"), self._images)
            for role, words in self._roles_in_words().items():
                form.addRow(words, self.columns[role])
                self.columns[role].addItem(self.tr("found by itself"), "")
            self._threshold.hide()
        else:
            form.addRow(self.tr("Mosaic image"), self._source)
            form.addRow(self.tr("Detect above"), self._threshold)
            self._threshold.setRange(0.5, 100.0)
            self._threshold.setValue(3.0)
            self._threshold.setSuffix(self.tr(" deviations of the sky"))
            for widget in (self._images, self.preview, *self.columns.values()):
                widget.hide()
        form.addRow(self.tr("Make the folder"), self._workspace)
        self._source.changed.connect(self._propose_workspace)
        column = DialogColumn(self, form, self.preview, self._foot)
        column.setStretchFactor(self.preview, 1)
        column.addStrut(528)

    def _roles_in_words(self) -> dict[str, str]:
        return {
            "id": self.tr("Column of names"),
            "ra": self.tr("Right ascension"),
            "dec": self.tr("Declination"),
        }

    def _connect(self) -> None:
        if self._is_table:
            self._source.changed.connect(self._pause.start)
            self._images.changed.connect(self._pause.start)
            self._pause.timeout.connect(self._look)
            for chooser in self.columns.values():
                chooser.activated.connect(self._look)
        self._foot.asked.connect(self.make)
        self._foot.left.connect(self.reject)
        self._foot.made.connect(self._on_made)

    def _options(self) -> list[str]:
        if not self._is_table:
            return ["--mosaic", self._source.text, "--threshold", f"{self._threshold.value():g}"]
        options = ["--table", self._source.text]
        if self._images.text:
            options += ["--images", self._images.text]
        for role, chooser in self.columns.items():
            if chooser.currentData():
                options += [f"--{role}", str(chooser.currentData())]
        return options

    def _look(self) -> None:
        """Show what would be made, before anything is; of a folder once its whole name is there.

        On the way to it "/" is typed, and the whole disk would be looked through.
        """
        source = Path(self._source.text)
        if not self._source.text or not source.exists() or (source.is_dir() and self._source.is_being_typed):
            return
        self._looks += 1
        number, chosen = self._looks, {role: one.currentData() or None for role, one in self.columns.items()}
        self._foot.say(self.tr("Looking at the table…"))

        def look() -> Preview:
            return preview(
                self._source.text,
                id_column=chosen["id"],
                ra_column=chosen["ra"],
                dec_column=chosen["dec"],
                images=self._images.text or None,
            )

        def seen(found: Preview) -> None:
            if number == self._looks and not self._foot.is_running:
                self._foot.say("")
                self._show(found)

        def failed(failure: Failure) -> None:
            if number == self._looks and not self._foot.is_running:
                self._foot.complain(failure.text)

        self._runner.thread("preview", look, then=seen, failed=failed)

    def _show(self, found: Preview) -> None:
        roles = found.roles
        proposed = {"id": roles.id_column, "ra": roles.ra_column, "dec": roles.dec_column}
        for role, chooser in self.columns.items():
            chosen = chooser.currentData()
            chooser.clear()
            name = proposed[role]
            words = self.tr("none is seen") if name is None else self.tr("{0}, found by itself").format(name)
            chooser.addItem(words, "")
            for column in found.head.column_names:
                if column not in set(roles.embedding_columns):
                    chooser.addItem(column, column)
            chooser.setCurrentIndex(max(chooser.findData(chosen), 0))
        self._images.set_hint(found.images)
        self.preview.show_preview(found)

    def _propose_workspace(self, source: str) -> None:
        place = Path(source)
        self._workspace.set_text(str(place.with_suffix(SUFFIX)) if place.name else "")

    def _on_made(self, workspace: str) -> None:
        self.accept()
        self.made.emit(workspace)
