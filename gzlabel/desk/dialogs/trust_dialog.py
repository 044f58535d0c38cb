"""How far the ratings can be trusted, and the galaxies that come by unmarked to find out."""

import math
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QWidget,
)

from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.style.look import GAP
from gzlabel.desk.words.counted import counted, told
from gzlabel.desk.words.language import translated
from gzlabel.workbench.state import Part
from gzlabel.workbench.trust import Trust, noise_variance

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SHARES = (0.0, 0.1, 0.25, 0.5, 1.0)


class TrustDialog(QDialog):
    """Settings take effect with the next page; figures follow."""

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Trust"))
        self.repeats, self.known = self._shares("repeat share"), self._shares("known share")
        self.noise = QCheckBox(self.tr("Use it as the model's noise, from ten repeats on"), self)
        self.noise.setChecked(bool(workbench.state.settings.get("noise from repeats")))
        self._steady, self._complete = Caption("", self), Caption("", self)
        self._arrange()
        self.repeats.activated.connect(self._on_changed)
        self.known.activated.connect(self._on_changed)
        self.noise.toggled.connect(self._on_changed)
        workbench.changed.connect(self._follow)
        self._tell()

    def done(self, result: int) -> None:
        self._workbench.changed.disconnect(self._follow)
        super().done(result)

    def _shares(self, setting: str) -> QComboBox:
        chooser = QComboBox(self)
        for share in _SHARES:
            words = told(self.tr("on {0:.0%} of the pages"), share) if share else self.tr("never")
            chooser.addItem(words, share)
        present = float(str(self._workbench.state.settings.get(setting, 0.0)))
        chooser.setCurrentIndex(max(0, chooser.findData(present)))
        return chooser

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(GAP)
        self.repeats.setAccessibleName(self.tr("How often a rated galaxy comes by again"))
        self.known.setAccessibleName(self.tr("How often a known example comes by"))
        form.addRow(self.tr("Rated galaxies come by again"), self.repeats)
        form.addRow("", self._steady)
        form.addRow("", self.noise)
        form.addRow(self.tr("Known examples come by"), self.known)
        form.addRow("", self._complete)
        words = Caption(
            self.tr(
                "They stand unmarked among the model's choice, a repeat once forty others were decided on since. "
                "While repeats are on, the model's expectation is kept back until you decide, "
                "lest it gives them away. "
                "Known examples: select them, then Search ▸ Take the selection as known examples."
            ),
            self,
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = DialogColumn(self, form, words, buttons)
        column.addStrut(608)

    def _follow(self, parts: frozenset[Part]) -> None:
        if Part.SCORES in parts:
            self._tell()

    def _tell(self) -> None:
        trust = self._workbench.state.trust
        self._steady.setText(steadiness(trust))
        self._complete.setText(completeness(trust, len(self._workbench.checks.known)))
        self.noise.setEnabled(noise_variance(trust) is not None or self.noise.isChecked())

    def _on_changed(self) -> None:
        for setting, value in (
            ("repeat share", self.repeats.currentData()),
            ("known share", self.known.currentData()),
            ("noise from repeats", self.noise.isChecked()),
        ):
            if self._workbench.state.settings.get(setting) != value:
                self._workbench.set_setting(setting, value)


def steadiness(trust: Trust) -> str:
    """Self-consistency in a sentence."""
    if not trust.n_repeats:
        return translated("No galaxy has been rated twice yet.")
    return told(
        translated("{0}: {1:.0%} rated the same again, ± {2:.2f} a rating."),
        counted(trust.n_repeats, "repeat"),
        trust.share_same,
        trust.noise,
    )


def completeness(trust: Trust, n_known: int) -> str:
    """Completeness in a sentence."""
    if math.isnan(trust.completeness) and not n_known:
        return translated("No galaxy is a known example yet.")
    if math.isnan(trust.completeness):
        return told(translated("None of {0:,} known examples has come by yet."), n_known)
    words = translated("{0:,} of {1:,} known examples that came by were liked: {2:.0%} complete.")
    return told(words, trust.n_known_liked, trust.n_known, trust.completeness)
