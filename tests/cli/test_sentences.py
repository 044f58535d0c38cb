"""What is said of a mistake names the file, or the workspace, and what to do about it."""

from pathlib import Path

import numpy as np
import pytest

import gzlabel
from gzlabel.cli.main import make_parser, run
from gzlabel.cli.network_options import network_options
from gzlabel.errors import CatalogueError, WorkspaceError


def typed(*words: object) -> int:
    return run([str(word) for word in words])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    table, path = tmp_path / "catalogue.csv", tmp_path / "w.gzlabel"
    table.write_text("objid,mag\n1,14.5\n2,15.5\n", encoding="utf-8")
    gzlabel.new(path, table).close()
    return path


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name,mag\nx,1\n", "there is no column 'objid', by which the catalogue knows its galaxies. Call"),
        ("objid,mag\n3,bright\n", "column 'mag' is double here and string in the new table"),
        ("objid,mag\n", "the table has no rows"),
        ("objid,mag\n1,14.5\n", "no row of the table is new: 1 rows, every one in the workspace already"),
        ("objid,mag\n3,14.5\n3,15.5\n", "the new rows cannot be told apart"),
    ],
)
def test_further_rows_that_do_not_fit(
    workspace: Path, tmp_path: Path, table: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "more.csv").write_text(table, encoding="utf-8")
    assert typed("add", workspace, "--table", tmp_path / "more.csv") == 1
    assert f"more.csv: {said}" in capsys.readouterr().err


def test_columns_that_only_one_of_both_tables_has_are_told(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "more.csv").write_text("objid,kind\n3,E\n", encoding="utf-8")
    assert typed("add", workspace, "--table", tmp_path / "more.csv") == 0
    told = capsys.readouterr().err
    assert "Columns that their table lacks are blank for them: mag" in told
    assert "Columns that only they have are blank for the others: kind" in told


