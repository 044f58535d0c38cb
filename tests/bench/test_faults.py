"""Fifty kills in the suite; five hundred by command."""

import pytest

from gzlabel.bench.faults import run


@pytest.mark.slow
def test_nothing_is_lost_to_fifty_kills() -> None:
    figures = run(rounds=50, seed=7)
    assert figures["findings"] == []
    assert figures["faults"] > 25
    assert figures["saved"] > 0
    assert figures["in_flight"] > figures["by_task"]["rate behind the key"]
    by_task = figures["by_task"]
    assert by_task["search"] > 0
    assert by_task["rate behind the key"] + by_task["rate, log cut"] + by_task["search"] > by_task["rate"]
    for count in ("losses", "half_files", "stale_locks", "orphans", "leftovers", "unsound"):
        assert figures[count] == 0
