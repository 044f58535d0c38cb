"""The package index is asked only where the user wants it, and is not believed blindly."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gzlabel.update import newer_version


class Index(BaseHTTPRequestHandler):
    """A package index; ``answer`` and ``asked`` are set by the test."""

    answer: bytes = b""
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_: object) -> None:
        """Quiet."""


Serve = Callable[[bytes], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    Index.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def answering(answer: bytes) -> str:
        Index.answer = answer
        return f"http://127.0.0.1:{server.server_port}/simple"

    yield answering
    server.shutdown()
    server.server_close()


def versions(*names: str) -> bytes:
    return json.dumps({"versions": names}).encode()


def test_nothing_is_asked_by_default(serve: Serve) -> None:
    assert newer_version(serve(versions("9.9"))) is None
    assert Index.asked == []


@pytest.mark.parametrize(
    ("present", "newest"),
    [("0.1.0", "0.10.1"), ("0.9", "0.10.1"), ("0.10.1", None), ("0.10.1.0", None), ("1.0", None)],
)
def test_the_newest_release_counts(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, present: str, newest: str | None
) -> None:
    monkeypatch.setenv("GZLABEL_UPDATE_CHECK", "on")
    index = serve(versions("0.9", "0.10.1", "0.2", "1.0rc1", "2.0.dev3"))
    assert newer_version(index, present) == newest
    assert Index.asked == [("/simple/gzlabel/", "gzlabel")]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"versions": []}',
        b'{"versions": [3]}',
        b'{"versions": ["9' + b"9" * 50 + b'"]}',
    ],
)
def test_strange_answers_are_no_news(serve: Serve, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    monkeypatch.setenv("GZLABEL_UPDATE_CHECK", "on")
    assert newer_version(serve(answer)) is None


def test_no_network_is_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GZLABEL_UPDATE_CHECK", "on")
    assert newer_version("http://127.0.0.1:9/simple") is None
