"""Settings as a stranger may have kept them: what makes no sense is as if nobody had chosen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gzlabel.workbench.choices import DEFAULT_SETTINGS, kept_looks, kept_settings, looks_key
from gzlabel.workbench.elsewhere import LINKS
from gzlabel.workbench.trust import known_key
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace

ODD = [[1], "x", -1, 10**9, {"interesting": 3}, True, 2.5, {"1": [2]}, {"2": ["a", 3]}, float("nan")]
WORDS = {"acquisition", "encoder", "outside the cut"}


@pytest.mark.parametrize("value", ODD, ids=str)
def test_what_makes_no_sense_is_the_default(workspace_path: Path, value: object) -> None:
    with Workspace.open(workspace_path) as workspace:
        for key in DEFAULT_SETTINGS:
            workspace.set_setting(key, value)
        kept = kept_settings(workspace)
    taken = {key: one for key, one in kept.items() if one != DEFAULT_SETTINGS[key]}
    allowed = {"x": WORDS, True: {"contours", "noise from repeats"}}
    assert set(taken) == (allowed.get(value, set()) if isinstance(value, str | bool) else set())


def test_what_makes_sense_is_kept(workspace_path: Path) -> None:
    chosen = {
        "colour by": "magnitude",
        "known share": 1,
        "repeat share": 0.2,
        "page size": 100,
        "tile px": 300,
        "priors": {"rings": "magnitude"},
        "tag keys": {"bar": ["B", "Shift+B"]},
        "outlines": False,
    }
    with Workspace.open(workspace_path) as workspace:
        for key, value in chosen.items():
            workspace.set_setting(key, value)
        assert kept_settings(workspace) == {**DEFAULT_SETTINGS, **chosen}


@pytest.mark.parametrize(("kept", "looks"), [(40, 40), (0, None), (True, None), ("40", None), (4.5, None)])
def test_planned_looks_are_a_number_of_galaxies(
    workspace_path: Path, kept: object, looks: int | None
) -> None:
    with Workspace.open(workspace_path) as workspace:
        workspace.set_setting(looks_key("interesting"), kept)
        assert kept_looks(workspace, "interesting") == looks


@pytest.mark.parametrize("value", ODD, ids=str)
def test_a_workbench_opens_whatever_was_kept(
    workspace_path: Path, open_workbench: Callable[[], Workbench], value: object
) -> None:
    with Workspace.open(workspace_path) as workspace:
        for key in ("last session", "links", "left page", "images", "rater", known_key("interesting")):
            workspace.set_setting(key, value)
    workbench = open_workbench()
    assert workbench.state.page.rows
    assert workbench.session.last is None
    assert set(workbench.elsewhere.names(0)) <= set(LINKS)
    assert workbench.checks.known == ((1,) if value == [1] else ())
