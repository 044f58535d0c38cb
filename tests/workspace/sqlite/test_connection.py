"""Databases opened by an address, wherever they lie and whatever they are called."""

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PureWindowsPath
from urllib.parse import unquote

import pytest

from gzlabel.workspace.sqlite.connection import connect_to_read, uri_to_read


@pytest.mark.parametrize(
    "name", ["a b.sqlite", "50%25?mode=rwc.sqlite", "#1&cache=shared.sqlite", "Ős.sqlite"]
)
def test_a_name_is_never_an_option(tmp_path: Path, name: str) -> None:
    with closing(sqlite3.connect(tmp_path / name)) as connection, connection:
        connection.execute("CREATE TABLE galaxy (id)")
    with closing(connect_to_read(tmp_path / name)) as reading:
        assert reading.execute("SELECT count(*) FROM galaxy").fetchone()[0] == 0
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reading.execute("INSERT INTO galaxy VALUES (1)")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"\\server\share\rings.gzlabel\workspace.sqlite"),
        PureWindowsPath(r"\\?\C:\very\long\workspace.sqlite"),
        PureWindowsPath(r"C:\Users\Anna B\workspace.sqlite"),
        PurePath("/home/anna/workspace.sqlite"),
    ],
)
def test_no_computer_is_named_where_sqlite_knows_only_its_own(path: PurePath) -> None:
    """After ``file://`` SQLite refuses all but ``localhost``, and a drive is no scheme of its own."""
    address = uri_to_read(path)
    assert not address.startswith(("file:/", "file:\\"))
    assert unquote(address.removeprefix("file:").removesuffix("?mode=ro")) == str(path)
