"""Files made to harm: each is refused with a sentence, and quickly. Beside these stand the tests of each reader."""

import gzip
import io
import os
import sqlite3
import struct
import tarfile
import time
import zlib
from contextlib import closing, suppress
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import pytest
from astropy.io import fits

from gzlabel.arrays import mapped_array, stored_arrays
from gzlabel.catalogue import Catalogue, Cut, guess_roles, read_table, write_table
from gzlabel.catalogue.images import ArchiveImages, Stretch
from gzlabel.catalogue.images.decode import decode
from gzlabel.catalogue.notes import NOTES, notes_of
from gzlabel.catalogue.roles import ROLES
from gzlabel.errors import CatalogueError, ImageError, UserError
from gzlabel.interest.simulation import plot
from gzlabel.workspace import NewDecision, Workspace, export_list


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_png_that_claims_a_monster_is_refused_before_it_is_unfolded() -> None:
    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", size) + png_chunk(b"IDAT", zlib.compress(bytes(10**6)))
    with pytest.raises(ImageError, match=r"claims|large|pixels"):
        decode(bomb, "bomb.png")


def test_a_png_with_a_book_in_its_comment_is_refused() -> None:
    size = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    book = b"Comment\0\0" + zlib.compress(bytes(80 * 2**20))
    bomb = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", size) + png_chunk(b"zTXt", book)
    with pytest.raises(ImageError):
        decode(bomb, "bomb.png")


def test_a_gzipped_fits_image_unfolds_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gzlabel.catalogue.images.fits_file.MAX_VALUES", 1000)
    with pytest.raises(ImageError, match="unpacks to more than 4,000 bytes"):
        decode(gzip.compress(b"SIMPLE  =                    T" + bytes(10_000)), "bomb.fits.gz")


def test_a_giant_fits_header_is_refused_quickly() -> None:
    card = b"COMMENT " + b"x" * 72
    header = b"SIMPLE  =                    T".ljust(80) + card * 300_000
    began = time.monotonic()
    with pytest.raises(ImageError):
        decode(header, "giant.fits")
    assert time.monotonic() - began < 20


def test_a_compressed_tar_is_unpacked_within_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gzlabel.catalogue.images.archive_file.MOST_UNPACKED", 10_000)
    path, content = tmp_path / "bomb.tar.gz", io.BytesIO(bytes(4 * 2**20))
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("a.png")
        member.size = 4 * 2**20
        archive.addfile(member, content)
    images = ArchiveImages(path, pa.chunked_array([["a.png"]]))
    with pytest.raises(ImageError, match="as no pictures do"):
        images.read(0)


def test_entities_of_a_votable_do_not_multiply(tmp_path: Path) -> None:
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "lol.vot").write_text(
        f'<?xml version="1.0"?><!DOCTYPE VOTABLE [<!ENTITY l0 "lol">{lols}]>'
        "<VOTABLE><RESOURCE><TABLE><DESCRIPTION>&l11;</DESCRIPTION></TABLE></RESOURCE></VOTABLE>"
    )
    began = time.monotonic()
    with pytest.raises(CatalogueError):
        read_table(tmp_path / "lol.vot")
    assert time.monotonic() - began < 20


def test_a_votable_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    (tmp_path / "xxe.vot").write_text(
        f'<?xml version="1.0"?><!DOCTYPE VOTABLE [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
        '<VOTABLE version="1.3"><RESOURCE><TABLE><FIELD name="a" datatype="char" arraysize="*"/>'
        "<DATA><TABLEDATA><TR><TD>&x;</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
    )
    try:
        held = str(read_table(tmp_path / "xxe.vot").to_pylist())
    except CatalogueError as error:
        held = str(error)
    assert "a secret" not in held


def test_yaml_in_an_ecsv_header_makes_no_objects(tmp_path: Path) -> None:
    write_table(pa.table({"id": [1, 2]}), tmp_path / "a.ecsv")
    lines = (tmp_path / "a.ecsv").read_text().splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("# meta"))
    lines[place] = f'# meta: !!python/object/apply:os.mkdir ["{tmp_path}/made-by-yaml"]'
    (tmp_path / "a.ecsv").write_text("\n".join(lines) + "\n")
    with suppress(CatalogueError):
        read_table(tmp_path / "a.ecsv")
    assert not (tmp_path / "made-by-yaml").exists()


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.folder),)


def test_objects_in_numpy_files_are_never_made(tmp_path: Path) -> None:
    trap = np.array([Trap(tmp_path / "made-by-pickle")], dtype=object)
    np.save(tmp_path / "a.npy", trap, allow_pickle=True)
    np.savez(tmp_path / "a.npz", trap=trap)
    for read, name in ((mapped_array, "a.npy"), (stored_arrays, "a.npz")):
        with pytest.raises(ValueError, match=r"allow_pickle|Object|object"):
            read(tmp_path / name)
    assert not (tmp_path / "made-by-pickle").exists()


@pytest.mark.parametrize("header", [b"{'descr': (", b"(" * 5000, b"{'a':1}", b"__import__('os')"])
def test_a_header_of_nonsense_is_a_value_error(tmp_path: Path, header: bytes) -> None:
    data = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header
    (tmp_path / "a.npy").write_bytes(data)
    with pytest.raises(ValueError, match=r"."):
        mapped_array(tmp_path / "a.npy")


