"""Every text that names a key names the one in force, at once."""

import re

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTextBrowser

from gzlabel.desk.commands import COMMANDS
from gzlabel.desk.dialogs.help_window import HelpWindow
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.keys.keymap import with_changes
from gzlabel.desk.missing import map_missing
from gzlabel.desk.page.page_words import page_source
from gzlabel.desk.window import DeskWindow
from gzlabel.desk.words.fixed_words import fixed_words
from gzlabel.desk.words.language import ENGLISH, help_page
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench
from tests.desk.words.test_language import asked

_NAMED = re.compile(r"\b(?:Ctrl|Shift|Alt)\+\w+|\bEsc\b|\bF\d+\b|\bPress [0-9A-Z]\b|\bwith [A-Z]\b")


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


def test_a_key_is_called_as_it_is_after_a_change(keyboard: Keyboard) -> None:
    assert keyboard.key("map.build") == "Ctrl+M"
    keyboard.use(with_changes({"map.build": ("F9",)}))
    assert keyboard.key("map.build") == "F9"


def test_a_command_without_a_key_is_called_by_its_name(keyboard: Keyboard) -> None:
    keyboard.use(with_changes({"look.next_page": ()}))
    assert keyboard.key("look.next_page") == "“Next page”"


def test_a_page_of_help_names_the_keys_in_force(keyboard: Keyboard) -> None:
    keyboard.use(with_changes({"rate.skip": ("Y",), "look.recent": ("F6",)}))
    told = keyboard.retold("`Space` skips, `,` goes back, `Ctrl+K` stays, `smooth < 0.5` is no key.")
    assert told == "`Y` skips, `F6` goes back, `Ctrl+K` stays, `smooth < 0.5` is no key."


def test_no_text_of_the_desk_has_a_key_written_into_it() -> None:
    about_spelling = {"Write it like Ctrl+K, or press it in the table"}
    named = {text for text in asked() | set(fixed_words()) if _NAMED.search(text)}
    assert named - about_spelling == set()


def test_every_key_of_the_tour_is_one_of_the_table() -> None:
    usual = {QKeySequence(key).toString() for command in COMMANDS for key in command.keys}
    tour = help_page("tour").read_text(encoding="utf-8")
    quoted = set(re.findall(r"`([^`\n]+)`", tour)) - {"smooth < 0.5", "Shift", "Ctrl"}
    assert {QKeySequence(key).toString() for key in quoted} - usual == set()
    assert ENGLISH == "en"


def test_the_desk_follows_at_once(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.go_to(200)
    workbench.put(Part.PAGE, Part.CUT)
    beside = desk.views.galaxy._beside
    assert "Esc leaves it" in beside.text()
    desk.choose_keys(
        {
            "select.none": ("F7",),
            "map.outside": ("F8",),
            "rate.0": ("Q",),
            "rate.5": ("Y",),
            "help.keys": ("F3",),
        }
    )
    assert "F7 leaves it" in beside.text()
    assert "(F8)" in desk.views.cut.field.toolTip()
    assert desk.views.recent.invitation.startswith("Press Q to Y to rate")
    assert desk.views.recent.invitation.endswith("F3 shows every key.")


def test_words_for_what_is_missing_name_the_key_in_force(
    workbench: FakeWorkbench, keyboard: Keyboard
) -> None:
    keyboard.use(with_changes({"map.build": ("F9",), "look.next_page": ("F10",)}))
    workbench.put(map=None, settings={"map by itself": False})
    assert map_missing(workbench.state, keyboard) == "No map yet: F9 builds it."
    page = workbench.state.page
    workbench.put(page=type(page)(page.rows, 1, source="random, until the vectors are ready"))
    assert page_source(workbench.state, keyboard).endswith("turn to it with F10")


def test_an_open_page_of_help_follows_too(desk: DeskWindow) -> None:
    desk.dialogs.help()
    tour = desk.findChild(HelpWindow).tabs.widget(0)
    assert isinstance(tour, QTextBrowser)
    assert "Space skips" in tour.toPlainText()
    desk.choose_keys({"rate.skip": ("Y",)})
    assert "Y skips" in tour.toPlainText()
    desk.findChild(HelpWindow).close()
