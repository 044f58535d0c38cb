"""The rating benchmark, on a catalogue small enough for a test."""

import json

import pytest

from gzlabel.bench.rate import run
from gzlabel.cli.main import run as command


def test_reports_times_and_a_small_error() -> None:
    report = run(galaxies=3000, dimensions=10, labels=30, page=12)
    assert set(report["rating_ms"]) == set(report["page_ms"]) == set(report["undo_ms"]) == {"median", "p95"}
    assert report["max_error"] < 1e-4
    assert report["speedup"] > 0.0
    assert report["page_over_floor"] > 0.0
    assert report["settled_ms"]["median"] > report["page_ms"]["median"]
    assert report["sklearn_sample"] == 3000


def test_is_offered_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = ["--galaxies", "2000", "--dimensions", "5", "--labels", "10", "--page", "4"]
    assert command(["bench", "rate", *sizes, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["galaxies"] == 2000
