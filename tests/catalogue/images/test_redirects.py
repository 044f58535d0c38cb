"""Servers that lead astray: by redirects, by names that change, by certificates of nobody.

The server on this machine stands for a public one: its address counts as public, every other as what it is.
"""

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from gzlabel.catalogue.images import guarded_http
from gzlabel.catalogue.images.download import Downloads
from gzlabel.catalogue.images.manners import Manners
from gzlabel.errors import ImageError

PUBLIC = Manners(seconds_between=0.0, n_tries=1, timeout_s=5.0)
HERE = "127.0.0.1"
NAME = "survey.example"


class Survey:
    """A server that sends on from ``/a`` to `to`; ``/picture`` is a picture, and ``/ring/1`` leads to ``/ring/2``."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.asked: list[str] = []
        self.to, self.code = "/picture", 302
        self.n_megabytes = self.n_sent = 0
        survey = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                survey.asked.append(self.path)
                answer = survey.answer(self.path)
                self.send_response(survey.code if isinstance(answer, str) else 200)
                if isinstance(answer, str):
                    self.send_header("Location", answer)
                self.end_headers()
                if not isinstance(answer, str):
                    self.wfile.write(answer)
                for _ in range(survey.n_megabytes if isinstance(answer, str) else 0):
                    self.wfile.write(bytes(2**20))
                    survey.n_sent += 1

            def log_message(self, *arguments: object) -> None:
                pass

        self._http = ThreadingHTTPServer((HERE, 0), Handler)
        self._http.handle_error = lambda *_: None  # type: ignore[method-assign]
        if context is not None:
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.port = self._http.server_port
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def answer(self, path: str) -> str | bytes:
        if path == "/a":
            return self.to
        if path.startswith("/ring/"):
            return f"/ring/{int(path.rpartition('/')[2]) + 1}"
        picture = BytesIO()
        Image.new("RGB", (8, 8)).save(picture, "PNG")
        return picture.getvalue()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class Names:
    """What leads where, in place of the system's name service.

    Attributes
    ----------
    lookups
        What was looked up, in order.
    """

    def __init__(self, really: Callable[..., Any]) -> None:
        self._really = really
        self.lookups: list[str] = []
        self.answers: dict[str, list[list[str]]] = {}

    def look_up(self, host: str, port: int, *how: Any, **options: Any) -> Any:
        self.lookups.append(host)
        waiting = self.answers.get(host)
        found = [host] if waiting is None else (waiting.pop(0) if len(waiting) > 1 else waiting[0])
        return [entry for one in found for entry in self._really(one, port, *how, **options)]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    made = Names(socket.getaddrinfo)
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    return made


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every machine that somebody tried to reach."""
    tried: list[str] = []
    really = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        tried.append(address[0])
        really(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.fixture(autouse=True)
def here_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's address counts as public; what this does to others is nothing."""
    refuse = guarded_http.refuse_private
    monkeypatch.setattr(
        guarded_http, "refuse_private", lambda address: None if address == HERE else refuse(address)
    )
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def survey() -> Iterator[Survey]:
    running = Survey()
    yield running
    running.close()


def fetch(survey: Survey, path: str = "/a", host: str = HERE) -> bytes:
    return Downloads(PUBLIC).fetch(f"http://{host}:{survey.port}{path}")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_public_machine_is_followed(survey: Survey, code: int) -> None:
    survey.code = code
    assert fetch(survey).startswith(b"\x89PNG")
    assert survey.asked == ["/a", "/picture"]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "machine",
    [
        "10.0.0.7",
        "192.168.1.1",
        "127.0.0.2",
        "169.254.169.254",
        "[::1]",
        "[fe80::1]",
        "[fd00::7]",
        "[::ffff:10.0.0.7]",
        "[64:ff9b::10.0.0.7]",
    ],
)
def test_a_redirect_to_a_private_machine_is_refused_before_it_is_reached(
    survey: Survey, reached: list[str], code: int, machine: str
) -> None:
    survey.code, survey.to = code, f"http://{machine}/latest/meta-data"
    with pytest.raises(ImageError, match=r"private network.*Use a public service"):
        fetch(survey)
    assert reached == [HERE]


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "ftp://10.0.0.7/a", f"ftp://{HERE}/a", "data:,a", "gopher://host/a"],
)
def test_a_redirect_to_what_is_not_the_web_is_refused(survey: Survey, reached: list[str], to: str) -> None:
    survey.to = to
    with pytest.raises(ImageError, match="only http and https addresses are asked"):
        fetch(survey)
    assert reached == [HERE]


