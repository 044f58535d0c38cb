from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gzlabel.desk.outside import open_outside
from gzlabel.workbench.work.small_pages import pages_as_usual, use_small_pages
from tests.system import with_large_pages


@with_large_pages
def test_a_browser_keeps_the_pages_it_is_used_to(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def note(place: QUrl) -> None:
        opened.append((place.host(), "THP_enabled:\t0" in Path("/proc/self/status").read_text()))

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    with pages_as_usual():
        use_small_pages()
        assert "THP_enabled:\t0" in Path("/proc/self/status").read_text()
        open_outside(QUrl("https://ned.org"))
    assert opened == [("ned.org", False)]
