"""What is written can be read, in every theme."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from gzlabel.desk.counted import counted, told
from gzlabel.desk.language import ENGLISH, Language
from gzlabel.desk.look import Look, contrast
from gzlabel.desk.theme import THEMES

_LARGE_TEXT = 3.0
"""Least contrast of bold digits, WCAG 2.2, 1.4.3."""


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_the_digit_of_every_rating_can_be_read(qapp: QApplication, look: Look, theme: str) -> None:
    before = look.choice
    look.choose(theme)
    contrasts = [contrast(look.text_on(colour), colour) for colour in map(look.rating_colour, range(6))]
    look.choose(before)
    assert min(contrasts) >= _LARGE_TEXT, contrasts


@pytest.mark.parametrize(("code", "text"), [("en", "12,345 ratings"), ("de", "12.345 Bewertungen")])
def test_figures_are_grouped_as_the_language_does(qapp: QApplication, code: str, text: str) -> None:
    language = Language(qapp)
    language.choose(code)
    shown, plain = counted(12_345, "rating"), told("{0:,} {1} {2:.1f}", 999, "a,b", 0.5)
    language.choose(ENGLISH)
    assert shown == text
    assert plain == "999 a,b 0.5"