def test_a_redirect_with_a_password_is_refused_without_telling_it(survey: Survey) -> None:
    survey.to = "http://me:secret@survey.example/a"
    with pytest.raises(ImageError, match="holds a name or password") as caught:
        fetch(survey)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("to", ["http://[half/a", "http://a..b/a", f"http://{'a' * 70}.example/a"])
def test_a_redirect_to_no_address_is_a_sentence(survey: Survey, to: str) -> None:
    survey.to = to
    with pytest.raises(ImageError, match="no address"):
        fetch(survey)


@pytest.mark.parametrize("url", ["http://a..b/a", f"http://{HERE}:1/\u00e9"])
def test_nor_is_an_address_that_no_server_can_have(url: str) -> None:
    with pytest.raises(ImageError, match="no address"):
        Downloads(PUBLIC).fetch(url)


def test_a_ring_of_redirects_is_left(survey: Survey) -> None:
    with pytest.raises(ImageError, match=r"more than 5 times.*Check the address in a browser"):
        fetch(survey, "/ring/1")
    assert survey.asked == [f"/ring/{n}" for n in range(1, 7)]


def test_a_page_that_leads_to_itself_is_left(survey: Survey) -> None:
    survey.to = "/a"
    with pytest.raises(ImageError, match="more than 5 times"):
        fetch(survey)
    assert len(survey.asked) == 6


def test_a_redirect_through_a_name_that_leads_to_a_private_machine_is_refused(
    survey: Survey, names: Names, reached: list[str]
) -> None:
    names.answers["inside.example"] = [["10.0.0.7"]]
    survey.to = "http://inside.example/a"
    with pytest.raises(ImageError, match="private network"):
        fetch(survey)
    assert reached == [HERE]


def test_a_name_of_a_public_and_a_private_machine_is_refused(
    survey: Survey, names: Names, reached: list[str]
) -> None:
    names.answers[NAME] = [[HERE, "10.0.0.7"]]
    with pytest.raises(ImageError, match="private network"):
        fetch(survey, "/picture", NAME)
    assert reached == []


def test_a_name_that_leads_elsewhere_a_moment_later_gains_nothing(
    survey: Survey, names: Names, reached: list[str]
) -> None:
    """The address that was found public is the one that is connected to: the name is not looked up again."""
    names.answers[NAME] = [[HERE], ["10.0.0.7"]]
    assert fetch(survey, "/picture", NAME).startswith(b"\x89PNG")
    assert names.lookups.count(NAME) == 1
    assert reached == [HERE]


def test_a_redirect_to_the_same_name_that_leads_inside_by_then_is_refused(
    survey: Survey, names: Names, reached: list[str]
) -> None:
    names.answers[NAME] = [[HERE], ["10.0.0.7"]]
    survey.to = f"http://{NAME}:{survey.port}/picture"
    with pytest.raises(ImageError, match="private network"):
        fetch(survey, "/a", NAME)
    assert reached == [HERE]
    assert survey.asked == ["/a"]


def test_the_next_address_of_a_name_is_tried_where_one_does_not_answer(
    survey: Survey, names: Names, monkeypatch: pytest.MonkeyPatch, reached: list[str]
) -> None:
    refuse = guarded_http.refuse_private
    monkeypatch.setattr(
        guarded_http, "refuse_private", lambda address: None if address == "127.0.0.9" else refuse(address)
    )
    names.answers[NAME] = [["127.0.0.9", HERE]]
    assert fetch(survey, "/picture", NAME).startswith(b"\x89PNG")
    assert reached == ["127.0.0.9", HERE]


