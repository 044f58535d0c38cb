"""Results of background threads reach the window in order, a few at a time."""

from threading import Thread
from time import sleep

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gzlabel.desk.deliver import Deliverer


def test_all_arrive_in_order_from_any_thread(qtbot: QtBot) -> None:
    deliverer, arrived = Deliverer(), list[int]()

    def deliver_all() -> None:
        for number in range(50):
            deliverer.deliver(lambda number=number: arrived.append(number))

    thread = Thread(target=deliver_all)
    thread.start()
    thread.join()
    assert not arrived
    qtbot.waitUntil(lambda: len(arrived) == 50)
    assert arrived == list(range(50))


def test_a_timer_gets_its_turn_between_many_slow_ones(qtbot: QtBot) -> None:
    deliverer, order = Deliverer(), list[str]()

    def slow() -> None:
        sleep(0.005)
        order.append("delivered")

    for _ in range(20):
        deliverer.deliver(slow)
    QTimer.singleShot(20, lambda: order.append("timer"))
    qtbot.waitUntil(lambda: len(order) == 21)
    assert order.index("timer") < 15


def test_one_that_fails_keeps_none_of_the_others_back(qtbot: QtBot) -> None:
    deliverer, arrived = Deliverer(), list[int]()

    def fail() -> None:
        raise ValueError("a fault")

    with qtbot.captureExceptions() as raised:
        deliverer.deliver(fail)
        deliverer.deliver(lambda: arrived.append(1))
        qtbot.waitUntil(lambda: bool(arrived))
    assert len(raised) == 1
