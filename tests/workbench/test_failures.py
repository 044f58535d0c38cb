"""What the disk and other programs do to a workbench: a notice each time, no lost rating, no dialog of a bug."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gzlabel.catalogue.images import Stretch
from gzlabel.reduction import N_COMPONENTS
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import REPAIR, NewDecision, Workspace, repair
from tests.workspace.test_damaged_while_open import damage_under

N_EARLIER = 300
"""More than one page of the database."""
REDUCED = f"reduced-{N_COMPONENTS}.npy"


def test_a_second_program_reads_and_is_told_so(
    workbench: Workbench, workspace_path: Path, mailbox: Mailbox
) -> None:
    workbench.decisions.rate(5)
    assert mailbox.run_until(lambda: workbench.state.saved)
    second = Workbench(Workspace.open_or_read(workspace_path), JobRunner(mailbox.put))
    second.start()
    assert mailbox.run_until(lambda: bool(second.state.page.rows))
    assert second.state.read_only
    assert "open for writing by" in second.state.notices[0].text
    assert len(second.state.decisions) == 1
    second.decisions.rate(4)
    second.decisions.undo()
    second.embed("morphology")
    second.background.build_map()
    second.set_setting("colour by", "spread")
    assert len(second.state.decisions) == 1
    assert not second.state.saved
    assert second.state.jobs == ()
    assert "reading only" in second.state.notices[-1].text
    second.close()
    with Workspace.open(workspace_path, read_only=True) as workspace:
        assert workspace.setting("colour by") is None
        assert len(workspace.journal.history(workspace.current_interest)) == 1


def test_no_verb_raises_on_a_full_disk(
    workbench: Workbench, full_disk: Callable[[], None], mailbox: Mailbox
) -> None:
    workbench.decisions.rate(5)
    assert mailbox.run_until(lambda: workbench.state.saved)
    full_disk()
    workbench.decisions.undo()
    assert len(workbench.state.decisions) == 1
    assert not workbench.state.saved
    workbench.decisions.redo()
    workbench.decisions.rate(1)
    workbench.decisions.reject_rest()
    workbench.interests.switch(workbench.state.interest)
    workbench.set_setting("colour by", "spread")
    workbench.interests.rename("rings")
    workbench.interests.plan_looks(100)
    workbench.annotations.flag([1])
    workbench.cut.set("magnitude < 15")
    assert mailbox.run_until(lambda: len(workbench.state.decisions) == 1)
    assert {notice.text for notice in workbench.state.notices} == {"the disk is full."}


def test_no_verb_raises_on_a_damaged_database(
    workspace_path: Path, open_workbench: Callable[[], Workbench], mailbox: Mailbox
) -> None:
    with Workspace.open(workspace_path) as workspace:
        for number in range(N_EARLIER):
            workspace.journal.append("interesting", [NewDecision(number % 20, "rating", number % 6)])
    workbench = open_workbench()
    undone = workbench.state.recent[0].row
    damage_under(workbench._workspace, "decision")
    workbench.decisions.undo()
    assert undone not in workbench.state.decisions
    workbench.decisions.rate(1)
    workbench.decisions.redo()
    workbench.annotations.flag([1])
    workbench.interests.rename("rings")
    workbench.interests.plan_looks(100)
    assert mailbox.run_until(lambda: workbench.state.saved)
    assert {notice.text.split(": ", 1)[1] for notice in workbench.state.notices} == {
        f"the database is damaged. {REPAIR}."
    }
    workbench.close()
    assert repair(workspace_path).n_unreadable == 0
    with Workspace.open(workspace_path) as workspace:
        assert len(workspace.journal.history("rings")) == N_EARLIER + 1


def test_rating_goes_on_when_the_drive_is_back(
    workbench: Workbench, workspace_path: Path, mailbox: Mailbox
) -> None:
    workbench.decisions.rate(5)
    assert mailbox.run_until(lambda: workbench.state.saved)
    away = workspace_path.rename(workspace_path.with_name("away.gzlabel"))
    waiting = workbench.state.current
    workbench.decisions.rate(4)
    workbench.decisions.reject_rest()
    workbench.decisions.undo()
    assert workbench.state.current == waiting
    assert not workbench.state.saved
    assert "Connect the drive again" in workbench.state.notices[-1].text
    away.rename(workspace_path)
    workbench.decisions.rate(4)
    assert mailbox.run_until(lambda: workbench.state.saved)
    assert [one.rating for one in workbench.state.decisions.values()] == [5, 4]


def test_images_that_cannot_be_opened_are_a_notice_and_stay_as_they_are(
    workspace_path: Path, mailbox: Mailbox
) -> None:
    (workspace_path / "images.json").write_text('{"kind": "hologram"}')
    workbench = Workbench(Workspace.open(workspace_path), JobRunner(mailbox.put))
    workbench.set_setting("map by itself", False)
    workbench.start()
    assert "hologram" in workbench.state.notices[0].text
    workbench.stretch.set(Stretch(invert=True))
    workbench.close()
    assert (workspace_path / "images.json").read_text() == '{"kind": "hologram"}'


@pytest.mark.parametrize("name", ["vectors.npy", "valid.npy", "manifest.json", REDUCED])
def test_vectors_cut_short_keep_nobody_from_rating(workspace_path: Path, mailbox: Mailbox, name: str) -> None:
    file = workspace_path / "embedding" / name
    file.write_bytes(file.read_bytes()[:100])
    workbench = Workbench(Workspace.open(workspace_path), JobRunner(mailbox.put))
    workbench.set_setting("map by itself", False)
    workbench.start()
    assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
    workbench.decisions.rate(5)
    assert len(workbench.state.decisions) == 1
    if name == REDUCED:  # a cache: made again
        assert mailbox.run_until(lambda: workbench.state.scores is not None, 60)
        assert workbench.state.notices == ()
    else:
        assert "damaged" in workbench.state.notices[0].text
    workbench.close()


def test_caches_deleted_under_the_program_keep_nobody_from_rating(
    workbench: Workbench, workspace_path: Path, mailbox: Mailbox
) -> None:
    for cache in ("embedding", "atlas"):
        shutil.rmtree(workspace_path / cache)
    asked = workbench.state.page.rows[0]
    workbench.background.similar(asked, 5, lambda rows: None)
    workbench.decisions.rate(5)
    workbench.decisions.reject_rest()
    assert mailbox.run_until(lambda: not workbench.state.choosing and not workbench.state.busy)
    assert len(workbench.state.decisions) == 24
    (notice,) = workbench.state.notices
    assert "vectors in use were removed" in notice.text
    assert not notice.detail, "a sentence, not a bug"
