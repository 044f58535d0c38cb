"""A newer program is told of, once it is asked for."""

import pytest

from gzlabel.workbench import news
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox


@pytest.mark.parametrize(
    ("setting", "told"), [("on", ["gzlabel 9.9 can be had; this is an older one"]), ("off", [])]
)
def test_it_is_a_notice_where_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox, setting: str, told: list[str]
) -> None:
    monkeypatch.setenv("GZLABEL_UPDATE_CHECK", setting)
    monkeypatch.setattr(news, "newer_version", lambda: "9.9")
    store, runner = Store(State("rings", ("rings",), 1)), JobRunner(mailbox.put)
    news.ask_for_news(store, runner)
    mailbox.run_until(lambda: bool(store.state.notices), 5.0 if told else 0.2)
    assert [notice.text for notice in store.state.notices] == told
    runner.close()
