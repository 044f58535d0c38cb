"""The benchmark of the journal runs and gives its figures."""

from gzlabel.bench.journal import run


def test_it_gives_its_figures() -> None:
    figures = run(ratings=40, galaxies=100)
    assert figures["ratings"] == 40
    assert set(figures["rating_ms"]) == {"median", "p95", "p99"}
    assert figures["bytes_a_rating"] > 0
