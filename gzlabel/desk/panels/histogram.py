"""How a column of the catalogue is distributed: over all galaxies, over those liked, over the selection."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gzlabel.desk.chooser import Chooser
from gzlabel.desk.histogram.chart import HistogramChart
from gzlabel.desk.histogram.edge_words import edge_words
from gzlabel.desk.missing import model_missing
from gzlabel.desk.style.look import GAP, HALF
from gzlabel.desk.tab_panel import Room, TabPanel
from gzlabel.desk.words.counted import counted, told
from gzlabel.desk.words.language import translated
from gzlabel.workbench.bins import Bins
from gzlabel.workbench.histograms import OF_THE_MODEL, Histogram
from gzlabel.workbench.state import Part

NAME, TITLE, PLACE = "histogram", "Histogram", 4


class HistogramPanel(TabPanel):
    """The column, its histogram, what the bin under the mouse holds, and a cut to what is marked."""

    followed = frozenset(
        {Part.DECISIONS, Part.SCORES, Part.INTERESTS, Part.SELECTION, Part.CUT, Part.SETTINGS}
    )

    def __init__(self, room: Room) -> None:
        super().__init__(room.parent)
        self._workbench = room.workbench
        self._histogram: Histogram | None = None
        self._pointed = -1
        self.chooser, self.chart = Chooser(self), HistogramChart(room.look, self)
        self.words, self.cut = QLabel(self), QPushButton(self.tr("Cut to what is marked"), self)
        for control in (self.chooser, self.cut):
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chooser.setAccessibleName(self.tr("Column of the histogram"))
        self.words.setProperty("role", "caption")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.cut.setToolTip(self.tr("Offer only galaxies between these values, within the present cut"))
        self.chooser.activated.connect(self._on_column)
        self.chart.pointed.connect(self._on_pointed)
        self.chart.chosen.connect(self._on_chosen)
        self.cut.clicked.connect(self._on_cut)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, HALF, GAP, GAP)
        column.setSpacing(HALF)
        column.addWidget(self.chooser)
        column.addWidget(self.chart, stretch=1)
        column.addWidget(self.words)
        column.addWidget(self.cut, alignment=Qt.AlignmentFlag.AlignLeft)
        self._show(None)

    @property
    def entry(self) -> QWidget:
        return self.chart

    def tell(self) -> None:
        self._list_names()
        if self._histogram is not None and self._histogram.name != self._name:
            self._show(None)
        self._workbench.histograms.ask(self._name, self._on_counted)

    @property
    def _name(self) -> str:
        return str(self.chooser.currentData())

    def _list_names(self) -> None:
        names = self._workbench.histograms.names()
        present = self._workbench.state.settings.get("histogram of", "")
        self.chooser.offer(
            {name: translated(name) if name in OF_THE_MODEL else name for name in names}, present
        )

    def _on_column(self, index: int) -> None:
        self._workbench.set_setting("histogram of", self.chooser.itemData(index))

    def _on_counted(self, histogram: Histogram) -> None:
        """Show it; in the middle of a drag not: the selection follows, and then another."""
        if histogram.name == self._name and not self.chart.is_dragged:
            self._show(histogram)

    def _on_pointed(self, place: int) -> None:
        self._pointed = place
        self._tell_bin()

    def _on_chosen(self, first: int, last: int) -> None:
        if self._histogram is not None:
            self._tell_cut()
            self._workbench.histograms.select(self._histogram, first, last)

    def _on_cut(self) -> None:
        marking = self.chart.marking
        if self._histogram is not None and marking is not None:
            self._workbench.histograms.cut(self._histogram, marking.first, marking.last)

    def _show(self, histogram: Histogram | None) -> None:
        has_values = histogram is not None and histogram.kept.any()
        self._histogram = histogram
        self.chart.show_histogram(histogram if has_values else None)
        self._tell_bin()
        self._tell_cut()

    def _tell_cut(self) -> None:
        histogram = self._histogram
        is_of_column = histogram is not None and histogram.is_of_column
        self.cut.setEnabled(is_of_column and self.chart.marking is not None)

    def _tell_bin(self) -> None:
        histogram, place = self._histogram, self._pointed
        if histogram is not None and histogram.kept.any() and 0 <= place < histogram.bins.n_bins:
            self.words.setText(self._of_bin(histogram, place))
        else:
            self.words.setText(self._of_all())
        self.chart.setAccessibleDescription(self.words.text())

    def _of_all(self) -> str:
        """How many galaxies each line stands for, or why there is none."""
        histogram = self._histogram
        if histogram is None:
            return ""
        if not histogram.kept.any():
            is_models = self._name in OF_THE_MODEL and self._workbench.state.scores is None
            return model_missing(self._workbench.state) if is_models else self.tr("No galaxy has a value.")
        said = [self.tr("bars: {0}").format(counted(int(histogram.kept.sum()), "galaxy"))]
        if histogram.n_unknown:
            said.append(told(self.tr("{0:,} more without a value"), histogram.n_unknown))
        if histogram.liked.any():
            said.append(self.tr("line: {0}").format(counted(int(histogram.liked.sum()), "liked")))
        if histogram.selected.any():
            said.append(told(self.tr("dotted: {0:,} selected"), int(histogram.selected.sum())))
        return f"{'; '.join(said)}. {self.tr('Each up to its own peak; drag to select.')}"

    def _of_bin(self, histogram: Histogram, place: int) -> str:
        """Its edges, and how many galaxies it holds."""
        said = [counted(int(histogram.kept[place]), "galaxy"), counted(int(histogram.liked[place]), "liked")]
        if histogram.selected.any():
            said.append(told(self.tr("{0:,} selected"), int(histogram.selected[place])))
        return f"{self._between(histogram.bins, place)} {histogram.unit}".strip() + f": {', '.join(said)}"

    def _between(self, bins: Bins, place: int) -> str:
        low, high = bins.span(place, place)
        words = self.tr("{0} to {1}")
        if low is None:
            words = self.tr("below {0}")
        elif high is None:
            words = self.tr("from {0}")
        return words.format(*(edge_words(one, bins.n_decimals) for one in (low, high) if one is not None))


def make(room: Room) -> HistogramPanel:
    """The panel in this room."""
    return HistogramPanel(room)
