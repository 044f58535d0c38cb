"""Sentences from below the desk in the user's language, and that they are still said there."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import gzlabel
from gzlabel.desk.window import DeskWindow
from gzlabel.desk.words.below import NAMES, SENTENCES
from gzlabel.desk.words.language import ENGLISH, Language
from gzlabel.desk.words.told_below import told_below
from gzlabel.errors import WorkspaceError
from gzlabel.workspace.lock import locked_by
from tests.desk.fake_workbench import FakeWorkbench

_DESK = Path(gzlabel.__file__).parent / "desk"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    language = Language(qapp)
    language.choose("de")
    yield
    language.choose(ENGLISH)


def _template(node: ast.expr) -> str | None:
    """The text of a constant, or of an f-string with {0} and the like in its places."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        texts, number = [], 0
        for part in node.values:
            if isinstance(part, ast.Constant):
                texts.append(str(part.value))
            else:
                texts.append(f"{{{number}}}")
                number += 1
        return "".join(texts)
    return None


@cache
def _said_below() -> frozenset[str]:
    files = (path for path in Path(gzlabel.__file__).parent.rglob("*.py") if _DESK not in path.parents)
    found = (
        _template(node)
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.expr)
    )
    return frozenset(text.rstrip(".") for text in found if text)


@pytest.mark.parametrize("sentence", [*SENTENCES, *NAMES])
def test_a_sentence_is_still_said_below(sentence: str) -> None:
    assert sentence in _said_below()


_UNKNOWN = "here: what nobody knows. Rate some, or export all."


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("1,494 galaxies written to /data/a.csv", "1.494 Galaxien geschrieben nach /data/a.csv"),
        (
            "3 galaxies written to a.csv; 2 outside the cut were left out",
            "3 Galaxien geschrieben nach a.csv; 2 außerhalb des Schnitts blieben weg",
        ),
        ("Map stopped; what was finished is kept", "Karte angehalten; was fertig war, bleibt"),
        (
            "All 12 galaxies (similar to NGC 1) are outside the cut",
            "Alle 12 Galaxien (ähnlich wie NGC 1) liegen außerhalb des Schnitts",
        ),
        ("Vera hands over to rating", "Vera übergibt an rating"),
        (
            "galaxy 7: this galaxy has no position on the sky. "
            "Make the workspace from a table with right ascension and declination.",
            "galaxy 7: diese Galaxie hat keinen Ort am Himmel. "
            "Leg den Arbeitsraum aus einer Tabelle mit Rektaszension und Deklination an.",
        ),
        (
            "a.gzlabel: these galaxies have no positions to match by. "
            "Make the workspace with --ra and --dec, where the table has them.",
            "a.gzlabel: diese Galaxien haben keine Positionen, nach denen sich vergleichen ließe. "
            "Leg den Arbeitsraum mit --ra und --dec an, wenn die Tabelle sie hat.",
        ),
        (
            "z >: the cut has the end at character 3 where a value should be.",
            "z >: der Schnitt hat das Ende an Stelle 3, wo ein Wert stehen sollte.",
        ),
        (
            "foo: there is no column 'foo'. Its columns are 'a', 'b' and 1,055 more.",
            "foo: es gibt keine Spalte 'foo'. Ihre Spalten sind 'a', 'b' und 1.055 weitere.",
        ),
        (
            "1 of 1 ids are not in the catalogue: X. Ids are those of id, such as G1.",
            "1 von 1 Namen stehen nicht im Katalog: X. Namen sind die der Spalte id, etwa G1.",
        ),
        (_UNKNOWN, _UNKNOWN),
    ],
)
def test_a_notice_is_told_in_german(english: str, other: str) -> None:
    assert told_below(english) == other


@pytest.mark.usefixtures("german")
def test_a_mistake_keeps_its_place_and_its_remedy() -> None:
    locked = locked_by({"user": "vera", "host": "dome", "pid": 7, "since": "noon"}, Path("/data/a.gzlabel"))
    assert told_below(str(locked)) == (
        "/data/a.gzlabel: in diesen Arbeitsraum schreibt schon vera on dome (Prozess 7, seit noon). "
        "Schließ ihn dort, oder öffne ihn hier nur zum Lesen."
    )
    full = WorkspaceError(
        "the disk is full, and the last step was not saved; what was saved before is safe",
        where="C: /a b/ratings.db",
        remedy="Free some space and do it again",
    )
    assert told_below(str(full)) == (
        "C: /a b/ratings.db: der Datenträger ist voll, und der letzte Schritt ist nicht gespeichert; "
        "was vorher gespeichert war, ist sicher. Schaff Platz und tu es noch einmal."
    )


@pytest.mark.usefixtures("german")
def test_the_notice_bar_speaks_german(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.notify("No cluster is dismissed")
    assert desk.views.notices.text == "Keine Gruppe ist ausgeblendet"


def test_english_stays_as_it_is() -> None:
    for text in ("1,494 galaxies written to a.csv", "Map stopped; what was finished is kept"):
        assert told_below(text) == text