EVIL = [
    "x'; DROP TABLE decision; --",
    '"; DELETE FROM batch',
    "key) VALUES (1",
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
]


def test_column_names_are_never_sql_nor_markup(tmp_path: Path) -> None:
    table = pa.table(
        {"id": [f"{name}{row}" for row, name in enumerate(EVIL)], **{name: [1.0] * 5 for name in EVIL}}
    )
    with Workspace.create(tmp_path / "w.gzlabel", table, id_column="id") as workspace:
        name = workspace.current_interest
        workspace.journal.append(name, [NewDecision(row, "rating", 5) for row in range(5)])
        for suffix in ("csv", "fits", "vot", "parquet"):
            export_list(workspace, tmp_path / f"list.{suffix}", interest=name, rows=np.arange(5))
            assert read_table(tmp_path / f"list.{suffix}").num_rows == 5
    with Workspace.open(tmp_path / "w.gzlabel") as workspace:
        assert len(workspace.journal.current(name)) == 5
        assert [column.name for column in workspace.catalogue.columns] == ["id", *EVIL]
    assert "<script>" not in (tmp_path / "list.vot").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "a.__class__",
        "().__class__.__bases__",
        "lambda: 1",
        "a if a else a",
        "[x for x in a]",
        "a; import os",
        "(" * 2000 + "a > 1" + ")" * 2000,
        "a > " + "9" * 5000,
        "2 ** 2 ** 2 ** 2 ** 2 ** 99 > a",
    ],
)
def test_a_cut_is_no_programme(tmp_path: Path, text: str) -> None:
    catalogue = Catalogue.create(tmp_path, pa.table({"a": [1.0, 2.0]}))
    began = time.monotonic()
    try:
        Cut.parse(text, catalogue).mask(catalogue)
    except UserError:
        pass
    else:
        assert text.startswith(("(((", "a > ", "2 **"))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("wrong", [{"curve": "__import__"}, {"bands": 10**9}, None])
def test_a_stretch_from_a_stranger_is_checked(wrong: object) -> None:
    with pytest.raises((UserError, ValueError, TypeError, AttributeError)):
        Stretch.from_json(wrong)  # type: ignore[arg-type]


SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_a_drawing_that_can_run_is_no_picture(name: str) -> None:
    drawing = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}<image href="file:///x"/></svg>'
    with pytest.raises(ImageError, match="not an image in any format"):
        decode(drawing.encode(), name)


def test_names_in_a_drawing_of_ours_are_text(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="Matplotlib is an optional package")
    results = {
        "settings": {"n_positive": 1, "start": SCRIPT, "seeds": [0]},
        "runs": [{"policy": SCRIPT, "found": [0, 1]}],
        "summary": {SCRIPT: {}},
    }
    plot(results, tmp_path / "curves.svg")
    drawn = (tmp_path / "curves.svg").read_text()
    assert "<script" not in drawn
    assert "&lt;script" in drawn
    assert ElementTree.parse(tmp_path / "curves.svg").getroot().tag.endswith("svg")


NO_JSON_OF_OURS = [
    "[" * 5000,
    '{"a":' * 5000,
    "[",
    "NaN NaN",
    "7",
    '"text"',
    '{"id_column": [1]}',
    "[[1], {}]",
    "\ud7ff",
]


@pytest.mark.parametrize("said", NO_JSON_OF_OURS)
def test_a_table_that_says_nonsense_of_its_own_columns_is_read_without(tmp_path: Path, said: str) -> None:
    table = pa.table({"objid": [1, 2], "ra": [1.0, 2.0], "dec": [3.0, 4.0]})
    told = table.replace_schema_metadata(dict.fromkeys((ROLES, NOTES), said.encode()))
    assert guess_roles(told) == guess_roles(table)
    assert all(isinstance(sentence, str) for sentence in notes_of(told))
    write_table(table, tmp_path / "t.fits")
    with fits.open(tmp_path / "t.fits", mode="update") as hdus:
        hdus[1].header["TNAM1"] = said[:60].encode("ascii", "replace").decode()
    assert read_table(tmp_path / "t.fits").num_rows == 2


@pytest.mark.parametrize("said", NO_JSON_OF_OURS)
def test_a_workspace_that_holds_nonsense_for_settings_and_edits_opens(tmp_path: Path, said: str) -> None:
    path = tmp_path / "w.gzlabel"
    with Workspace.create(path, pa.table({"id": ["a", "b"]}), id_column="id") as workspace:
        workspace.journal.append(workspace.current_interest, [NewDecision(1, "rating", 5)])
        workspace.clusters.name("c1", "rings")
        workspace.set_setting("rater", "Vera")
    with closing(sqlite3.connect(path / "workspace.sqlite")) as connection, connection:
        connection.execute("DROP TRIGGER IF EXISTS cluster_edit_stays")
        connection.execute("UPDATE setting SET value = ?", [said])
        connection.execute(
            "INSERT INTO cluster_edit (verb, clusters, name, rater, at) VALUES ('name', ?, 'x', 'y', 'z')",
            [said],
        )
    with Workspace.open(path, read_only=True) as workspace:
        assert len(workspace.journal.current(workspace.interests[0])) == 1
        workspace.settings()
        assert "rings" in workspace.cluster_edits().names.values()
