"""Network file systems, told from the system's table of mounts."""

from pathlib import Path, PureWindowsPath

import pytest

from gzlabel.workspace import NewDecision, Workspace
from gzlabel.workspace.network import is_on_network, is_share

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home {0} nfs4 rw 0 0
tmpfs {0}/local\\040disk tmpfs rw 0 0
//server/share {0}/share cifs rw 0 0
malformed
"""


@pytest.mark.parametrize(
    ("folder", "expected"), [("x", True), ("local disk/x", False), ("share/x", True), ("..", False)]
)
def test_the_deepest_mount_decides(tmp_path: Path, folder: str, expected: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(tmp_path / "home"))
    assert is_on_network(tmp_path / "home" / folder, mounts) is expected


def test_where_the_system_does_not_say_it_is_taken_for_local(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path, tmp_path / "no-such-table")


def test_a_workspace_on_the_network_shares_no_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gzlabel.workspace.opening.is_on_network", lambda path: True)
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
        assert workspace._database.read("PRAGMA journal_mode")[0][0] == "truncate"
        assert not (folder / "workspace.sqlite-wal").exists()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (r"\\server\share\rings.gzlabel", True),
        ("//server/share/rings.gzlabel", True),
        (r"\\?\UNC\server\share\rings.gzlabel", True),
        (r"\\?\C:\Users\anna\rings.gzlabel", False),
        (r"C:\Users\anna\rings.gzlabel", False),
        (r"Z:\rings.gzlabel", False),
    ],
)
def test_a_path_of_windows_says_itself_whether_it_leads_to_another_computer(
    place: str, expected: bool
) -> None:
    assert is_share(PureWindowsPath(place)) is expected
