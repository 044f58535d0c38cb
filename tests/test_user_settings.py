"""Choices for the whole program."""

import json
from pathlib import Path

import pytest

from gzlabel.errors import UserError
from gzlabel.user_settings import change_setting, settings_file, user_setting


@pytest.fixture(autouse=True)
def fresh_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_reports_are_on_and_the_network_is_left_alone_by_default() -> None:
    assert user_setting("crash-reports")
    assert not user_setting("update-check")


def test_a_choice_is_kept_beside_the_others() -> None:
    change_setting("update-check", "on")
    change_setting("crash-reports", "off")
    assert (user_setting("update-check"), user_setting("crash-reports")) == (True, False)


@pytest.mark.parametrize(("said", "expected"), [("off", False), ("0", False), ("ON", True), ("maybe", True)])
def test_the_environment_has_the_last_word(
    monkeypatch: pytest.MonkeyPatch, said: str, expected: bool
) -> None:
    monkeypatch.setenv("GZLABEL_CRASH_REPORTS", said)
    assert user_setting("crash-reports") is expected


@pytest.mark.parametrize(("name", "value"), [("telemetry", "on"), ("update-check", "perhaps")])
def test_what_is_no_setting_is_a_sentence(name: str, value: str) -> None:
    with pytest.raises(UserError, match=r"is no setting. Settings are crash-reports, update-check"):
        change_setting(name, value)


@pytest.mark.parametrize("content", ["", "[]", '{"update-check": "yes"}', "\udcff"])
def test_a_damaged_file_is_the_usual(content: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(content.encode("utf-8", "surrogateescape"))
    assert not user_setting("update-check")


def test_only_what_is_known_is_kept() -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('{"update-check": true, "strange": 1}')
    change_setting("crash-reports", "on")
    assert json.loads(settings_file().read_text()) == {"crash-reports": True, "update-check": True}
