"""Whatever bytes come, JSON is parsed or refused in one way."""

from pathlib import Path

import pytest

from gzlabel.parsed_json import parsed_json
from gzlabel.workspace.lock import _read_holder


def test_what_it_says() -> None:
    assert parsed_json(b'{"rows": [1, 2.5, null]}') == {"rows": [1, 2.5, None]}


@pytest.mark.parametrize("text", ["", "{", '{"a": }', "[" * 100_000, '{"a":' * 100_000])
def test_anything_else_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting|nested too deeply"):
        parsed_json(text)


def test_a_lock_of_a_hundred_thousand_brackets_names_nobody(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("[" * 100_000)
    assert _read_holder(lock) == {}
