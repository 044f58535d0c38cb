"""The state is replaced whole, and told once."""

from gzlabel.workbench.state import Part, State
from gzlabel.workbench.store import Store


def test_what_is_replaced_together_is_told_once() -> None:
    store, told = Store(State(interest="rings", interests=("rings",), n_galaxies=3)), list[frozenset[Part]]()
    store.changed.connect(told.append)
    with store.together():
        store.replace(busy=True)
        with store.together():
            store.replace(can_undo=True)
        assert told == []
    assert told == [frozenset({Part.JOBS, Part.DECISIONS})]
    store.replace(busy=False)
    assert told[1:] == [frozenset({Part.JOBS})]


def test_nothing_is_told_where_nothing_was_replaced() -> None:
    store, told = Store(State(interest="rings", interests=("rings",), n_galaxies=3)), list[frozenset[Part]]()
    store.changed.connect(told.append)
    with store.together():
        pass
    assert told == []
