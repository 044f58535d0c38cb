"""Text in the cards of a FITS header, which hold printable ASCII only (FITS standard 4.0, section 4)."""

import re
from collections.abc import Sequence

_SIGNS = {"\u00b5": "u", "\u03bc": "u", "\u00c5": "Angstrom", "\u212b": "Angstrom", "\u00b0": "deg"}
_ESCAPE = re.compile(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")
_TAKEN_FOR_A_RECORD = re.compile(r"[\w.]+: +[+-]?[\d.]+([eEdD][+-]?\d+)?")


def as_card(text: str) -> str:
    """Spell ``text`` in printable ASCII; `from_card` undoes it."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).encode("ascii", "backslashreplace").decode()


def unit_as_card(unit: str) -> str:
    """Spell a unit as FITS does: ``uJy`` for ``µJy``, ``Angstrom`` for its sign."""
    for sign, name in _SIGNS.items():
        unit = unit.replace(sign, name)
    return as_card(unit)


def from_card(text: str) -> str:
    """Return what `as_card` spelled."""
    return _ESCAPE.sub(lambda found: found.group().encode().decode("unicode_escape"), text)


def storable_names(names: Sequence[str]) -> list[str]:
    """Return names any reader of FITS takes as they are: ASCII, different but for case, no record."""
    storable: list[str] = []
    taken: set[str] = set()
    for place, name in enumerate(names, start=1):
        stem = re.sub(r"[^ -~]", "_", name).strip() or f"col{place}"
        if _TAKEN_FOR_A_RECORD.fullmatch(stem):
            stem = stem.replace(": ", ":_")
        unique, count = stem, 1
        while unique.lower() in taken:
            count += 1
            unique = f"{stem}_{count}"
        taken.add(unique.lower())
        storable.append(unique)
    return storable
