"""Positions, addresses and classes of a real workspace."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.catalogue.links import LINKS
from gzlabel.errors import UserError
from gzlabel.workbench.classes import Classes, columns_of_classes
from gzlabel.workbench.elsewhere import Elsewhere
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    table = pa.table(
        {
            "name": [f"NGC {n}" for n in range(6)],
            "ra": [150.1163213, 1.0, 2.0, 3.0, 4.0, None],
            "dec": [2.205147, 1.0, 2.0, 3.0, 4.0, None],
            "morphology": ["Sa", "Sb", "Sa", "E", "E", "E"],
            "code": ["SBa(r)", "SBb", "SBa(r)", "E0", "E1", "E2"],
            "ring": [1, 0, 1, 0, 0, 0],
            "magnitude": [14.1, 14.2, 14.3, 14.4, 14.5, 14.6],
        }
    )
    with Workspace.create(tmp_path / "w.gzlabel", table, id_column="name") as made:
        yield made


@pytest.fixture
def elsewhere(workspace: Workspace) -> Elsewhere:
    return Elsewhere(workspace, Store(State("rings", ("rings",), 6)))


def test_coordinates_come_in_three_ways(elsewhere: Elsewhere) -> None:
    assert elsewhere.coordinates(0) == (
        "150.1163213 +2.2051470",
        "10:00:27.917 +02:12:18.53",
        "J100027.91+021218.5",
    )
    with pytest.raises(UserError, match="no position"):
        elsewhere.coordinates(5)


def test_an_address_of_ones_own_lasts_and_may_use_columns(elsewhere: Elsewhere, workspace: Workspace) -> None:
    elsewhere.remember("mine", "https://a.org/{id}?m={magnitude:.1f}&ra={ra}")
    assert Elsewhere(workspace, elsewhere._store).names(1)[-1] == "mine"
    assert elsewhere.address(1, "mine") == "https://a.org/NGC%201?m=14.2&ra=1.0"
    with pytest.raises(UserError, match="no address of the web"):
        elsewhere.remember("mine", "file:///etc/passwd")
    elsewhere.remember("mine", "")
    assert "mine" not in elsewhere.names(1)


def test_without_a_position_only_addresses_that_ask_for_none_are_offered(elsewhere: Elsewhere) -> None:
    assert "SIMBAD" in elsewhere.names(0)
    assert elsewhere.names(5) == ()
    elsewhere.remember("archive", "https://a.org/{id}")
    assert elsewhere.names(5) == ("archive",)
    assert elsewhere.address(5, "archive") == "https://a.org/NGC%205"
    with pytest.raises(UserError, match="no position"):
        elsewhere.address(5, "SIMBAD")


def test_columns_of_classes_flags_and_codes_are_found(workspace: Workspace) -> None:
    assert columns_of_classes(workspace.catalogue) == ("morphology", "ring", "code")


def test_examples_are_of_their_class(workspace: Workspace, mailbox: Mailbox) -> None:
    runner, found = JobRunner(mailbox.put), []
    classes = Classes(workspace.catalogue, Store(State("rings", ("rings",), 6)), runner)
    classes.examples("code", 2, found.append, prefix=2)
    assert mailbox.run_until(lambda: bool(found))
    runner.close()
    assert {label: len(rows) for label, rows in found[0].items()} == {
        "SB (3)": 2,
        "E0 (1)": 1,
        "E1 (1)": 1,
        "E2 (1)": 1,
    }


def test_addresses_of_a_colleague_that_may_not_be_opened_are_left_out(
    elsewhere: Elsewhere, workspace: Workspace
) -> None:
    own = {
        "torn": "https://a.org/{",
        "file": "file:///etc/passwd",
        "none": None,
        "good": "https://a.org/{id}",
    }
    workspace.set_setting("links", own)
    assert elsewhere.names(5) == ("good",)
    assert set(elsewhere.names(0)) - set(LINKS) == {"good"}


def test_an_address_that_cannot_be_kept_is_refused(workspace: Workspace) -> None:
    with Workspace.open(workspace.path, read_only=True) as read:
        elsewhere = Elsewhere(read, Store(State("rings", ("rings",), 6)))
        with pytest.raises(UserError, match="read-only"):
            elsewhere.remember("mine", "https://a.org/{id}")
