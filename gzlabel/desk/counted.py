"""Numbers with the word they count, in the singular or the plural of the user's language."""

from PySide6.QtCore import QCoreApplication

_FORMS = {
    "rating": ("{0:,} rating", "{0:,} ratings"),
    "liked": ("{0:,} liked", "{0:,} liked"),
    "skipped": ("{0:,} skipped", "{0:,} skipped"),
    "artefact": ("{0:,} artefact", "{0:,} artefacts"),
    "galaxy": ("{0:,} galaxy", "{0:,} galaxies"),
    "look": ("{0:,} look", "{0:,} looks"),
    "find": ("{0:,} find", "{0:,} finds"),
    "repeat": ("{0:,} repeat", "{0:,} repeats"),
    "cluster": ("{0:,} cluster", "{0:,} clusters"),
}


def counted(n: int, what: str) -> str:
    """``n`` things: "1 artefact", "1,200 galaxies"."""
    one, many = _FORMS[what]
    return QCoreApplication.translate("counted", one if n == 1 else many).format(n)


def counted_forms() -> tuple[str, ...]:
    """Every form, in English."""
    return tuple(form for forms in _FORMS.values() for form in forms)
