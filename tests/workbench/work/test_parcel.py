"""Values and arrays between processes."""

from multiprocessing import Pipe

import numpy as np
import pytest

from gzlabel.workbench.work.parcel import receive, send


def test_values_and_arrays_arrive_as_they_were() -> None:
    here, there = Pipe()
    arrays = {
        "mean": np.arange(6, dtype=np.float32).reshape(2, 3),
        "every other": np.arange(10)[::2],
        "none": np.zeros((0, 3), dtype=np.int64),
        "kept": np.array([True, False]),
    }
    send(here, ("page", 3), arrays)
    value, found = receive(there)
    assert value == ("page", 3)
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array)
        assert found[name].dtype == array.dtype
        assert not found[name].flags.writeable


def test_a_value_without_arrays() -> None:
    here, there = Pipe()
    send(here, "forecast")
    assert receive(there) == ("forecast", {})


def test_an_end_that_is_gone_is_told() -> None:
    here, there = Pipe()
    here.close()
    with pytest.raises(EOFError):
        receive(there)
