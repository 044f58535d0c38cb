"""Commands typed as a user types them: answers, exit codes, and sentences instead of tracebacks."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gzlabel.catalogue import read_table
from gzlabel.cli.main import run
from gzlabel.workspace import Workspace

N_GALAXIES = 40


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A catalogue with one image a galaxy, of which one is truncated, and ids beyond 2^53."""
    random = np.random.default_rng(0)
    (tmp_path / "images").mkdir()
    lines = ["objid,magnitude,ring"]
    for row in range(N_GALAXIES):
        objid = 587722981747982465 + row
        pixels = random.integers(0, 255, (32, 32, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "images" / f"{objid}.jpg")
        lines.append(f"{objid},{14 + row / 10},{int(row < 8)}")
    broken = tmp_path / "images" / "587722981747982465.jpg"
    broken.write_bytes(broken.read_bytes()[:100])
    path = tmp_path / "catalogue.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def features(tmp_path: Path) -> Path:
    vectors = np.random.default_rng(1).normal(size=(N_GALAXIES, 8)).astype(np.float32)
    vectors[:8, 0] += 6
    np.save(tmp_path / "features.npy", vectors)
    return tmp_path / "features.npy"


@pytest.fixture
def workspace(table: Path, features: Path, tmp_path: Path) -> Path:
    path = tmp_path / "made.gzlabel"
    assert typed("new", path, "--table", table, "--images", "images", "--features", features) == 0
    return path


def typed(*words: object) -> int:
    return run([str(word) for word in words])


def write_ratings(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(("id,rating", *lines)) + "\n", encoding="utf-8")
    return path


def test_new_finds_the_id_column_and_the_images(workspace: Path) -> None:
    with Workspace.open(workspace, read_only=True) as opened:
        assert opened.catalogue.id_column == "objid"
        assert opened.catalogue.ids[0] == 587722981747982465
        assert len(opened.images.missing()) == 0


def test_ratings_go_in_and_a_ranking_comes_out(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ratings = write_ratings(
        tmp_path / "r.csv", *(f"{587722981747982465 + row},{5 if row < 8 else 0}" for row in range(2, 24))
    )
    assert typed("rate", workspace, ratings, "--interest", "rings") == 0
    capsys.readouterr()
    assert typed("rank", workspace, "--interest", "rings", "--top", "8", "--json") == 0
    lines = json.loads(capsys.readouterr().out)
    assert list(lines[0]) == ["id", "mean", "std", "rating", "cluster"]
    assert {line["id"] for line in lines} == {587722981747982465 + row for row in range(8)}


@pytest.mark.parametrize("suffix", ["csv", "fits", "vot", "parquet"])
def test_export_carries_every_column_and_digit(
    workspace: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"list.{suffix}"
    assert typed("export", workspace, out, "--all") == 0
    table = read_table(out)
    assert table.num_rows == N_GALAXIES
    assert {"objid", "magnitude", "ring", "gz_rating", "gz_mean", "gz_std", "gz_cluster"} <= set(
        table.column_names
    )
    assert table.column("objid").to_pylist()[0] == 587722981747982465


def test_info_names_what_there_is(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert typed("info", workspace, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["galaxies"] == N_GALAXIES
    assert {"ratings", "skips", "interests", "encoder", "clusters", "schema_version", "versions"} <= set(
        facts
    )


def test_map_takes_parameters_in_place_of_the_recipes(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    monkeypatch.setattr(
        "gzlabel.atlas.build_atlas", lambda features, folder, recipe, report: built.append(recipe)
    )
    assert typed("map", workspace, "--recipe", "rare-classes", "--min-samples", 7, "--min-dist", 0.2) == 0
    recipe = built[0]
    assert (recipe.name, recipe.n_neighbors, recipe.min_samples, recipe.min_dist) == (
        "rare-classes",
        50,
        7,
        0.2,
    )
    assert typed("map", workspace, "--n-neighbors", 1) == 1


def test_similar_leaves_the_example_out(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert typed("similar", workspace, "587722981747982467", "-k", "7", "--json") == 0
    ids = [line["id"] for line in json.loads(capsys.readouterr().out)]
    assert set(ids) == {587722981747982465 + row for row in range(8)} - {587722981747982467}


def test_similar_takes_images_from_outside_and_several_examples(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of a galaxy's image finds that galaxy; ids among the examples are left out."""
    path, copy = tmp_path / "w.gzlabel", tmp_path / "outside.jpg"
    assert typed("new", path, "--table", table, "--images", "images") == 0
    assert typed("embed", path) == 0
    copy.write_bytes((tmp_path / "images" / "587722981747982470.jpg").read_bytes())
    capsys.readouterr()
    assert typed("similar", path, copy, "587722981747982475", "-k", 3, "--json") == 0
    lines = json.loads(capsys.readouterr().out)
    assert len(lines) == 3
    assert lines[0]["id"] == 587722981747982470
    assert lines[0]["similarity"] == pytest.approx(1, abs=1e-4)
    assert 587722981747982475 not in {line["id"] for line in lines}


def test_an_image_cannot_be_compared_with_imported_vectors(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("similar", workspace, tmp_path / "images" / "587722981747982470.jpg") == 1
    assert "these vectors were imported" in capsys.readouterr().err


def test_embed_masks_the_broken_image_and_goes_on(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "w.gzlabel", tmp_path / "F.npy"
    assert typed("new", path, "--table", table, "--images", "images") == 0
    assert typed("embed", path, "--out", out) == 0
    assert "39 of 40 galaxies" in capsys.readouterr().out
    assert len(np.load(out)) == N_GALAXIES


@pytest.mark.slow
def test_a_cluster_of_this_machine_tells_its_dashboard_once(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "w.gzlabel"
    assert typed("new", path, "--table", table, "--images", "images") == 0
    assert typed("embed", path, "--workers", 1) == 0
    told = capsys.readouterr()
    assert told.err.count("dashboard") == told.err.count("dashboard: http://") == 1
    assert "39 of 40 galaxies" in told.out


def test_check_finds_a_new_workspace_sound(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("check", workspace) == 0
    assert "WRONG" not in capsys.readouterr().out


def test_simulate_reports_every_run(table: Path, features: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    words = ["simulate", "--features", features, "--catalogue", table, "--id-column", "objid"]
    words += ["--truth-column", "ring", "--policy", "default", "--policy", "random", "--labels", 20]
    assert typed(*words, "--page", 5, "--seeds", 2, "--json", out) == 0
    results = json.loads(out.read_text(encoding="utf-8"))
    assert len(results["runs"]) == 4
    assert {"policy", "start", "seed", "found", "average_precision_unseen"} <= set(results["runs"][0])
    assert set(results["summary"]) == {"default", "random"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("rank", "{tmp}/none.gzlabel"), "there is no such workspace"),
        (("rank", "{tmp}"), "not a gzlabel workspace"),
        (("rank", "{workspace}", "--interest", "lenses"), "no interest named 'lenses'"),
        (("new", "{workspace}", "--table", "{table}"), "something here already"),
        (("new", "{tmp}/x.gzlabel", "--table", "{tmp}/none.csv"), "there is no such table"),
        (("new", "{tmp}/x.gzlabel", "--table", "{table}", "--id", "name"), "name"),
        (("new", "{tmp}/x.gzlabel", "--table", "{table}", "--features", "{tmp}/short.npy"), "3 rows"),
        (("rate", "{workspace}", "{tmp}/unknown.csv"), "12345"),
        (("rate", "{workspace}", "{tmp}/seven.csv"), "7"),
        (("export", "{workspace}", "{tmp}/list.xyz", "--all"), "xyz"),
        (("embed", "{workspace}", "--encoder", "no_such_network"), "no_such_network"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_1(
    workspace: Path,
    table: Path,
    tmp_path: Path,
    words: tuple[str, ...],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    np.save(tmp_path / "short.npy", np.ones((3, 4), dtype=np.float32))
    write_ratings(tmp_path / "unknown.csv", "12345,1")
    write_ratings(tmp_path / "seven.csv", "587722981747982465,7")
    places = {"tmp": tmp_path, "workspace": workspace, "table": table}
    assert typed(*(word.format(**places) for word in words)) == 1
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told
    assert not (tmp_path / "x.gzlabel").exists()


def test_wrong_usage_is_exit_code_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        typed("no-such-verb")
    assert stopped.value.code == 2


def test_a_workspace_open_elsewhere_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ratings = write_ratings(workspace.parent / "r.csv", "587722981747982465,1")
    with Workspace.open(workspace):
        assert typed("rate", workspace, ratings) == 1
    assert "open" in capsys.readouterr().err


def test_a_cut_is_set_counted_shown_and_cleared(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert typed("cut", workspace, "ring == 1 and magnitude > 14.25") == 0
    assert capsys.readouterr().out == "ring == 1 and magnitude > 14.25: 5 of 40 galaxies are kept\n"
    assert typed("cut", workspace, "--try", "ring == 0") == 0
    assert "32 of 40" in capsys.readouterr().out
    assert typed("cut", workspace, "--json") == 0
    assert json.loads(capsys.readouterr().out)["kept"] == 5
    assert typed("export", workspace, tmp_path / "list.csv", "--all") == 0
    told = capsys.readouterr()
    assert "5 galaxies written" in told.out
    assert "35 outside the cut were left out" in told.err
    assert typed("rank", workspace, "--json", "--top", 100) == 0
    assert len(json.loads(capsys.readouterr().out)) == 5
    assert typed("export", workspace, tmp_path / "f.csv", "--selection-function") == 0
    assert read_table(tmp_path / "f.csv")["in_pool"].to_pylist().count(1) == 5
    capsys.readouterr()
    assert typed("cut", workspace, "brightness > 3") == 1
    assert "brightness" in capsys.readouterr().err
    assert typed("cut", workspace, "--clear") == 0
    assert capsys.readouterr().out == "no cut: all 40 galaxies are kept\n"


@pytest.fixture
def on_sky(tmp_path: Path) -> Path:
    """Three galaxies a minute of arc apart, the second liked."""
    sky = tmp_path / "sky.csv"
    sky.write_text("name,ra,dec\nA,150,2\nB,150,2.016666667\nC,150,2.033333333\n", encoding="utf-8")
    path = tmp_path / "sky.gzlabel"
    assert typed("new", path, "--table", sky) == 0
    assert typed("rate", path, write_ratings(tmp_path / "s.csv", "B,5")) == 0
    return path


def test_what_is_known_already_is_told_and_written(
    on_sky: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # One arcsecond north of B, in sexagesimal; and one far away.
    other = tmp_path / "other.csv"
    other.write_text("Name,RA,DE\nNGC 1,10:00:00.0,+02:01:01.0\nNGC 2,11:00:00,+02:00:00\n", encoding="utf-8")
    capsys.readouterr()
    words = ("crossmatch", on_sky, other, "--other-ra", "RA", "--other-dec", "DE")
    assert typed(*words, "--json") == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["id"], line["known_id"]) == ("B", "NGC 1")
    assert line["separation_arcsec"] == pytest.approx(1.0, abs=1e-3)
    assert typed(*words, "--radius", 0.5) == 0
    assert capsys.readouterr().out == "0 of 1 galaxies are known to other.csv\n"
    assert typed(*words, "--radius", 90, "--all") == 0
    assert capsys.readouterr().out.startswith("3 of 3 galaxies are known")
    other.write_text(other.read_text(encoding="utf-8").replace("DE", "dec"), encoding="utf-8")
    assert typed("export", on_sky, tmp_path / "list.fits", "--all", "--known", other) == 0
    assert "1 of 3 are known already" in capsys.readouterr().err
    table = read_table(tmp_path / "list.fits")
    assert [name or None for name in table["gz_known_id"].to_pylist()] == [None, "NGC 1", None]
    assert table.schema.field("gz_known_separation").metadata[b"unit"] == b"arcsec"


def test_a_catalogue_without_positions_is_told(
    workspace: Path, on_sky: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("crossmatch", workspace, table, "--all") == 1
    assert "have no positions" in capsys.readouterr().err
    assert typed("crossmatch", on_sky, table) == 1
    assert "no columns of right ascension" in capsys.readouterr().err
