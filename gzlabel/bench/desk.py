"""How fast the desk answers a key, on a real workspace, in the real window, offscreen.

Vectors are drawn, pictures are sixty-four made ones used again and again, each decoded from its file as any
other would be. Ratings come at a steady pace, then as fast as the desk paints them. One is timed from the key
event to the paint of the page with the frame on the next galaxy; a page from Enter to the paint of the next one
with every picture there, after it was looked at for a second, and also where Enter is pressed again at once,
faster than anybody looks.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from gzlabel.bench._witness import Witness
from gzlabel.progress import Report, Step, silent

if TYPE_CHECKING:
    from gzlabel.bench._desk_session import DeskSession


def run(
    galaxies: int = 250_000,
    ratings: int = 400,
    seconds: float = 30.0,
    pages: int = 20,
    look: float = 1.0,
    per_minute: int = 600,
    while_mapping: bool = False,
    while_embedding: bool = False,
    report: Report = silent,
) -> dict[str, Any]:
    """Rate ``per_minute`` galaxies a minute for ``seconds`` and turn ``pages`` pages, each after ``look`` seconds;
    then rate as fast as the desk allows for a third of that, and turn as many pages without a look.

    Parameters
    ----------
    while_mapping, while_embedding
        Whether the map is built, or the pictures are embedded by an untrained network, meanwhile.

    Returns
    -------
    ``first_page_s`` from the first import of Qt to the page that was left, with its pictures, ``first_answer_s`` to
    the moment when the model knows every rating and its page is on the screen, ``rating_ms`` and ``page_ms`` with
    ``median``, ``p95``, ``p99``, ``saved_ms`` from the same keys to the moment when the disk has the
    rating, ``hurried_rating_ms`` and ``ratings_per_minute`` as fast as the
    desk allows, ``hurried_page_ms`` of pages turned without a look, ``dropped_keys`` (presses that decided
    nothing), ``lost_ratings`` (decisions not in the journal afterwards), ``longest_stall_ms`` of the event loop
    while rating at the steady pace, ``longest_task_ms``, the most processor time that the window's thread took
    between two of its beats, ``machine_stall_ms``, the longest that a process with little to do was kept waiting
    meanwhile (the machine stood still for everybody), ``machine_slowdown``, the most processor time that its little
    work took over what it usually takes, ``longest_own_stall_ms``, the longest stall of those in which that was not
    over five (the desk's own doing), ``jobs`` in work at the beginning of that, and
    ``heavy_modules`` that the desk loaded.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gzlabel.bench._desk_workspace import make_workspace

    with TemporaryDirectory(prefix="gzlabel-bench-") as folder:
        workspace = make_workspace(Path(folder), galaxies, ratings, report)
        began = perf_counter()
        from gzlabel.bench._desk_session import DeskSession

        session = DeskSession(workspace, Path(folder) / "settings.ini")
        session.wait_for_page()
        figures: dict[str, Any] = {"galaxies": galaxies, "first_page_s": perf_counter() - began}
        figures["heavy_modules"] = session.heavy_modules()
        session.wait_for_model(ratings)
        figures["first_answer_s"] = perf_counter() - began
        session.begin(mapping=while_mapping, embedding=while_embedding)
        figures["jobs"] = session.jobs()
        figures |= _steadily(session, seconds, 60 / per_minute, report)
        report(Step("Turning pages", 0, 0))
        figures["page_ms"] = _spread([session.turn_page(look) for _ in range(pages)])
        hurried = _rate(session, seconds / 3, 0.0, report)
        figures["hurried_rating_ms"] = _spread(hurried)
        figures["ratings_per_minute"] = 60_000 * len(hurried) / sum(hurried)
        figures["dropped_keys"] = session.n_dropped
        figures["hurried_page_ms"] = _spread([session.turn_page() for _ in range(pages)])
        figures["lost_ratings"] = session.close_and_count_lost()
    return figures


def _steadily(session: "DeskSession", seconds: float, apart_s: float, report: Report) -> dict[str, Any]:
    """Rate at a steady pace, and listen how evenly the event loop goes on, and how evenly the machine does."""
    heart = session.heart
    with Witness(heart.interval_ms) as witness:
        return {
            "rating_ms": _spread(_rate(session, seconds, apart_s, report)),
            "saved_ms": _spread(session.saved_ms()),
            "longest_stall_ms": heart.longest_ms,
            "longest_task_ms": heart.longest_task_ms,
            "longest_own_stall_ms": heart.longest_but(witness.was_slowed),
            "machine_stall_ms": witness.longest_ms,
            "machine_slowdown": witness.slowdown,
        }


def _rate(session: "DeskSession", seconds: float, apart_s: float, report: Report) -> list[float]:
    """Milliseconds of each rating, keys ``apart_s`` apart or as soon as the galaxy before is painted."""
    times: list[float] = []
    session.heart.forget()
    began = perf_counter()
    while perf_counter() - began < seconds:
        session.wait_until(began + len(times) * apart_s)
        times.append(session.press_rating(len(times)))
        if len(times) % 50 == 0:
            report(Step("Rating", int(perf_counter() - began), int(seconds)))
    return times


def _spread(milliseconds: list[float]) -> dict[str, float]:
    return {
        "median": float(np.median(milliseconds)),
        "p95": float(np.percentile(milliseconds, 95)),
        "p99": float(np.percentile(milliseconds, 99)),
    }
