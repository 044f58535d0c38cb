"""A short night; ten thousand ratings by command."""

import sys
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen

import numpy as np
import pytest

from gzlabel.bench._night import SIDE_PX, resident_mb
from gzlabel.bench.soak import first_and_last, last_over_settled, medians_of_tenths, run, settled_from
from gzlabel.interest import limits
from gzlabel.workbench import pictures


def test_ratios_are_of_the_last_tenth_to_the_first() -> None:
    assert first_and_last([1.0, *[7.0] * 18, 3.0])["ratio"] == 1.25
    assert first_and_last([2.0] * 2 + [7.0] * 16 + [3.0] * 2) == {"first": 2.0, "last": 3.0, "ratio": 1.5}


def test_tenths_are_in_order() -> None:
    assert medians_of_tenths([float(n) for n in range(20)]) == [0.5 + 2 * n for n in range(10)]


def test_growth_is_the_last_tenth_over_the_first_that_has_no_reason_to_grow() -> None:
    rising = [float(n) for n in range(1, 101)]
    assert last_over_settled(rising, 0.0, min) == 91.0
    assert last_over_settled(rising, 0.3, min) == round(91 / 31, 2)
    assert last_over_settled(rising, 0.31, min) == round(91 / 41, 2)
    assert last_over_settled([*range(1, 51), *[50.0] * 50], 0.5, np.median) == 1.0
    assert last_over_settled(rising, 0.9, min) is None


def test_a_night_settles_when_the_model_and_the_pictures_are_full(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settled_from(30_000) == 256 * 2**20 // (3 * SIDE_PX**2) == 3_495
    monkeypatch.setattr(pictures, "CACHE_BYTES", 2**20)
    assert settled_from(30_000) == 2_048 + 2 * 48


@pytest.fixture
def soon_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that knows 64 ratings at most, and room for 27 pictures."""
    monkeypatch.setattr(limits, "_MOST_KNOWN", 64)
    monkeypatch.setattr(pictures, "CACHE_BYTES", 2 * 2**20)


@pytest.mark.slow
@pytest.mark.usefixtures("soon_settled")
@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="this system does not tell memory")
def test_nothing_grows_once_model_and_pictures_are_full() -> None:
    figures = run(ratings=720, galaxies=1500, most_memory=1.2, most_page=1000)
    assert figures["failures"] == []
    assert figures["memory_ratio"] is not None


@pytest.mark.slow
@pytest.mark.usefixtures("soon_settled")
def test_what_is_kept_of_every_page_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held = count(500, 60)
    monkeypatch.setattr("gzlabel.bench._night.resident_mb", lambda: float(next(held)))
    figures = run(ratings=360, galaxies=1500, most_memory=1.2, most_page=1000)
    assert figures["memory_ratio"] > 1.2
    assert figures["failures"] == [
        f"memory grew {figures['memory_ratio']}-fold after 96 ratings, where nothing should: at most 1.2"
    ]


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
    assert (figures["memory_ratio"], figures["page_ratio"], figures["failures"]) == (None, None, [])
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
