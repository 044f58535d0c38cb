"""Figures as the language writes them, in sentences, fields and the map's legend."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from gzlabel.desk.dialogs.number_fields import FigureField
from gzlabel.desk.map.legend import ends
from gzlabel.desk.words.counted import counted, expected, told
from gzlabel.desk.words.language import ENGLISH, Language


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    language = Language(qapp)
    yield language
    language.choose(ENGLISH)


@pytest.mark.parametrize(
    ("code", "count", "sentence", "interest"),
    [
        ("en", "12,345 ratings", "999 a,b 0.5 1,234.50", "3.20 ± 0.41"),
        ("de", "12.345 Bewertungen", "999 a,b 0,5 1.234,50", "3,20 ± 0,41"),
    ],
)
def test_figures_are_written_as_the_language_does(
    language: Language, code: str, count: str, sentence: str, interest: str
) -> None:
    language.choose(code)
    assert counted(12_345, "rating") == count
    assert told("{0:,} {1} {2:.1f} {3:,.2f}", 999, "a,b", 0.5, 1234.5) == sentence
    assert expected(np.float32(3.2), np.float32(0.41)) == interest


@pytest.mark.parametrize(("code", "text"), [("en", "0.50"), ("de", "0,50")])
def test_a_field_has_the_decimal_point_of_the_sentences(language: Language, code: str, text: str) -> None:
    language.choose(code)
    parent = QWidget()
    field = FigureField(parent)
    field.setValue(0.5)
    assert field.text() == text
    parent.deleteLater()


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0.132, 1.4, ("0.1", "1.4")),
        (0, 5, ("0", "5")),
        (12.1, 96, ("12", "96")),
        (1_200, 98_000, ("1,200", "98,000")),
        (0.00012, 0.00034, ("0.00012", "0.00034")),
        (1e-12, 3e-9, ("1e−12", "3e−09")),
        (2e10, 7e12, ("2e+10", "7e+12")),
        (3, 3, ("3", "3")),
        (-0.04, 1.26, ("0.0", "1.3")),
        (-2.5, -1.25, ("−2.5", "−1.2")),
    ],
)
def test_the_ends_of_a_ramp_have_as_many_decimals(low: float, high: float, shown: tuple[str, str]) -> None:
    assert ends(low, high) == shown
