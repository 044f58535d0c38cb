"""How the map and its clusters are to be made: a recipe to start from, and every parameter of it."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QWidget,
)

from gzlabel.atlas import RECIPE_NAMES, Recipe
from gzlabel.atlas.recipe import LEAST
from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.number_fields import FigureField, NumberField
from gzlabel.desk.style.look import GAP

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_MOST = 10_000_000
_SELECTIONS = ("leaf", "eom")


class RecipeDialog(QDialog):
    """Starts from the recipe of the map that is there; another preset fills in its parameters."""

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Build the map anew"))
        self.presets, self.selection = QComboBox(self), QComboBox(self)
        self.presets.addItems(list(RECIPE_NAMES))
        self.selection.addItems(list(_SELECTIONS))
        self.numbers = {
            name: self._spin_box(name)
            for name in (
                "n_neighbors",
                "n_cluster_dimensions",
                "min_cluster_size",
                "min_samples",
                "n_landmarks",
                "n_epochs",
                "seed",
            )
        }
        self.min_dist = FigureField(self)
        self.min_dist.setRange(0.0, 1.0)
        self.min_dist.setSingleStep(0.05)
        self._arrange()
        self.show_recipe(workbench.background.recipe)
        self.presets.activated.connect(self._on_preset)

    @property
    def recipe(self) -> Recipe:
        """What the controls say."""
        numbers = {name: box.value() for name, box in self.numbers.items()}
        stored = {
            "name": self.presets.currentText(),
            "selection": self.selection.currentText(),
            "min_dist": round(self.min_dist.value(), 4),
            **numbers,
        }
        return Recipe.from_mapping(stored)

    def show_recipe(self, recipe: Recipe) -> None:
        """Set every control to what ``recipe`` says."""
        self.presets.setCurrentText(recipe.name)
        self.selection.setCurrentText(recipe.selection)
        self.min_dist.setValue(recipe.min_dist)
        for name, box in self.numbers.items():
            box.setValue(getattr(recipe, name))

    def accept(self) -> None:
        self._workbench.background.build_map(self.recipe)
        super().accept()

    def _on_preset(self) -> None:
        self.show_recipe(Recipe.preset(self.presets.currentText(), self._workbench.state.n_galaxies))

    def _spin_box(self, name: str) -> NumberField:
        box = NumberField(self)
        box.setRange(int(LEAST.get(name, 0)), _MOST)
        box.setGroupSeparatorShown(True)
        return box

    def _rows(self) -> tuple[tuple[str, QWidget, str], ...]:
        """Title, control and help of each parameter."""
        tr, numbers = self.tr, self.numbers
        return (
            (tr("Recipe"), self.presets, tr("rare-classes is that of Walmsley & Scaife 2023")),
            (tr("Neighbours"), numbers["n_neighbors"], tr("In the graph that both layouts share")),
            (tr("Least distance"), self.min_dist, tr("Between galaxies on the map")),
            (tr("Passes"), numbers["n_epochs"], tr("Of the layout; 0: by the size of the sample")),
            (tr("Landmarks"), numbers["n_landmarks"], tr("Galaxies fitted, others placed by them; 0: all")),
            (
                tr("Dimensions for clusters"),
                numbers["n_cluster_dimensions"],
                tr("Of the space HDBSCAN looks in"),
            ),
            (tr("Smallest cluster"), numbers["min_cluster_size"], tr("In galaxies")),
            (
                tr("Neighbours that make dense"),
                numbers["min_samples"],
                tr("More of them: fewer, surer clusters"),
            ),
            (
                tr("Where nothing is rated"),
                self.selection,
                tr("leaf: the finest clusters; eom: the most stable"),
            ),
            (tr("Seed"), numbers["seed"], tr("Of the layout's random numbers")),
        )

    def _arrange(self) -> None:
        self.numbers["n_epochs"].setSpecialValueText(self.tr("0: automatic"))
        self.numbers["n_landmarks"].setSpecialValueText(self.tr("0: fit every galaxy"))
        form = QFormLayout()
        form.setSpacing(GAP)
        for title, control, help_text in self._rows():
            control.setToolTip(help_text)
            control.setAccessibleName(title)
            form.addRow(title, control)
        for (_, control, _), (_, following, _) in pairwise(self._rows()):
            self.setTabOrder(control, following)
        words = Caption(
            self.tr("Names, merges, splits and dismissals go over to the new clusters that continue them."),
            self,
        )
        DialogColumn(self, form, words, self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal, self)
        build = buttons.addButton(self.tr("Build"), QDialogButtonBox.ButtonRole.AcceptRole)
        build.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons
