"""A short night; ten thousand ratings by command."""

import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from gzlabel.bench._night import resident_mb
from gzlabel.bench.soak import first_and_last, medians_of_tenths, run


def test_ratios_are_of_the_last_tenth_to_the_first() -> None:
    assert first_and_last([1.0, *[7.0] * 18, 3.0])["ratio"] == 1.25
    assert first_and_last([2.0] * 2 + [7.0] * 16 + [3.0] * 2) == {"first": 2.0, "last": 3.0, "ratio": 1.5}


def test_tenths_are_in_order() -> None:
    assert medians_of_tenths([float(n) for n in range(20)]) == [0.5 + 2 * n for n in range(10)]


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_is_left_open() -> None:
    figures = run(ratings=240, galaxies=1500)
    assert figures["lost"] == 0
    assert figures["ratings"] >= 240
    assert figures["pages"] >= 10
    assert figures["threads"][1] <= figures["threads"][0] + 4
    assert figures["files"][1] <= figures["files"][0] + 16
    assert 0 < figures["bytes_a_rating"] < 4000
    assert {len(values) for values in figures["by_tenth"].values()} == {10}
    assert set(figures["levelled"]) == {"memory_mb", "rating_ms", "undo_ms", "page_ms"}
    assert set(figures["page_ms"]) == {"first", "last", "ratio"}


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="this system does not tell memory")
def test_memory_is_that_of_the_program_with_what_it_began() -> None:
    alone = resident_mb()
    hold = "data = b'x' * 200_000_000; print(flush=True); input()"
    with Popen([sys.executable, "-c", hold], stdin=PIPE, stdout=PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        together = resident_mb()
        child.communicate(b"\n")
    assert together > alone + 150
