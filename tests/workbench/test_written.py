"""Flags, notes and tags; cuts; and the names of clusters under a new tree."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gzlabel.catalogue.images import FileImages, Stretch, open_images, save_images
from gzlabel.errors import CatalogueError
from gzlabel.workbench.model.lessons import lesson
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace
from tests.workbench.conftest import N_GALAXIES


def test_a_flag_is_there_after_a_restart(open_workbench: Callable[[], Workbench]) -> None:
    workbench = open_workbench()
    workbench.annotations.flag([3, 5])
    workbench.annotations.flag([5])
    workbench.annotations.note(3, "a ring?")
    workbench.annotations.set_tags([3], ["ring", " lens "])
    workbench.annotations.set_tags([3], ["ring"])
    workbench.close()
    again = open_workbench()
    assert again.annotations.flagged == (3,)
    assert again.state.annotations[3].note == "a ring?"
    assert again.state.annotations[3].tags == ("ring",)


def test_galaxies_outside_the_cut_are_not_offered(workbench: Workbench, mailbox: Mailbox) -> None:
    assert workbench.cut.count("magnitude < 15") == 50  # 300 magnitudes from 14 to 20, evenly
    workbench.cut.set("magnitude < 15")
    assert mailbox.run_until(lambda: not workbench.state.choosing and bool(workbench.state.page.rows))
    assert max(workbench.state.page.rows) < 50
    workbench.cut.set("")
    assert workbench.state.cut.kept is None


def test_a_cut_that_is_none_leaves_the_one_before(workbench: Workbench) -> None:
    workbench.cut.set("magnitude < 15")
    with pytest.raises(CatalogueError):
        workbench.cut.set("brightness < 15")
    assert workbench.state.cut.text == "magnitude < 15"


def test_what_rose_and_fell_most() -> None:
    before = np.array([1, 1, 1, np.nan], dtype=np.float32)
    after = np.array([3, 1, 0.5, np.nan], dtype=np.float32)
    learnt = lesson(before, after)
    assert learnt.rose == ((0, 2.0),)
    assert learnt.fell == ((2, -0.5),)


def test_an_inverted_stretch_is_asked_of_the_images_and_kept(workspace_path: Path, mailbox: Mailbox) -> None:
    images = FileImages(workspace_path, [f"G{row:03d}.jpg" for row in range(N_GALAXIES)])
    save_images(images, workspace_path)
    workbench = Workbench(Workspace.open(workspace_path), JobRunner(mailbox.put))
    workbench.stretch.change({"invert": True})
    assert workbench.state.stretch == Stretch(invert=True)
    kept = workspace_path / "images.json"
    assert mailbox.run_until(lambda: bool(json.loads(kept.read_text())["stretch"]), 20)
    workbench.close()
    assert open_images(workspace_path).stretch == Stretch(invert=True)
