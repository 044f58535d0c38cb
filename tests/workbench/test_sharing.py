"""Lists and rows between this program and another one, over a real hub on loopback."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import numpy as np
import pyarrow as pa
import pytest
from astropy.table import Table

from gzlabel.embedding import import_matrix
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace

samp = pytest.importorskip("pyvo.samp", reason="SAMP needs pyvo: pip install 'gzlabel[vo]'")
N_GALAXIES = 40


class Stranger:
    """Another program on the same hub."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str]]] = []
        self.client = samp.SAMPIntegratedClient(name="topcat", addr="127.0.0.1")
        self.client.connect()
        for kind in ("table.load.votable", "table.highlight.row", "coord.pointAt.sky"):
            self.client.bind_receive_message(kind, self._hear)

    def _hear(self, key: str, sender: str, message: str, kind: str, parameters: dict, extra: dict) -> None:
        self.heard.append((kind, parameters))

    def say(self, kind: str, **parameters: object) -> None:
        named = {name.replace("_", "-"): value for name, value in parameters.items()}
        self.client.notify_all({"samp.mtype": kind, "samp.params": named})

    def last(self, kind: str) -> dict[str, str] | None:
        return next((told for what, told in reversed(self.heard) if what == kind), None)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{(tmp_path / 'samp').as_uri()}")
    with samp.conf.set_temp("use_internet", False):
        server = samp.SAMPHubServer(addr="127.0.0.1", lockfile=str(tmp_path / "samp"), web_profile=False)
        server.start()
        yield
        server.stop()


@pytest.fixture
def stranger(hub: None) -> Iterator[Stranger]:
    other = Stranger()
    yield other
    other.client.disconnect()


@pytest.fixture
def workbench(tmp_path: Path, mailbox: Mailbox) -> Iterator[Workbench]:
    np.save(tmp_path / "v.npy", np.random.default_rng(0).normal(size=(N_GALAXIES, 6)).astype(np.float32))
    table = pa.table(
        {
            "name": [f"G{n}" for n in range(N_GALAXIES)],
            "ra": 150 + np.arange(N_GALAXIES) / 10,
            "dec": np.full(N_GALAXIES, 2.0),
        }
    )
    with Workspace.create(tmp_path / "w.gzlabel", table, id_column="name") as made:
        import_matrix(tmp_path / "v.npy", made.embedding_folder, N_GALAXIES).reduced()
        made.set_setting("map by itself", False)
    opened = Workbench(Workspace.open(tmp_path / "w.gzlabel"), JobRunner(mailbox.put))
    opened.start()
    assert mailbox.run_until(lambda: bool(opened.state.page.rows))
    yield opened
    opened.close()


@pytest.fixture
def joined(workbench: Workbench, stranger: Stranger, mailbox: Mailbox) -> Workbench:
    workbench.sharing.toggle()
    assert mailbox.run_until(lambda: workbench.sharing.is_connected, 20)
    return workbench


@pytest.fixture
def until(mailbox: Mailbox) -> Callable[[Callable[[], bool]], None]:
    def wait(done: Callable[[], bool]) -> None:
        assert mailbox.run_until(done, 20)

    return wait


def notices(workbench: Workbench) -> str:
    return "\n".join(notice.text for notice in workbench.state.notices)


def test_a_list_goes_out_as_a_table_with_every_column(
    joined: Workbench, stranger: Stranger, until: Callable[..., None]
) -> None:
    joined.sharing.send(np.array([7, 3, 30]))
    until(lambda: stranger.last("table.load.votable") is not None)
    told = stranger.last("table.load.votable")
    assert told is not None
    table = Table.read(url2pathname(urlparse(told["url"]).path), format="votable")
    assert list(table["name"]) == ["G7", "G3", "G30"]
    assert "gz_mean" in table.colnames
    until(lambda: "3 galaxies sent as w-1, to topcat" in notices(joined))


def test_a_row_marked_there_is_shown_here_and_not_told_back(
    joined: Workbench, stranger: Stranger, until: Callable[..., None]
) -> None:
    joined.sharing.send(np.array([7, 3, 30]))
    until(lambda: stranger.last("table.load.votable") is not None)
    told = stranger.last("table.load.votable")
    assert told is not None
    stranger.say("table.highlight.row", table_id=told["table-id"], url=told["url"], row="2")
    until(lambda: joined.state.current == 30)
    stranger.say("table.highlight.row", url=told["url"], row="0")
    until(lambda: joined.state.current == 7)
    stranger.say("table.select.rowList", table_id=told["table-id"], row_list=["0", "1"])
    until(lambda: joined.state.selection.tolist() == [3, 7])
    time.sleep(0.2)
    assert stranger.last("table.highlight.row") is None