def test_what_comes_with_a_redirect_is_not_read(survey: Survey) -> None:
    survey.n_megabytes = 200
    assert fetch(survey).startswith(b"\x89PNG")
    assert survey.n_sent < 100


def test_a_machine_of_a_proxys_name_is_none_of_the_proxys_ports(
    survey: Survey, names: Names, monkeypatch: pytest.MonkeyPatch, reached: list[str]
) -> None:
    monkeypatch.setenv("http_proxy", "http://inside.example:3128")
    monkeypatch.setenv("no_proxy", "*")
    names.answers["inside.example"] = [["10.0.0.7"]]
    survey.to = "http://inside.example/a"
    with pytest.raises(ImageError, match="private network"):
        fetch(survey)
    assert reached == [HERE]


AUTHORITY = """[ca]
default_ca = one
[one]
new_certs_dir = .
database = index.txt
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
"""


def certificate(folder: Path, name: str, *, has_expired: bool = False) -> Path:
    """A certificate that its holder made himself, with its key."""
    (folder / "authority.txt").write_text(AUTHORITY)
    (folder / "index.txt").write_text("")
    since, until = (
        ("20200101000000Z", "20200201000000Z") if has_expired else ("20200101000000Z", "20990101000000Z")
    )
    openssl(folder, "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-out", "wish.pem",
            "-keyout", "key.pem", "-addext", f"subjectAltName=IP:{name}")  # fmt: skip
    openssl(folder, "ca", "-batch", "-selfsign", "-config", "authority.txt", "-keyfile", "key.pem", "-in", "wish.pem",
            "-out", "cert.pem", "-notext", "-startdate", since, "-enddate", until)  # fmt: skip
    return folder / "cert.pem"


def openssl(folder: Path, *arguments: str) -> None:
    try:
        done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no openssl here to make a certificate with")
    if done.returncode:
        pytest.skip(f"this openssl makes no such certificate: {done.stderr.decode()[-200:]}")


def secured(folder: Path) -> Survey:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return Survey(context)


@pytest.mark.parametrize(
    ("name", "has_expired", "is_trusted", "why"),
    [
        (HERE, False, False, "self.signed certificate"),
        ("127.0.0.9", False, True, "IP address mismatch"),
        (HERE, True, True, "certificate has expired"),
    ],
)
def test_a_certificate_of_nobody_of_another_or_of_the_past_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, has_expired: bool, is_trusted: bool, why: str
) -> None:
    made = certificate(tmp_path, name, has_expired=has_expired)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(made))
    survey = secured(tmp_path)
    try:
        with pytest.raises(ImageError, match=rf"cannot be reached.*{why}"):
            Downloads(PUBLIC).fetch(f"https://{HERE}:{survey.port}/picture")
    finally:
        survey.close()
    assert survey.asked == []


def test_a_certificate_that_is_trusted_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path, HERE)))
    survey = secured(tmp_path)
    try:
        url = f"https://{HERE}:{survey.port}/picture"
        assert Downloads(PUBLIC).fetch(url).startswith(b"\x89PNG")
    finally:
        survey.close()


def test_no_word_is_said_to_a_private_machine_not_even_of_tls(survey: Survey, reached: list[str]) -> None:
    survey.to = "https://10.0.0.7/a"
    with pytest.raises(ImageError, match="private network"):
        fetch(survey)
    assert reached == [HERE]


def test_a_name_known_for_private_is_not_handed_to_the_proxy_either(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"inside.example": "10.0.0.7", "outside.example": "93.184.216.34"}

    def looked_up(host: str, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (known[host], 80))]

    monkeypatch.setattr(guarded_http.socket, "getaddrinfo", looked_up)
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    with pytest.raises(ImageError):
        guarded_http.server_of("http://inside.example/a", False)
    assert guarded_http.server_of("http://inside.example/a", True) == "inside.example"
    for host in ("outside.example", "known-to-the-proxy.example"):
        assert guarded_http.server_of(f"http://{host}/a", False) == host
