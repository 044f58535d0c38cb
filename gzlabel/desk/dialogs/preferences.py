"""Theme, size of text, keys: what is a matter of taste, in one dialog that shows each change at once."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QWidget,
)

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.keys_table import KeysTable
from gzlabel.desk.keys.keymap import Keys, with_changes
from gzlabel.desk.memory import Memory
from gzlabel.desk.style.look import GAP, Look
from gzlabel.desk.style.theme import SYSTEM, THEMES
from gzlabel.desk.words.language import LANGUAGES
from gzlabel.errors import UserError
from gzlabel.user_settings import change_setting, user_setting


class Preferences(QDialog):
    """Changes of the look show at once; changes of keys when they make sense.

    Signals
    -------
    look_chosen(str, float)
        Theme and size of text.
    keys_chosen(object)
        The user's own keys by command id.
    frame_chosen(bool)
        Whether the frame follows the mouse.
    """

    look_chosen = Signal(str, float)
    keys_chosen = Signal(object)
    frame_chosen = Signal(bool)

    def __init__(self, look: Look, memory: Memory, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self._memory = memory
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 640)
        self.themes, self.text_size = QComboBox(self), QSlider(Qt.Orientation.Horizontal, self)
        self.languages = QComboBox(self)
        self.languages.setAccessibleName(self.tr("Language"))
        for code, name in ((SYSTEM, self.tr("As the system")), *LANGUAGES.items()):
            self.languages.addItem(name, code)
        self.languages.setCurrentIndex(max(0, self.languages.findData(memory.language)))
        self.languages.setToolTip(self.tr("From the next start on"))
        self.languages.activated.connect(self._on_language)
        self.reports = self._wish("crash-reports", self.tr("Keep a report where the program breaks down"))
        self.updates = self._wish(
            "update-check", self.tr("Ask at the start whether there is a newer version")
        )
        self.frame = QCheckBox(
            self.tr("The frame follows the mouse: a key rates the galaxy beneath it"), self
        )
        self.frame.setChecked(memory.frame_follows_mouse)
        self.frame.toggled.connect(self.frame_chosen)
        self.keys = KeysTable(keys, self)
        self._words = QLabel(self)
        self._words.setProperty("role", "error")
        self._words.setWordWrap(True)
        titles = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"), self.tr("Red, for the dome"))
        for name, title in zip((SYSTEM, *THEMES), titles, strict=True):
            self.themes.addItem(title, name)
        self.themes.setCurrentIndex(self.themes.findData(look.choice))
        self.themes.setAccessibleName(self.tr("Theme"))
        self._percent = QLabel(self)
        self._offer_sizes(look.text_scale)
        self.themes.activated.connect(self._on_look)
        self.keys.edited.connect(self._on_keys)
        self._arrange()

    @property
    def message(self) -> str:
        """Why the keys as they stand cannot be used; empty if they can."""
        return self._words.text()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(self.tr("Theme"), self.themes)
        text = QHBoxLayout()
        text.addWidget(self.text_size, stretch=1)
        text.addWidget(self._percent)
        form.addRow(self.tr("Text"), text)
        form.addRow(self.tr("Language"), self.languages)
        form.addRow("", self.frame)
        form.addRow("", self.reports)
        form.addRow("", self.updates)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        usual = buttons.addButton(self.tr("Usual keys"), QDialogButtonBox.ButtonRole.ResetRole)
        usual.setAutoDefault(False)
        usual.clicked.connect(self.keys.show_usual)
        buttons.rejected.connect(self.reject)
        column = DialogColumn(self, form, self.keys, self._words, buttons, spacing=GAP)
        column.setStretchFactor(self.keys, 1)

    def _wish(self, setting: str, words: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setChecked(user_setting(setting))
        box.toggled.connect(partial(self._on_wish, setting))
        return box

    def _on_wish(self, setting: str, wanted: bool) -> None:
        try:
            change_setting(setting, "on" if wanted else "off")
        except UserError as error:
            self._words.setText(str(error))

    def _offer_sizes(self, present: float) -> None:
        self.text_size.setRange(75, 200)
        self.text_size.setValue(round(present * 100))
        self.text_size.setAccessibleName(self.tr("Size of text in percent"))
        self._tell_percent(self.text_size.value())
        self.text_size.valueChanged.connect(self._on_text_size)
        self.text_size.sliderReleased.connect(self._on_look)

    def _tell_percent(self, percent: int) -> None:
        self._percent.setText(f"{percent} %")

    def _on_text_size(self, percent: int) -> None:
        """Keys change the look at once, the mouse when it lets go: the slider would grow under it."""
        self._tell_percent(percent)
        if not self.text_size.isSliderDown():
            self._on_look()

    def _on_language(self) -> None:
        self._memory.remember_language(str(self.languages.currentData()))

    def _on_look(self) -> None:
        self.look_chosen.emit(str(self.themes.currentData()), self.text_size.value() / 100)

    def _on_keys(self) -> None:
        changes = self.keys.changes()
        try:
            with_changes(changes)
        except UserError as error:
            self._words.setText(str(error))
        else:
            self._words.setText("")
            self.keys_chosen.emit(changes)
