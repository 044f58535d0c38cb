"""Numbers as the user's language writes them, with the word they count in the singular or the plural."""

from functools import cache
from numbers import Real

from PySide6.QtCore import QCoreApplication, QLocale

from gzlabel.desk.words.language import in_force

_FORMS = {
    "rating": ("{0:,} rating", "{0:,} ratings"),
    "liked": ("{0:,} liked", "{0:,} liked"),
    "skipped": ("{0:,} skipped", "{0:,} skipped"),
    "unclear": ("{0:,} cannot tell", "{0:,} cannot tell"),
    "artefact": ("{0:,} artefact", "{0:,} artefacts"),
    "galaxy": ("{0:,} galaxy", "{0:,} galaxies"),
    "decision": ("{0:,} decision", "{0:,} decisions"),
    "look": ("{0:,} look", "{0:,} looks"),
    "find": ("{0:,} find", "{0:,} finds"),
    "repeat": ("{0:,} repeat", "{0:,} repeats"),
    "cluster": ("{0:,} cluster", "{0:,} clusters"),
}


def counted(n: int, what: str) -> str:
    """``n`` things: "1 artefact", "1,200 galaxies"."""
    one, many = _FORMS[what]
    return told(QCoreApplication.translate("counted", one if n == 1 else many), n)


def apart(n: int, what: str) -> tuple[str, str]:
    """Figure and word, to stand in two places: ("1", "artefact")."""
    figure, _, word = counted(n, what).partition(" ")
    return figure, word


def told(words: str, *values: object) -> str:
    """``words.format(*values)``, each figure with the decimal point and the groups of the language."""
    marks = _marks(in_force())
    return words.format(*(_Figure(one, marks) if isinstance(one, Real) else one for one in values))


def expected(mean: float, std: float) -> str:
    """Expected interest with its standard deviation: "3.20 ± 0.41"."""
    return told("{0:.2f} ± {1:.2f}", mean, std)


class _Figure:
    def __init__(self, value: Real, marks: dict[int, str]) -> None:
        self._value, self._marks = value, marks

    def __format__(self, spec: str) -> str:
        return format(self._value, spec).translate(self._marks)


@cache
def _marks(language: str) -> dict[int, str]:
    """What stands in a language for the marks of Python's figures, as `str.translate` takes it."""
    locale = QLocale(language)
    return str.maketrans({",": locale.groupSeparator(), ".": locale.decimalPoint(), "-": "−"})


def counted_forms() -> tuple[str, ...]:
    """Every form, in English."""
    return tuple(form for forms in _FORMS.values() for form in forms)
