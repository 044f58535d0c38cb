"""Long jobs on the screen."""

from gzlabel.progress import Step
from gzlabel.workbench.state import Job, State
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.launching import Launching, Pace


def test_the_time_left_goes_by_the_pace_of_the_present_stage() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.seconds_left(Step("Neighbours", 0, 100)) is None
    now[0] = 30.0
    assert pace.seconds_left(Step("Neighbours", 25, 100)) == 90.0
    assert pace.seconds_left(Step("Layout", 50, 100)) is None  # another stage, which has only begun
    assert pace.seconds_left(Step("Layout")) is None
    now[0] = 40.0
    assert pace.seconds_left(Step("Layout", 50, 100)) == 10.0


def test_a_job_without_a_result_leaves_its_reason_until_it_begins_again() -> None:
    store, runner = Store(State("rings", ("rings",), 3)), JobRunner(lambda call: call())
    launching = Launching(store, runner)
    store.put_job(Job("atlas", "Map", "Neighbours", None))
    launching.failed("atlas", "Build it anew")(Failure("The disk is full"))
    assert store.state.jobs == ()
    assert store.state.ended == {"atlas": "The disk is full. Build it anew"}
    store.put_job(Job("atlas", "Map", "Neighbours", None))
    assert store.state.ended == {}
    launching.cancel("atlas")
    assert store.state.ended == {"atlas": "Map stopped; what was finished is kept"}
    assert store.state.notices[-1].text == store.state.ended["atlas"]
    runner.close()
