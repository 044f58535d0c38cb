import numpy as np
import pytest

from gzlabel.workbench.training.predictions import as_columns


def test_a_class_and_its_opposite_make_one_column() -> None:
    table = as_columns(
        "Ring!", ("other", "Ring!"), np.array([[0.75, 0.25], [np.nan, np.nan]], np.float32), "m"
    )
    assert table.column_names == ["p_ring"]
    assert table["p_ring"].to_pylist() == [0.25, None]


def test_more_classes_make_one_each_and_the_likeliest() -> None:
    said = np.array([[0.1, 0.7, 0.2], [np.nan] * 3], dtype=np.float32)
    table = as_columns("gz2class", ("round smooth", "edge-on", "spiral"), said, "m")
    assert table.column_names == ["p_round_smooth", "p_edge_on", "p_spiral", "class_gz2class"]
    assert table["p_edge_on"].to_pylist() == [pytest.approx(0.7), None]
    assert table["class_gz2class"].to_pylist() == ["edge-on", None]
