"""A classifier trained at the desk: in a process of its own, its report kept, its column put to use."""

from collections.abc import Callable

import numpy as np

from gzlabel.embedding.reports.canvas import Inks
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench


def test_a_tag_is_learnt_reported_and_used(
    open_workbench: Callable[[], Workbench], mailbox: Mailbox, tmp_path
) -> None:
    workbench = open_workbench()
    n = workbench.state.n_galaxies
    workbench.annotations.set_tags(list(range(0, n, 3)), ["odd one"])
    workbench.annotations.set_tags([row for row in range(n) if row % 3], ["not odd one"])
    assert "odd one" in workbench.trainings.targets()
    assert set(workbench.trainings.counts("odd one")) == {"not odd one", "odd one"}
    workbench.trainings.start("odd one")
    assert [job.key for job in workbench.state.jobs if job.key == "training"]
    assert mailbox.run_until(lambda: bool(workbench.state.trained) or has_failed(workbench), 120)
    assert workbench.state.trained == ("odd-one-linear",)
    assert any("A classifier of odd one is trained" in one.text for one in workbench.state.notices)
    assert workbench.trainings.columns("odd-one-linear") == ("p_odd_one",)
    assert "p_odd_one" in workbench.map.colouring_names()
    assert workbench.trainings.figure("odd-one-linear", Inks(), 1.0).shape[1] == 900
    workbench.trainings.write("odd-one-linear", tmp_path / "report")
    assert (tmp_path / "report" / "report.html").is_file()

    probabilities = np.ma.filled(workbench.catalogue.column("p_odd_one"), np.nan)
    workbench.trainings.set_prior("p_odd_one")
    assert mailbox.run_until(lambda: follows(workbench, 5 * probabilities))
    assert open_again(workbench)["priors"] == {workbench.state.interest: "p_odd_one"}


def test_what_cannot_be_learnt_is_told(open_workbench: Callable[[], Workbench]) -> None:
    workbench = open_workbench()
    workbench.trainings.start("lenses")
    assert "neither a column nor a tag 'lenses'" in workbench.state.notices[-1].text
    workbench.trainings.set_prior("no_such_column")
    assert "no column 'no_such_column'" in workbench.state.notices[-1].text


def has_failed(workbench: Workbench) -> bool:
    return any(notice.level == "error" for notice in workbench.state.notices)


def follows(workbench: Workbench, expected: np.ndarray) -> bool:
    scores = workbench.state.scores
    return scores is not None and bool(np.allclose(scores.mean, expected, atol=1e-3, equal_nan=True))


def open_again(workbench: Workbench) -> dict[str, object]:
    from gzlabel.workspace import Workspace

    with Workspace.open(workbench.path, read_only=True) as workspace:
        return workspace.settings()


def test_a_tag_goes_on_and_off_and_puts_its_opposite_off(open_workbench: Callable[[], Workbench]) -> None:
    workbench = open_workbench()
    for tag, expected in (
        ("ring", ("ring",)),
        ("not ring", ("not ring",)),
        ("ring", ("ring",)),
        ("ring", ()),
    ):
        workbench.annotations.toggle_tag([3], tag)
        written = workbench.state.annotations.get(3)
        assert (written.tags if written else ()) == expected
