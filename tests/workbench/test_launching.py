"""Long jobs on the screen."""

from gzlabel.progress import Step
from gzlabel.workbench.launching import Pace


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
