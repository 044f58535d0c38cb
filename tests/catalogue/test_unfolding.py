"""Arrow and Parquet files that keep once what counts a million times: read in measure, refused before they unfold."""

import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from gzlabel.catalogue import read_table, unpacking
from gzlabel.catalogue.arrow_file import unpacked_bytes
from gzlabel.catalogue.unfolding import unfolded_bytes
from gzlabel.errors import CatalogueError

N_ROWS = 1000
PAGE = "x" * 10_000


@pytest.fixture(autouse=True)
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables may claim a million bytes."""
    monkeypatch.setattr(unpacking, "MOST_CLAIMED", 1_000_000)


def dictionary_of(values: pa.Array, n_rows: int = N_ROWS) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(n_rows, np.int8)), values)


def views_of(text: str, n_rows: int = N_ROWS) -> pa.Array:
    _, views, texts = pa.array([text], pa.string_view()).buffers()
    everywhere = pa.py_buffer(views.to_pybytes()[:16] * n_rows)
    return pa.Array.from_buffers(pa.string_view(), n_rows, [None, everywhere, texts])


def write_arrow(path: Path, column: pa.Array, compression: str | None = None, **how: bool) -> Path:
    batch = pa.record_batch([column], names=["name"])
    options = pa.ipc.IpcWriteOptions(compression=compression, **how)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema, options=options) as writer:
        writer.write_batch(batch)
    return path


BOMBS: dict[str, Callable[[], pa.Array]] = {
    "dictionary": lambda: dictionary_of(pa.array([PAGE])),
    "dictionary of large text": lambda: dictionary_of(pa.array([PAGE], pa.large_string())),
    "dictionary of views": lambda: dictionary_of(pa.array([PAGE], pa.string_view())),
    "dictionary of lists": lambda: dictionary_of(pa.array([[1.5] * 1250])),
    "dictionary in a struct": lambda: pa.StructArray.from_arrays([dictionary_of(pa.array([PAGE]))], ["a"]),
    "dictionary in lists": lambda: pa.FixedSizeListArray.from_arrays(dictionary_of(pa.array([PAGE])), 10),
    "views": lambda: views_of(PAGE),
    "nothing": lambda: pa.nulls(10_000_000),
    "vectors of nothing": lambda: pa.FixedSizeListArray.from_arrays(pa.nulls(10_000_000), 1000),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_small_arrow_file_that_unfolds_to_a_monster_is_refused(tmp_path: Path, kind: str) -> None:
    path = write_arrow(tmp_path / "t.arrow", BOMBS[kind](), "zstd")
    with pytest.raises(CatalogueError, match=r"claims to hold .* bytes of values") as raised:
        read_table(path)
    assert str(path) in str(raised.value)
    assert "column 'name'" in str(raised.value)
    assert "save it as another format" in str(raised.value)


@pytest.mark.parametrize("compression", ["zstd", "lz4"])
def test_compressed_buffers_are_counted_before_they_are_unpacked(tmp_path: Path, compression: str) -> None:
    column = pa.array(np.zeros(500_000))
    path = write_arrow(tmp_path / "t.feather", column, compression)
    assert unpacked_bytes(path) == 4_000_000
    with pytest.raises(CatalogueError, match="claims to hold 4,000,000 bytes of values"):
        read_table(path)


def test_a_buffer_that_lies_about_itself_never_gets_its_memory(tmp_path: Path) -> None:
    path = write_arrow(tmp_path / "t.feather", pa.array(np.zeros(1000)), "zstd")
    content, claim = path.read_bytes(), struct.pack("<q", 8000)
    assert content.count(claim) == 1
    path.write_bytes(content.replace(claim, struct.pack("<q", 10**15)))
    with pytest.raises(CatalogueError, match="claims to hold 1,000,000,000,000,000 bytes"):
        read_table(path)


def test_a_compressed_dictionary_counts_too(tmp_path: Path) -> None:
    column = dictionary_of(pa.array(np.zeros(500_000)), 1)
    assert unpacked_bytes(write_arrow(tmp_path / "t.feather", column, "lz4")) >= 4_000_000


@pytest.mark.parametrize("legacy", [False, True])
def test_what_is_not_compressed_claims_nothing(tmp_path: Path, legacy: bool) -> None:
    path = write_arrow(tmp_path / "t.feather", pa.array(np.zeros(1000)), use_legacy_format=legacy)
    assert unpacked_bytes(path) == 0
    assert read_table(path).num_rows == 1000


@pytest.mark.parametrize("damage", [b"\xff" * 8, b"\x00" * 8, b"\x7f" * 8])
def test_a_description_of_nonsense_is_nothing_but_a_sentence(tmp_path: Path, damage: bytes) -> None:
    path = write_arrow(tmp_path / "t.feather", pa.array(np.zeros(1000)), "zstd")
    content = path.read_bytes()
    for place in range(8, len(content) - 8, 8):
        path.write_bytes(content[:place] + damage + content[place + 8 :])
        with suppress(CatalogueError):
            read_table(path)


@pytest.mark.parametrize(
    "column",
    [
        pa.RunEndEncodedArray.from_arrays(pa.array([10**9]), pa.array([1])),
        pa.array([[1, 2], [3]], pa.list_view(pa.int64())),
    ],
)
def test_kinds_that_no_table_of_galaxies_has_are_refused_by_name(tmp_path: Path, column: pa.Array) -> None:
    path = write_arrow(tmp_path / "t.arrow", column)
    with pytest.raises(CatalogueError, match=r"cannot be used, by its column 'name'.*Save them plainly"):
        read_table(path)


def test_a_page_of_texts_that_parquet_keeps_once_is_refused(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"id": range(N_ROWS), "name": [PAGE] * N_ROWS}), tmp_path / "t.parquet")
    with pytest.raises(CatalogueError, match=r"claims to hold 10,00\d,\d{3} bytes of values") as raised:
        read_table(tmp_path / "t.parquet")
    assert str(tmp_path / "t.parquet") in str(raised.value)
    assert read_table(tmp_path / "t.parquet", columns=["id"]).num_rows == N_ROWS


def test_texts_within_lists_count_too(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"names": [[PAGE, PAGE]] * N_ROWS}), tmp_path / "t.parquet")
    with pytest.raises(CatalogueError, match="claims to hold"):
        read_table(tmp_path / "t.parquet")


def test_pages_that_are_packed_too_well_are_refused(tmp_path: Path) -> None:
    table = pa.table({"z": [[0.0] * 5000] * 100})
    parquet.write_table(table, tmp_path / "t.parquet", compression="zstd", use_dictionary=False)
    with pytest.raises(CatalogueError, match="claims to hold 4,"):
        read_table(tmp_path / "t.parquet")


def test_a_hats_catalogue_is_measured_as_a_whole(tmp_path: Path) -> None:
    for pixel in range(2):
        folder = tmp_path / "hats" / "dataset" / "Norder=0" / "Dir=0"
        folder.mkdir(parents=True, exist_ok=True)
        parquet.write_table(pa.table({"name": [PAGE] * N_ROWS}), folder / f"Npix={pixel}.parquet")
    (tmp_path / "hats" / "hats.properties").write_text("hats_col_ra=ra\n")
    with pytest.raises(CatalogueError, match="claims to hold"):
        read_table(tmp_path / "hats")


@pytest.mark.parametrize("suffix", ["parquet", "feather"])
def test_classes_that_many_rows_share_are_read(tmp_path: Path, suffix: str) -> None:
    classes = pa.array(["SBc", None, "E0"] * 10_000).dictionary_encode()
    path = tmp_path / f"t.{suffix}"
    if suffix == "parquet":
        parquet.write_table(pa.table({"name": classes}), path)
    else:
        write_arrow(path, classes)
    assert read_table(path)["name"].cast(pa.string()).to_pylist()[:3] == ["SBc", None, "E0"]


def test_what_a_column_unfolds_to() -> None:
    def n_bytes(array: pa.Array) -> int:
        return unfolded_bytes(pa.chunked_array([array]))

    assert n_bytes(pa.array([1, 2, 3], pa.int16())) == 6
    assert n_bytes(dictionary_of(pa.array(["abc", "d"]), 5)) == 5 * 3 + 5
    assert n_bytes(dictionary_of(pa.array([7], pa.int64()), 5)) == 5 * 8 + 5
    assert n_bytes(pa.DictionaryArray.from_arrays([0, None, 1], pa.array(["abc", None]))) == 3 + 3 * 8 + 1
    assert n_bytes(pa.array(["ab", None, "c" * 20], pa.string_view()).slice(1)) == 20
