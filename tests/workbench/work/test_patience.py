"""A wait ends with what it waits for, or when its time is up."""

from itertools import count

from gzlabel.workbench.work.patience import comes_true


def test_what_is_so_already_needs_no_wait() -> None:
    assert comes_true(lambda: True, within_s=0.0)


def test_it_is_looked_at_again_and_again() -> None:
    looks = count(1)
    assert comes_true(lambda: next(looks) == 5, within_s=60.0, look_again_s=0.0)
    assert next(looks) == 6


def test_what_never_comes_is_not_waited_for() -> None:
    assert not comes_true(lambda: False, within_s=0.01, look_again_s=0.001)
