"""The first rows and images of a table, and what its columns are proposed for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from gzlabel.desk.pixels import image_of
from gzlabel.desk.plain_tip import plain_tip
from gzlabel.desk.style.look import GAP, HALF
from gzlabel.desk.words.counted import told
from gzlabel.workbench.beginning import N_ROWS_SHOWN, Preview

_SIDE_PX = 72
_MOST_COLUMNS = 40


class TablePreview(QWidget):
    """Shows one `gzlabel.workbench.beginning.Preview`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self.table = QLabel(self), QTableWidget(0, 0, self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(self.tr("First rows of the table"))
        self.table.setMinimumHeight(150)
        self._strip = QHBoxLayout()
        self._strip.setSpacing(HALF)
        self._strip.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.words)
        column.addLayout(self._strip)
        column.addWidget(self.table, stretch=1)

    @property
    def n_pictures(self) -> int:
        """Tiles on show, those of missing images too."""
        return self._strip.count() - 1

    def show_preview(self, found: Preview) -> None:
        """Show what was found."""
        self.words.setText("\n".join(self._sentences(found)))
        self._fill_table(found)
        while self._strip.count() > 1:
            item = self._strip.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, picture in enumerate(found.pictures):
            tile = QLabel(self)
            tile.setFixedSize(_SIDE_PX, _SIDE_PX)
            tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
            if isinstance(picture, str):
                tile.setText(self.tr("none"))
                tile.setToolTip(plain_tip(picture))
                tile.setProperty("role", "caption")
            else:
                scaled = QPixmap.fromImage(image_of(picture)).scaled(
                    _SIDE_PX,
                    _SIDE_PX,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                tile.setPixmap(scaled)
            self._strip.insertWidget(place, tile)

    def _sentences(self, found: Preview) -> list[str]:
        roles, n = found.roles, found.n_galaxies
        said = [told(self.tr("{0:,} galaxies, {1:,} columns"), n, found.head.num_columns)]
        if found.n_missing is None:
            said.append(
                self.tr("No images are seen beside the table: name a folder, or a template in columns")
            )
        elif found.n_missing:
            said.append(told(self.tr("{0:,} of {1:,} images are missing"), found.n_missing, n))
        else:
            said.append(self.tr("Every galaxy has its image"))
        if roles.embedding_columns:
            first, last = roles.embedding_columns[0], roles.embedding_columns[-1]
            said.append(
                told(self.tr("Vectors: {0} … {1} ({2:,} columns)"), first, last, len(roles.embedding_columns))
            )
        if roles.colour_columns:
            shown = ", ".join(roles.colour_columns[:8])
            more = told(self.tr(" and {0:,} more"), len(roles.colour_columns) - 8)
            said.append(
                self.tr("Fit for colour: {0}").format(shown + (more if len(roles.colour_columns) > 8 else ""))
            )
        return [*said, *found.notes]

    def _fill_table(self, found: Preview) -> None:
        vectors = set(found.roles.embedding_columns)
        names = [name for name in found.head.column_names if name not in vectors][:_MOST_COLUMNS]
        self.table.setColumnCount(len(names))
        self.table.setRowCount(min(found.n_galaxies, N_ROWS_SHOWN))
        self.table.setHorizontalHeaderLabels(names)
        self.table.setVerticalHeaderLabels([str(row) for row in range(self.table.rowCount())])
        for column, name in enumerate(names):
            for row, value in enumerate(found.head[name].to_pylist()):
                text = "–" if value is None else str(value)[:200]
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
