"""The worst mistakes of a classifier as pictures; a click brings the galaxy to the desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from gzlabel.desk.pixels import image_of
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.words.counted import told
from gzlabel.embedding.reports.training_report import Mistake

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SIDE_PX, _PER_LINE, _WORDS_PX = 112, 7, 52


class Mistakes(QListWidget):
    """One picture a mistake, with what it is and what it was taken for."""

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self.setAccessibleName(self.tr("Worst mistakes"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(HALF)
        self.setIconSize(QSize(_SIDE_PX, _SIDE_PX))
        self.setGridSize(QSize(_SIDE_PX + GAP, _SIDE_PX + _WORDS_PX))
        self.itemClicked.connect(self._on_clicked)
        self._generation = 0

    def show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Replace those on show."""
        self.clear()
        self._generation += 1
        for place, one in enumerate(mistakes):
            words = self.tr("{0}\ntaken for {1}").format(one.truth, one.answer)
            item = QListWidgetItem(words, self)
            item.setData(Qt.ItemDataRole.UserRole, one.row)
            name = self._workbench.galaxies.id_of(one.row)
            item.setToolTip(told(self.tr("{0}, sure to {1:.0%}"), name, one.probability))
            self._workbench.pictures.request(one.row, _SIDE_PX, self._receiver(place))
        n_lines = -(-max(len(mistakes), 1) // _PER_LINE)
        self.setMinimumHeight(n_lines * (_SIDE_PX + _WORDS_PX) + GAP)

    def _receiver(self, place: int) -> Any:
        generation = self._generation

        def receive(pixels: Any) -> None:
            if generation == self._generation and isinstance(pixels, np.ndarray):
                picture = QPixmap.fromImage(image_of(pixels, red_only=self._look.theme.is_red))
                cut = picture.scaled(
                    QSize(_SIDE_PX, _SIDE_PX),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                self.item(place).setIcon(QIcon(cut))

        return receive

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._workbench.go_to(int(item.data(Qt.ItemDataRole.UserRole)))
