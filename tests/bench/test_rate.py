"""The rating benchmark, on a catalogue small enough for a test."""

from gzlabel.bench.rate import run


def test_reports_times_and_a_small_error() -> None:
    report = run(galaxies=3000, dimensions=10, labels=30, page=6)
    assert set(report["rating_ms"]) == set(report["page_ms"]) == set(report["undo_ms"]) == {"median", "p95"}
    assert report["max_error"] < 1e-4
    assert report["speedup"] > 0.0
    assert report["page_over_floor"] > 0.0
    assert report["sklearn_sample"] == 3000
