"""A line for the file with a network's weights."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gzlabel.desk.dialogs.path_field import PathField


class WeightsField(PathField):
    """A path to weights in any of the ways in which torch keeps them."""

    def __init__(self, parent: QWidget) -> None:
        words = QCoreApplication.translate("WeightsField", "Weights of the network")
        kinds = QCoreApplication.translate("WeightsField", "Weights (*.safetensors *.pth *.pt *.bin)")
        super().__init__(words, "file", parent, kinds)
