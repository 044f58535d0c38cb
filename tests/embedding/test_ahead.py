import threading

import pytest

from gzlabel.embedding.ahead import worked_ahead


def test_results_come_in_order():
    assert list(worked_ahead(lambda n: n * n, range(20))) == [n * n for n in range(20)]


def test_few_are_worked_out_before_they_are_wanted():
    begun, lock = [], threading.Lock()

    def work(n):
        with lock:
            begun.append(n)

    results = worked_ahead(work, range(10_000))
    next(results)
    assert len(begun) < 200
    results.close()


def test_a_failure_reaches_who_waits_for_it():
    def fail(n):
        raise ValueError(n)

    with pytest.raises(ValueError, match="0"):
        next(worked_ahead(fail, range(3)))
