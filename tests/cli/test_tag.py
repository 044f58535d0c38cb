"""Tags by command, and a classifier taught by them without a desk."""

from pathlib import Path

import numpy as np
import pytest

import gzlabel
from gzlabel.cli.main import run
from gzlabel.workspace import Workspace, check

N_GALAXIES = 60


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Every third galaxy lies apart."""
    vectors = np.random.default_rng(0).normal(size=(N_GALAXIES, 6)).astype(np.float32)
    vectors[::3, 0] += 5
    np.save(tmp_path / "F.npy", vectors)
    table = tmp_path / "catalogue.csv"
    table.write_text(
        "objid\n" + "\n".join(str(900 + row) for row in range(N_GALAXIES)) + "\n", encoding="utf-8"
    )
    path = tmp_path / "w.gzlabel"
    gzlabel.new(path, table, features=tmp_path / "F.npy").close()
    return path


def typed(*words: object) -> int:
    return run([str(word) for word in words])


def tags(path: Path) -> dict[int, tuple[str, ...]]:
    with Workspace.open(path, read_only=True) as opened:
        return {row: one.tags for row, one in opened.annotations.all().items()}


def test_a_tag_is_put_on_its_opposite_off_and_off_itself(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("tag", workspace, 900, 903, "--tag", "ring") == 0
    assert capsys.readouterr().out == "ring: put on 2 galaxies\n"
    assert typed("tag", workspace, 903, "--tag", "ring", "--negative") == 0
    assert tags(workspace) == {0: ("ring",), 3: ("not ring",)}
    assert typed("tag", workspace, 900, "--tag", "ring", "--remove") == 0
    assert tags(workspace) == {3: ("not ring",)}


def test_a_table_names_the_galaxies_and_can_name_the_tags(workspace: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("objid,tag\n901,merger\n902,\n903,not merger\n", encoding="utf-8")
    assert gzlabel.tag(workspace, table=listed) == {"merger": 1, "not merger": 1}
    assert tags(workspace) == {1: ("merger",), 3: ("not merger",)}
    assert gzlabel.tag(workspace, 905, tag="bar", table=listed) == {"bar": 4}


def test_who_says_so_is_kept_and_the_workspace_is_sound(workspace: Path) -> None:
    gzlabel.tag(workspace, 901, tag="ring", rater="Bela")
    with Workspace.open(workspace, read_only=True) as opened:
        assert [line["rater"] for line in opened._database.read("SELECT rater FROM annotation")] == ["Bela"]
    assert all(finding.is_sound for finding in check(workspace))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([901], "a tag needs a name. Give it by --tag"),
        (["--tag", "ring"], "no galaxy is named. Give ids"),
        ([901, 17, "--tag", "ring"], "1 of 2 ids are not in the catalogue: 17"),
        (["--from", "list.csv"], "no column of tags among 'objid'"),
        (["--from", "unknown.csv"], "row 2 has the id 17"),
        (["--from", "both.csv"], "the galaxy 901 is given 'ring' and 'not ring'"),
    ],
)
def test_a_mistake_is_a_sentence_and_nothing_is_written(
    workspace: Path,
    words: list[object],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(workspace.parent)
    Path("list.csv").write_text("objid\n901\n", encoding="utf-8")
    Path("unknown.csv").write_text("objid,tag\n901,ring\n17,ring\n", encoding="utf-8")
    Path("both.csv").write_text("objid,tag\n901,ring\n901,not ring\n", encoding="utf-8")
    assert typed("tag", workspace, *words) == 1
    assert message in capsys.readouterr().err
    assert tags(workspace) == {}


def test_a_classifier_is_taught_by_tags_without_a_desk(workspace: Path, tmp_path: Path) -> None:
    for name, remainder in (("rings", 0), ("others", 1)):
        listed = "\n".join(str(900 + row) for row in range(N_GALAXIES) if row % 3 == remainder)
        (tmp_path / f"{name}.csv").write_text(f"id\n{listed}\n", encoding="utf-8")
    assert typed("tag", workspace, "--from", tmp_path / "rings.csv", "--tag", "ring") == 0
    assert typed("tag", workspace, "--from", tmp_path / "others.csv", "--tag", "ring", "--negative") == 0
    assert typed("train", workspace, "--target", "ring") == 0
    with Workspace.open(workspace, read_only=True) as opened:
        probabilities = opened.catalogue.column("p_ring")
    assert probabilities[2::3].mean() < 0.2
    assert probabilities[::3].mean() > 0.8
