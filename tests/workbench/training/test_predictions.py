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


def test_bare_numbers_say_of_what() -> None:
    said = np.eye(3, dtype=np.float32)
    table = as_columns("Bar_Length", ("0", "0.25", "-1"), said, "m")
    assert table.column_names == [
        "p_bar_length_0",
        "p_bar_length_0_25",
        "p_bar_length_minus_1",
        "class_bar_length",
    ]
    assert table["p_bar_length_0_25"].to_pylist() == [0, 1, 0]
    assert table["class_bar_length"].to_pylist() == ["0", "0.25", "-1"]


def test_what_a_network_says_is_told_from_what_the_vectors_say() -> None:
    said = np.eye(2, dtype=np.float32)
    assert as_columns("ring", ("other", "ring"), said, "m", "full").column_names == ["p_ring_full"]
    table = as_columns("kind", ("E", "S"), said, "m", "last-block")
    assert table.column_names == ["p_e_last_block", "p_s_last_block", "class_kind_last_block"]


def test_classes_that_differ_by_signs_alone_keep_a_column_each() -> None:
    table = as_columns("bar", ("Sa+", "Sa-", "Sb"), np.eye(3, dtype=np.float32), "m")
    assert table.column_names == ["p_sa", "p_sa_2", "p_sb", "class_bar"]
