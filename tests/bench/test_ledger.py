"""What is held after a kill is all that was told as saved, and a beginning of what was given since."""

import pytest

from gzlabel.bench._ledger import Act, Ledger, Line

FIRST: Act = ("decide", {1: 5})
SECOND: Act = ("decide", {2: 0, 3: 0})
THIRD: Act = ("decide", {1: 4})
UNDO: Act = ("undo", {})
REDO: Act = ("redo", {})

HELD_FIRST: list[Line] = [(1, 5, False)]
HELD_SECOND: list[Line] = [*HELD_FIRST, (2, 0, False), (3, 0, False)]


@pytest.mark.parametrize(
    "held",
    [HELD_FIRST, HELD_SECOND, [*HELD_FIRST, (2, 0, True), (3, 0, True)], [*HELD_SECOND, (1, 4, False)]],
)
def test_any_beginning_of_what_was_in_flight_is_no_loss(held: list[Line]) -> None:
    ledger = Ledger()
    assert ledger.settle([FIRST], [SECOND, UNDO, REDO, THIRD], held) == 0
    assert ledger.history() == held


@pytest.mark.parametrize(
    ("held", "n_lost"),
    [
        ([], 1),
        ([(1, 4, False)], 1),
        ([*HELD_FIRST, (2, 0, False)], 1),
        ([*HELD_FIRST, (1, 4, False)], 1),
        ([*HELD_FIRST, (1, 4, False), (2, 0, False), (3, 0, False)], 3),
        ([(1, 5, True)], 1),
        ([*HELD_SECOND, (1, 4, False), (9, 9, False)], 1),
    ],
    ids=[
        "saved is missing",
        "another rating",
        "half an act",
        "not the next",
        "out of order",
        "undone",
        "stranger",
    ],
)
def test_anything_else_is_a_loss(held: list[Line], n_lost: int) -> None:
    assert Ledger().settle([FIRST], [SECOND, THIRD], held) == n_lost


def test_what_was_undone_is_redone_in_its_order_until_something_is_decided() -> None:
    ledger = Ledger()
    for act in (FIRST, SECOND, UNDO, UNDO, REDO):
        ledger.apply(act)
    assert ledger.history() == [(1, 5, False), (2, 0, True), (3, 0, True)]
    for act in (THIRD, REDO):
        ledger.apply(act)
    assert ledger.history() == [(1, 5, False), (2, 0, True), (3, 0, True), (1, 4, False)]
    for act in (UNDO, UNDO, UNDO):
        ledger.apply(act)
    assert all(is_undone for _, _, is_undone in ledger.history())
