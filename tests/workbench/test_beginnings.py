"""New interests: what they begin with is rated, or on the first page."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from gzlabel.catalogue.images import FileImages
from gzlabel.embedding import embed, make_encoder
from gzlabel.workbench.beginnings import Start
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace


def ratings(workbench: Workbench) -> dict[int, int | None]:
    return {row: one.rating for row, one in workbench.state.decisions.items()}


def test_nothing_begins_with_nothing(workbench: Workbench) -> None:
    workbench.beginnings.begin(" lenses ", Start())
    assert workbench.state.interest == "lenses"
    assert ratings(workbench) == {}


def test_examples_are_rated_5_and_searched_from(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.beginnings.begin("group", Start(examples=("G003", "G007", "G003")))
    assert ratings(workbench) == {3: 5, 7: 5}
    assert mailbox.run_until(lambda: scores_of(workbench) == "searching")
    assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
    assert sum(row < 30 for row in workbench.state.page.rows) > 12
    workbench.decisions.undo()
    assert ratings(workbench) == {}, "one undo takes all examples back"


def test_an_unknown_example_begins_nothing(workbench: Workbench) -> None:
    before = workbench.state.interests
    workbench.beginnings.begin("group", Start(examples=("G003", "NGC 1")))
    assert workbench.state.interests == before
    assert "NGC 1" in workbench.state.notices[-1].text


def test_a_name_that_is_taken_is_told(workbench: Workbench) -> None:
    workbench.beginnings.begin(workbench.state.interest, Start(examples=("G003",)))
    assert workbench.state.notices[-1].level == "warning"
    assert ratings(workbench) == {}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"name": ["G004", "G005"]}, {4: 5, 5: 5}),
        ({"name": ["G004", "G005"], "rating": [1, 4]}, {4: 1, 5: 4}),
        ({"name": ["G004"], "gz_rating": pa.array([None], pa.int16())}, {4: 5}),
    ],
)
def test_a_list_is_taken_with_its_ratings_where_it_has_some(
    workbench: Workbench, tmp_path: Path, columns: dict, expected: dict[int, int]
) -> None:
    from gzlabel.catalogue import write_table

    write_table(pa.table(columns), tmp_path / "list.parquet")
    workbench.beginnings.begin("listed", Start(list_path=tmp_path / "list.parquet"))
    assert ratings(workbench) == expected


def test_the_prior_of_a_renamed_interest_goes_with_it(workbench: Workbench) -> None:
    workbench.set_setting("priors", {workbench.state.interest: "magnitude", "other": "x"})
    workbench.interests.rename("bright ones")
    assert workbench.state.settings["priors"] == {"bright ones": "magnitude", "other": "x"}


def test_an_image_from_outside_brings_its_like(tmp_path: Path, mailbox: Mailbox) -> None:
    """Bars lie in all directions in the first five images, discs are round in the others."""
    y, x = np.mgrid[:48, :48] - 23.5
    paths = []
    for row in range(12):
        light = 220 * np.exp(-np.hypot(x, y / (0.2 if row < 5 else 1)) / (4 + row % 3))
        pixels = np.random.default_rng(row).normal(15, 3, (48, 48, 3)) + light[..., None]
        paths.append(tmp_path / f"{row}.png")
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(paths[-1])
    outside = tmp_path / "outside.png"
    with Image.open(paths[2]) as one:
        one.rotate(90).save(outside)
    images = FileImages(tmp_path, pa.chunked_array([[path.name for path in paths]]))
    path = tmp_path / "w.gzlabel"
    with Workspace.create(path, pa.table({"name": [f"g{row}" for row in range(12)]}), images) as workspace:
        embed(workspace.images, make_encoder(), workspace.embedding_folder).reduced()
    workbench = Workbench(Workspace.open(path), JobRunner(mailbox.put))
    try:
        workbench.set_setting("map by itself", False)
        workbench.set_page_size(4)
        workbench.start()
        workbench.beginnings.begin("bars", Start(examples=(str(outside),)))
        assert mailbox.run_until(lambda: workbench.state.page.about == "outside.png")
        assert set(workbench.state.page.rows) <= set(range(5))
        assert workbench.state.page.rows[0] == 2
    finally:
        workbench.close()


def scores_of(workbench: Workbench) -> str:
    return workbench.state.scores.phase if workbench.state.scores else ""


def test_a_cluster_is_the_first_page(open_workbench: Callable[[], Workbench]) -> None:
    from gzlabel.workbench.state import Clusters, ClusterSummary

    workbench = open_workbench()
    rows = np.arange(40, 90)
    summary = ClusterSummary("k1", "Arcs", rows, 0, 0, 0.0, 0.0, 0.0, (), (), ())
    labels = np.full(workbench.state.n_galaxies, -1, dtype=np.int32)
    workbench._store.replace(clusters=Clusters(labels, (summary,)))
    workbench.beginnings.begin("arcs", Start(cluster="k1"))
    assert workbench.state.page.rows == tuple(range(40, 64))
    assert workbench.state.page.cluster == "k1"
