"""What a network may need to be told before it can be used."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from gzlabel.desk.dialogs.weights_field import WeightsField
from gzlabel.embedding.typed_options import model_arguments, per_channel
from gzlabel.errors import EmbeddingError

WIDEST_FIELD = 72
"""Characters that a dialog with these fields is wide at least, however large the text."""


class NetworkFields(QObject):
    """Weights of one's own, the network's arguments, mean and deviation of its input; none must be given.

    Attributes
    ----------
    message
        Says what cannot be read; hidden where all can.

    Signals
    -------
    changed
        Something else stands in a field.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.weights, self.message = WeightsField(parent), QLabel(parent)
        self.arguments, self.mean, self.deviation = (QLineEdit(parent) for _ in range(3))
        self.arguments.setPlaceholderText(self.tr("none, or such as pad_type=same"))
        for line in (self.mean, self.deviation):
            line.setPlaceholderText(self.tr("as the network tells; or 0.5"))
        self.message.setProperty("role", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        for field in (self.arguments, self.mean, self.deviation):
            field.textChanged.connect(self._on_changed)
        self.weights.changed.connect(self._on_changed)

    @property
    def rows(self) -> tuple[tuple[str, QWidget], ...]:
        """What to call each field, and the field, from above."""
        return (
            (self.tr("Its weights"), self.weights),
            (self.tr("Its arguments"), self.arguments),
            (self.tr("Mean of its input"), self.mean),
            (self.tr("Deviation of its input"), self.deviation),
        )

    @property
    def can_be_read(self) -> bool:
        """Whether every field that is open holds what belongs there."""
        return self.message.isHidden()

    @property
    def options(self) -> dict[str, Any]:
        """What was given, as `gzlabel.embedding.make_encoder` takes it; nothing while the fields are closed.

        Raises
        ------
        EmbeddingError
            If a field cannot be read.
        """
        if not self.weights.isEnabled():
            return {}
        read = {
            "weights": self.weights.text or None,
            "model_args": model_arguments(self.arguments.text()) or None,
            "mean": per_channel(self.mean.text()) if self.mean.text().strip() else None,
            "std": per_channel(self.deviation.text()) if self.deviation.text().strip() else None,
        }
        return {name: value for name, value in read.items() if value is not None}

    def set_enabled(self, enabled: bool) -> None:
        """Open the fields where a network is to be used."""
        for _, field in self.rows:
            field.setEnabled(enabled)
        self._on_changed()

    def _on_changed(self) -> None:
        self.message.hide()
        try:
            _ = self.options
        except EmbeddingError as error:
            self.message.setText(str(error))
            self.message.show()
        self.changed.emit()
