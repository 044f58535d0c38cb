import pytest

from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keys.keymap import recalled, usual_keys, with_changes
from gzlabel.errors import UserError


def test_every_command_has_a_name_a_key_and_a_sentence() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.menu in MENUS
        assert command.english_help.endswith("."), command.id


def test_no_key_of_the_table_means_two_things() -> None:
    assert with_changes({}) == usual_keys()


def test_a_change_replaces_the_usual_keys() -> None:
    assert with_changes({"rate.skip": ("Y",)})["rate.skip"] == ("Y",)


def test_a_conflict_is_refused_with_both_names() -> None:
    with pytest.raises(UserError, match=r"X would mean both .*Skip.*Artefact"):
        with_changes({"rate.skip": ("X",)})


def test_a_command_that_is_gone_is_forgotten() -> None:
    assert "old.command" not in with_changes({"old.command": ("Y",)})


def test_own_keys_stay_where_a_newer_table_needs_them_for_something_else() -> None:
    keys = recalled({"rate.skip": ("J",)})
    assert keys["rate.skip"] == ("J",)
    assert keys["look.blink"] == ()
