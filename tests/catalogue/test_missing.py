"""Values that stand for none."""

import pyarrow as pa
import pytest

from gzlabel.catalogue.missing import with_missing


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([17.5, -99.0, float("nan"), 20.0], [17.5, None, None, 20.0]),
        ([0.3, -9999.0, -99.0], [0.3, None, None]),
        ([-300.0, -99.0, 250.0], [-300.0, -99.0, 250.0]),
        ([-99, 5, 7], [None, 5, 7]),
        ([-99, -98, 7], [-99, -98, 7]),
        ([-99, -99], [None, None]),
        (["a", " ", "", None], ["a", None, None, None]),
        ([True, None], [True, None]),
        ([99.0, -1.0], [99.0, -1.0]),
        ([], []),
    ],
)
def test_with_missing(values: list[object], expected: list[object]) -> None:
    assert with_missing(pa.chunked_array([pa.array(values)])).to_pylist() == expected


@pytest.mark.parametrize(
    "kind", [pa.float32(), pa.int16(), pa.uint8(), pa.dictionary(pa.int8(), pa.string())]
)
def test_every_type(kind: pa.DataType) -> None:
    values = ["a", "a"] if pa.types.is_dictionary(kind) else [3, 4]
    assert with_missing(pa.chunked_array([pa.array(values).cast(kind)])).to_pylist() == values


def test_single_precision_sentinels() -> None:
    assert with_missing(pa.chunked_array([pa.array([20.5, -99.9], pa.float32())])).to_pylist() == [20.5, None]