def test_the_workspace_is_named_where_a_column_is_not_there(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("sheet", workspace, "--by", "nope", "--out", tmp_path / "s.html") == 1
    assert (
        f"{workspace}: there is no column 'nope'. Its columns are 'objid', 'mag'" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    "words",
    [
        ("export", "l.foo"),
        ("export", "l.foo", "--top", "5"),
        ("export", "l.foo", "--selection-function"),
        ("ratings", "--out", "l.foo"),
        ("sheet", "--by", "nope", "--out", "l.foo"),
    ],
)
def test_an_unknown_ending_is_told_before_anything_else(
    workspace: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    verb, *rest = words
    assert typed(verb, workspace, *rest) == 1
    told = capsys.readouterr().err
    assert "l.foo: " in told
    assert "written as .foo. Choose" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sheet", "--by", "mag", "-n", "-3", "--out", "s.html"), "-3 galaxies a class show nothing"),
        (("sheet", "--by", "mag", "--prefix", "0", "--out", "s.html"), "the first 0 letters of a code"),
        (("sheet", "--by", "mag", "--out", "nowhere/s.html"), "nowhere/s.html: there is no folder nowhere"),
        (("ratings", "--out", "r.csv", "--rater", "zoe"), "'zoe' has rated nothing for 'interesting'"),
    ],
)
def test_what_would_give_nothing_is_refused(
    workspace: Path,
    tmp_path: Path,
    words: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    verb, *rest = words
    assert typed(verb, workspace, *rest) == 1
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


NETWORK = ("--encoder", "test_vit", "--weights", "untrained")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("embed", *NETWORK, "--size", "-3"), "-3 pixels wide shows nothing. Give --size a number from 1"),
        (("embed", *NETWORK, "--size", "100"), "test_vit takes no pictures of 100 pixels"),
        (("embed", *NETWORK, "--crop", "0"), "not 0. Give --crop such a share"),
        (("embed", *NETWORK, "--std", "0"), "cannot be 0, 0, 0. Give --std"),
        (("embed", *NETWORK, "--batch", "-5"), "a batch of -5 images is none. Give --batch"),
        (("embed", *NETWORK, "--batch", "0"), "a batch of 0 images is none. Give --batch"),
        (("embed", "--workers", "0"), "0 processes embed nothing. Give --workers"),
        (("embed", "--weights", "f.pth"), "the encoder 'morphology' takes no weights. Leave --weights out"),
        (
            ("embed", "--encoder", "test_convnext+test_vit", "--weights", "f.pth"),
            "--weights was given once for 2 networks (test_convnext, test_vit)",
        ),
        (
            (
                "embed",
                "--encoder",
                "test_convnext+test_vit",
                "--weights",
                "f.pth",
                "--weights",
                "test_vit=g.pth",
            ),
            "some --weights name their network, others do not",
        ),
        (("train", "--epochs", "0"), "nothing is taught with 0 for --epochs. Give --epochs a number from 1"),
        (("train", "--batch", "0"), "nothing is taught with 0 for --batch"),
        (("train", "--patience", "0"), "nothing is taught with 0 for --patience"),
        (("train", "--rate", "0"), "at a learning rate of 0. Give --rate"),
        (("train", "--rate", "-1"), "at a learning rate of -1"),
        (("train", "--seed", "-1"), "a seed cannot be -1"),
        (("similar", "1", "-k", "-3"), "the -3 galaxies most like one are none. Give -k a number from 1"),
        (
            ("similar", "elsewhere/g.jpg"),
            "elsewhere/g.jpg is neither an id of the catalogue nor an image file",
        ),
        (("similar", "1", "-k", "0"), "the 0 galaxies most like one are none"),
    ],
)
def test_numbers_that_cannot_be_are_told_by_the_name_of_their_option(
    workspace: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    verb, *rest = words
    assert typed(verb, workspace, *rest) == 1
    assert said in capsys.readouterr().err
    assert not list((workspace / "embedding").iterdir())


def test_fewer_than_one_of_highest_interest_are_none(workspace: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "f.npy", np.eye(2, 4, dtype=np.float32))
    gzlabel.new(tmp_path / "v.gzlabel", tmp_path / "catalogue.csv", features=tmp_path / "f.npy").close()
    with pytest.raises(WorkspaceError, match="the -5 of highest expected interest are none"):
        gzlabel.export(tmp_path / "v.gzlabel", tmp_path / "l.csv", which="top", n=-5)
    assert not (tmp_path / "l.csv").exists()


def test_regions_without_positions_name_the_file_the_user_named(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("export", workspace, tmp_path / "list.reg", "--all") == 1
    told = capsys.readouterr().err
    assert f"{tmp_path / 'list.reg'}: regions need positions" in told
    assert "--ra and --dec" in told


def test_a_crossmatch_without_positions_says_whose_and_what_to_do(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"w\.gzlabel: these galaxies have no positions"):
        gzlabel.crossmatch(workspace, tmp_path / "other.csv", which="all")
    (tmp_path / "sky.csv").write_text("id,ra,dec\n1,1.5,2.5\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("name,ra,dec\nA,?,2.5\nB,x,2.5\nC,1.5,2.5\n", encoding="utf-8")
    gzlabel.new(tmp_path / "sky.gzlabel", tmp_path / "sky.csv").close()
    with pytest.raises(CatalogueError, match=r"other\.csv: no columns of right asc") as raised:
        gzlabel.crossmatch(tmp_path / "sky.gzlabel", tmp_path / "other.csv", which="all")
    assert "2 of 3 values of 'ra'" in str(raised.value)
    assert "--other-ra and --other-dec" in str(raised.value)
    told = {"ra_column": "ra", "dec_column": "dec"}
    (line,) = gzlabel.crossmatch(tmp_path / "sky.gzlabel", tmp_path / "other.csv", which="all", **told)
    assert line["known_id"] == "C"


def test_an_export_can_be_told_where_the_other_catalogue_has_its_positions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sky.csv").write_text("id,ra,dec\n1,1.5,2.5\n", encoding="utf-8")
    (tmp_path / "other.csv").write_text("who,lon,lat\nC,1.5,2.5\n", encoding="utf-8")
    gzlabel.new(tmp_path / "sky.gzlabel", tmp_path / "sky.csv").close()
    words = (
        "export",
        tmp_path / "sky.gzlabel",
        tmp_path / "l.csv",
        "--all",
        "--known",
        tmp_path / "other.csv",
    )
    assert typed(*words, "--other-id", "who", "--other-ra", "lon", "--other-dec", "lat") == 0
    assert "1 of 1 are known already" in capsys.readouterr().err
    assert gzlabel.read_table(tmp_path / "l.csv")["gz_known_id"].to_pylist() == ["C"]


def test_weights_are_parted_by_name_unless_they_are_a_path() -> None:
    parser = make_parser("embed")

    def options(*words: str) -> object:
        return network_options(parser.parse_args(["embed", "w", *words])).get("weights")

    assert options() is None
    assert options("--weights", "untrained") == "untrained"
    assert options("--weights", "/a.pth", "--weights", "/b=c.pth") == ["/a.pth", "/b=c.pth"]
    assert options("--weights", "test_vit=/b.pth") == {"test_vit": "/b.pth"}
