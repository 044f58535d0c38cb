"""Nothing on the screen stays English in another language, and no catalogue tells what nobody asks."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import gzlabel.desk
from gzlabel.assets import asset
from gzlabel.desk.commands import MENUS
from gzlabel.desk.memory import Memory
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from gzlabel.desk.words.fixed_words import fixed_words
from gzlabel.desk.words.language import ENGLISH, LANGUAGES, Language, help_page, resolved, translated, words
from tests.desk.fake_workbench import FakeWorkbench

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
_ASKING = {"tr", "translate", "translated"}


def asked() -> set[str]:
    """Every English text that the desk's code asks a translation of."""
    found = set(fixed_words())
    for path in Path(gzlabel.desk.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in _ASKING:
                    found |= {text for argument in node.args[-1:] for text in _texts(argument)}
    return found - {"en"}


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated(code: str) -> None:
    missing = sorted(asked() - set(words(code)))
    told = "\n".join(f'{text!r} = ""' for text in missing)
    assert not missing, f"put these into resources/languages/{code}/:\n{told}"


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_translated_twice(code: str) -> None:
    files = sorted(asset(f"languages/{code}").glob("*.toml"))
    texts = [text for file in files for text in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert not {text for text in texts if texts.count(text) > 1}


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_left_over(code: str) -> None:
    own = tomllib.loads(asset(f"languages/{code}/desk.toml").read_text(encoding="utf-8"))
    assert not sorted(set(own) - asked() - {"en"})


@pytest.mark.parametrize("code", OTHERS)
def test_figures_stand_in_every_translation(code: str) -> None:
    for english, other in words(code).items():
        assert _places(english) == _places(other), (english, other)
        assert other.strip(), english


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", ["tour", "method"])
def test_help_speaks_the_language(code: str, name: str, qapp: QApplication) -> None:
    language = Language(qapp)
    language.choose(code)
    try:
        assert help_page(name).parent.name == code
    finally:
        language.choose(ENGLISH)
    assert help_page(name).parent.name == "help"


@pytest.mark.parametrize("code", OTHERS)
def test_the_desk_speaks_it(qapp: QApplication, look: Look, memory: Memory, code: str) -> None:
    language = Language(qapp)
    language.choose(code)
    window = DeskWindow(FakeWorkbench(), look, memory)  # type: ignore[arg-type]
    try:
        menus = [action.text() for action in window.menuBar().actions()]
        assert menus == [words(code)[title] for title in MENUS]
        assert window.actions_table.action("rate.skip").text() == words(code)["Skip"]
    finally:
        window.close()
        window.deleteLater()
        language.choose(ENGLISH)
    assert translated("Skip") == "Skip"


def test_an_unknown_language_is_english() -> None:
    assert resolved("tlh") == ENGLISH
    assert resolved("de") == "de"


def _places(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{[^}]*\}", text))
