"""From what was said of galaxies to a classifier: what it is taught, how, and what comes of it."""

from gzlabel.workbench.training.order import METHODS, TrainingOrder
from gzlabel.workbench.training.presets import PRESETS
from gzlabel.workbench.training.targets import Labelled, labelled_galaxies, targets
from gzlabel.workbench.training.teach import TrainingResult, report_folder, teach

__all__ = [
    "METHODS",
    "PRESETS",
    "Labelled",
    "TrainingOrder",
    "TrainingResult",
    "labelled_galaxies",
    "report_folder",
    "targets",
    "teach",
]
