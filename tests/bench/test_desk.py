"""The desk's benchmark, small: what it tells, and that no key and no rating is lost while a map is built."""

import json
import os
import subprocess
import sys


def test_a_few_seconds_at_the_desk() -> None:
    command = (
        "bench desk --galaxies 2000 --ratings 20 --seconds 2 --pages 1 --look 0.2 --while-mapping --json"
    )
    done = subprocess.run(
        [sys.executable, "-m", "gzlabel", *command.split()],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
        timeout=240,
    )
    figures = json.loads(done.stdout)
    assert figures["dropped_keys"] == figures["lost_ratings"] == 0
    assert figures["heavy_modules"] == []
    assert "atlas" in figures["jobs"]
    assert 0 < figures["rating_ms"]["median"] <= figures["rating_ms"]["p95"] <= figures["rating_ms"]["p99"]
    assert figures["page_ms"]["median"] > 0
    assert figures["longest_stall_ms"] > 0
    assert figures["longest_task_ms"] > 0
    assert 0 <= figures["longest_own_stall_ms"] <= figures["longest_stall_ms"]
    assert figures["machine_stall_ms"] > 0
    assert figures["machine_slowdown"] > 0
    assert figures["ratings_per_minute"] > 60
