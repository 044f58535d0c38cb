"""Parquet files that would fill the memory: a constant, and a text, is kept once however many rows have it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from gzlabel.catalogue.unfolding import unfolded_bytes
from gzlabel.catalogue.unpacking import refuse_claim
from gzlabel.errors import CatalogueError

_OFFSET_BYTES = 4


def refuse_parquet_bomb(found: Path | list[str], names: Sequence[str] | None, path: Path) -> None:
    """Refuse a file, a folder or files, read as far as the columns ``names``, that hold more than they can mean.

    Raises
    ------
    CatalogueError
        By the number of rows, by what is claimed to be packed, or by the texts written out in every row.
    """
    import pyarrow.dataset as dataset

    stored = dataset.dataset(found, format="parquet")
    size = sum(Path(file).stat().st_size for file in stored.files)
    refuse_claim(sum(_claimed(file, names) for file in stored.files), size, path)
    n_bytes = 0
    for file in stored.files:
        for text in _texts_as_kept(file, names):
            n_bytes += unfolded_bytes(text)
            refuse_claim(n_bytes, size, path)


def refuse_foreign_bomb(path: Path) -> None:
    """Refuse a file of a workspace that somebody else made, by what it claims; no value of it is read.

    Raises
    ------
    CatalogueError
        With the remedy for those who know who made it.
    """
    from gzlabel.catalogue.images.vouching import is_vouched_for

    try:
        refuse_claim(_claimed(str(path), None), path.stat().st_size, path)
    except CatalogueError as error:
        if is_vouched_for(path.parent):
            return
        remedy = f"If you know who made this workspace, allow it once: gzlabel trust {path.parent}"
        raise CatalogueError(error.what, where=path, remedy=remedy) from error


def _claimed(file: str, names: Sequence[str] | None) -> int:
    """Bytes that a file claims to hold: by its rows, or by its pages where they claim more."""
    import pyarrow.parquet as parquet

    described = parquet.read_metadata(file)
    by_rows: int = described.num_rows * _width(described.schema.to_arrow_schema(), names)
    return max(by_rows, _packed(described))


def _width(schema: pa.Schema, names: Sequence[str] | None) -> int:
    """Bytes a row, as far as they do not depend on what is in it."""
    kinds = [field.type for field in schema if names is None or field.name in names]
    return sum(
        max(kind.bit_width // 8, 1) if pa.types.is_primitive(kind) else _OFFSET_BYTES for kind in kinds
    )


def _packed(described: Any) -> int:
    """Bytes that the pages of a file are said to unpack to."""
    return sum(described.row_group(group).total_byte_size for group in range(described.num_row_groups))


def _texts_as_kept(file: str, names: Sequence[str] | None) -> Iterator[pa.ChunkedArray]:
    """Columns of text, a group of rows at a time; a text kept once is held once, however many rows have it."""
    import pyarrow.parquet as parquet

    schema = parquet.read_metadata(file).schema
    texts = [
        leaf.path for leaf in map(schema.column, range(len(schema))) if leaf.physical_type == "BYTE_ARRAY"
    ]
    wanted = [text for text in texts if names is None or text.split(".")[0] in names]
    with parquet.ParquetFile(file, read_dictionary=wanted) as stored:
        for text in wanted:
            for group in range(stored.num_row_groups):
                yield stored.read_row_group(group, columns=[text])[0]
