"""Compressed tables: read while they are of a reasonable size, refused before they fill the memory."""

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from astropy.io import fits

from gzlabel.catalogue import read_table, unpacking
from gzlabel.errors import CatalogueError

N_ROWS = 500_000


@pytest.fixture(autouse=True)
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files may unpack to a million bytes."""
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1_000_000)


def lz4(text: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "lz4") as stream:
        stream.write(text)
    return sink.getvalue().to_pybytes()


def zstd(text: bytes) -> bytes:
    return pa.compress(text, codec="zstd", asbytes=True)


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("t.csv.gz", gzip.compress),
        ("t.csv.bz2", bz2.compress),
        ("t.csv.zst", zstd),
        ("t.csv.lz4", lz4),
        ("t.ecsv.gz", gzip.compress),
        ("t.vot.gz", gzip.compress),
    ],
)
def test_a_bomb_is_refused_with_its_size_and_a_remedy(
    tmp_path: Path, name: str, packed: Callable[[bytes], bytes]
) -> None:
    begins = {".ecsv": b"# %ECSV 1.0\n", ".vot": b"<VOTABLE>"}.get(
        Path(name.rpartition(".")[0]).suffix, b"a,b\n"
    )
    (tmp_path / name).write_bytes(packed(begins + b"1,2\n" * N_ROWS))
    with pytest.raises(CatalogueError, match="bytes unpacks to more than 1,") as raised:
        read_table(tmp_path / name)
    assert str(tmp_path / name) in str(raised.value)
    assert "unpack it yourself" in str(raised.value)


def test_a_compressed_fits_table_is_bounded_too(tmp_path: Path) -> None:
    columns = [fits.Column("id", "K", array=np.zeros(N_ROWS, dtype=np.int64))]
    fits.BinTableHDU.from_columns(columns).writeto(tmp_path / "t.fits")
    (tmp_path / "t.fits.gz").write_bytes(gzip.compress((tmp_path / "t.fits").read_bytes()))
    with pytest.raises(CatalogueError, match="unpacks to more than"):
        read_table(tmp_path / "t.fits.gz")


def test_what_unpacks_to_a_hundred_times_its_size_or_less_is_read(tmp_path: Path) -> None:
    text = b"a\n" + b"".join(b"%d\n" % number for number in range(200_000))
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(text))
    assert len(text) > unpacking.MOST_UNPACKED
    assert read_table(tmp_path / "t.csv.gz").num_rows == 200_000


@pytest.mark.parametrize("suffix", ["parquet", "h5"])
def test_a_small_file_that_claims_a_monster_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"t.{suffix}"
    if suffix == "h5":
        h5py = pytest.importorskip("h5py", reason="h5py is an optional package")
        with h5py.File(path, "w") as file:
            file.create_dataset("id", shape=(10**12,), chunks=(10**6,), dtype="i8", compression="gzip")
    else:
        monkeypatch.setattr("gzlabel.catalogue.unpacking.MOST_CLAIMED", 10**7)
        parquet.write_table(pa.table({"id": pa.nulls(2 * 10**6, pa.int64())}), path)
    with pytest.raises(CatalogueError, match=r"claims to hold .* bytes of values"):
        read_table(path)


def test_a_compound_table_of_hdf5_claims_too(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py", reason="h5py is an optional package")
    with h5py.File(tmp_path / "t.h5", "w") as file:
        file.create_dataset("t", shape=(10**12,), chunks=(10**6,), dtype=[("id", "i8"), ("z", "f8")])
    with pytest.raises(CatalogueError, match="claims to hold 16,000,000,000,000 bytes"):
        read_table(tmp_path / "t.h5")
