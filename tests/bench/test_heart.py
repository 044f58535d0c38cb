"""The heartbeat that a benchmark listens to."""

from gzlabel.bench._heart import Heart


def test_the_longest_wait_is_that_of_the_beats_that_are_not_excused() -> None:
    heart = Heart(5)
    heart.stop()
    assert heart.longest_ms == 0.0
    heart._beats = [0.0, 0.006, 0.131, 0.156]
    assert round(heart.longest_ms) == 120
    assert round(heart.longest_but(lambda began, ended: began < 0.1 < ended)) == 20