def test_a_galaxy_shown_here_is_marked_there(
    joined: Workbench, stranger: Stranger, until: Callable[..., None]
) -> None:
    joined.sharing.send(np.array([7, 3, 30]))
    joined.go_to(3)
    until(lambda: stranger.last("table.highlight.row") is not None)
    told = stranger.last("table.highlight.row")
    assert told is not None
    assert told["row"] == "1"


def test_positions_are_pointed_at_both_ways(
    joined: Workbench, stranger: Stranger, until: Callable[..., None]
) -> None:
    joined.sharing.point(5)
    until(lambda: stranger.last("coord.pointAt.sky") == {"ra": "150.5", "dec": "2.0"})
    stranger.say("coord.pointAt.sky", ra="151.2001", dec="2.0001")
    until(lambda: joined.state.current == 12)


@pytest.mark.parametrize(
    ("kind", "parameters", "why"),
    [
        ("table.highlight.row", {"table_id": "passwords", "row": "0"}, "not sent from here"),
        ("table.highlight.row", {"url": "file:///etc/passwd", "row": "0"}, "not sent from here"),
        ("table.highlight.row", {"url": "http://127.0.0.1:631/", "row": "0"}, "not sent from here"),
        ("table.highlight.row", {"table_id": ["a"], "url": {"b": "c"}, "row": "0"}, "not sent from here"),
        ("table.highlight.row", {"table_id": "gzlabel-w-1", "row": "3"}, "a row that its table"),
        ("table.highlight.row", {"table_id": "gzlabel-w-1", "row": "9" * 4000}, "a row that its table"),
        ("table.highlight.row", {"table_id": "gzlabel-w-1", "row": "-1"}, "a row that its table"),
        ("table.highlight.row", {"table_id": "gzlabel-w-1", "row": "١"}, "a row that its table"),
        ("table.highlight.row", {"table_id": "gzlabel-w-1"}, "a row that its table"),
        ("table.select.rowList", {"table_id": "gzlabel-w-1", "row_list": "0"}, "list of rows is none"),
        ("table.select.rowList", {"table_id": "gzlabel-w-1", "row_list": ["0", "x"]}, "a row that its"),
        ("coord.pointAt.sky", {"ra": "nan", "dec": "2"}, "its position is none"),
        ("coord.pointAt.sky", {"ra": "1e999", "dec": "2"}, "its position is none"),
        ("coord.pointAt.sky", {"ra": "10", "dec": "-80"}, "no galaxy lies within"),
        ("coord.pointAt.sky", {}, "its position is none"),
    ],
)
def test_a_stranger_can_do_no_harm(
    joined: Workbench,
    stranger: Stranger,
    until: Callable[..., None],
    kind: str,
    parameters: dict[str, object],
    why: str,
) -> None:
    joined.sharing.send(np.array([7, 3, 30]))
    until(lambda: stranger.last("table.load.votable") is not None)
    before = joined.state.current, joined.state.selection.tolist()
    stranger.say(kind, **parameters)
    until(lambda: why in notices(joined))
    assert (joined.state.current, joined.state.selection.tolist()) == before


def test_nothing_is_fetched_for_a_message(joined: Workbench, stranger: Stranger) -> None:
    wanted = stranger.client.get_subscribed_clients("table.load.votable")
    assert joined.sharing.is_connected
    assert not wanted


def test_what_was_sent_goes_when_the_desk_goes(
    joined: Workbench, stranger: Stranger, until: Callable[..., None]
) -> None:
    joined.sharing.send(np.array([1]))
    until(lambda: stranger.last("table.load.votable") is not None)
    told = stranger.last("table.load.votable")
    assert told is not None
    sent = Path(url2pathname(urlparse(told["url"]).path))
    assert sent.is_file()
    joined.close()
    assert not sent.parent.exists()
    assert len(stranger.client.get_registered_clients()) == 1  # the hub itself


def test_without_a_hub_it_is_told(
    workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until: Callable[..., None]
) -> None:
    monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{(tmp_path / 'nowhere').as_uri()}")
    workbench.sharing.send(np.array([1]))
    assert "Not connected" in notices(workbench)
    workbench.sharing.toggle()
    until(lambda: "no SAMP hub is running" in notices(workbench))
    assert not workbench.sharing.is_connected
