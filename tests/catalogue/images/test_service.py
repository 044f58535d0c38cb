"""Cutout services, played by a server on this machine."""

import pickle
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from gzlabel.catalogue.images import (
    Cutting,
    ServiceImages,
    cutout_services,
    open_images,
    resolve_images,
    save_images,
)
from gzlabel.catalogue.images.download import Downloads
from gzlabel.catalogue.images.manners import Manners
from gzlabel.errors import ImageError

QUICK = Manners(seconds_between=0.0, retry_s=0.001, timeout_s=5.0, private_addresses=True)


class Server:
    """Answers every path by what it is told, a picture by default, and remembers what was asked."""

    def __init__(self):
        self.asked: list[str] = []
        self.answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked.append(self.path)
                waiting = server.answers.get(self.path.partition("?")[0])
                status, headers, body = waiting.pop(0) if waiting else (200, {}, jpeg())
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self):
        if not self._thread.is_alive():
            return
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def server():
    running = Server()
    yield running
    running.close()


def jpeg(shade: int = 90) -> bytes:
    content = BytesIO()
    Image.new("RGB", (64, 64), (shade, shade, shade)).save(content, "JPEG")
    return content.getvalue()


def images_at(cache, *urls, manners=QUICK):
    return ServiceImages(pa.chunked_array([list(urls)], type=pa.string()), cache, manners=manners)


def test_a_picture_is_fetched_once_and_then_kept(server, tmp_path):
    images = images_at(tmp_path / "cache", f"{server.url}/a", f"{server.url}/b", None)
    assert images.kept().tolist() == []
    assert abs(int(images.read(0).max()) - 90) < 3
    images.read(0)
    assert server.asked == ["/a"]
    assert images.kept().tolist() == [0]
    assert images.missing().tolist() == [2]


def test_kept_pictures_are_there_without_a_network(server, tmp_path):
    url = f"{server.url}/a"
    images_at(tmp_path, url).read(0)
    server.close()
    again = images_at(tmp_path, url)
    assert again.read(0, 32).shape == (32, 32, 3)


def test_a_busy_server_is_asked_again(server, tmp_path):
    server.answers["/a"] = [(503, {}, b""), (429, {"Retry-After": "0"}, b"")]
    images_at(tmp_path, f"{server.url}/a").read(0)
    assert len(server.asked) == 3


def test_a_refusal_is_final_and_told(server, tmp_path):
    server.answers["/a"] = [(404, {}, b"no coverage")]
    with pytest.raises(ImageError, match=r"/a: the server answered 404.*covers this position"):
        images_at(tmp_path, f"{server.url}/a").read(0)
    assert server.asked == ["/a"]


def test_what_is_no_picture_is_not_kept(server, tmp_path):
    server.answers["/a"] = [(200, {}, b"<html>maintenance</html>"), (200, {}, jpeg()[:300])]
    images = images_at(tmp_path, f"{server.url}/a")
    for _ in range(2):
        with pytest.raises(ImageError):
            images.read(0)
    assert images.kept().tolist() == []
    images.read(0)
    assert images.kept().tolist() == [0]


def test_what_was_damaged_on_disk_is_fetched_again(server, tmp_path):
    images = images_at(tmp_path, f"{server.url}/a")
    images.read(0)
    for kept in tmp_path.glob("??/*"):
        kept.write_bytes(b"")
    images.read(0)
    assert len(server.asked) == 2


def test_a_disk_that_takes_nothing_still_shows_the_picture(server, tmp_path):
    (tmp_path / "cache").write_text("in the way")
    images = images_at(tmp_path / "cache", f"{server.url}/a")
    assert images.read(0).shape == (64, 64, 3)


def test_once_offline_nothing_waits_for_the_network(server, tmp_path):
    url = f"{server.url}/a"
    server.close()
    images = images_at(tmp_path, url)
    with pytest.raises(ImageError, match="cannot be reached"):
        images.read(0)
    with pytest.raises(ImageError, match="a moment ago"):
        images.read(0)


def test_requests_keep_their_distance(server):
    downloads = Downloads(Manners(seconds_between=0.05, private_addresses=True))
    start = time.monotonic()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(downloads.fetch, [f"{server.url}/{n}" for n in range(5)]))
    assert time.monotonic() - start >= 4 * 0.05


def test_too_large_an_answer_is_dropped(server, monkeypatch):
    monkeypatch.setattr("gzlabel.catalogue.images.download.MAX_BYTES", 100)
    with pytest.raises(ImageError, match="larger than 100 bytes"):
        Downloads(QUICK).fetch(f"{server.url}/a")


PUBLIC = Manners(n_tries=1, timeout_s=5.0)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a",
        "http://10.1.2.3/a",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/a",
        "http://[::ffff:192.168.1.1]/a",
        "http://[::192.168.1.1]/a",
        "http://[64:ff9b::192.168.1.1]/a",
        "http://[2002:7f00:1::]/a",
        "http://0.0.0.0/a",
    ],
)
def test_private_machines_are_not_asked(url):
    with pytest.raises(ImageError, match="private network"):
        Downloads(PUBLIC).fetch(url)


def test_a_name_that_leads_to_a_private_machine_is_hung_up_on(server):
    with pytest.raises(ImageError, match="private network"):
        Downloads(PUBLIC).fetch(server.url.replace("127.0.0.1", "localhost"))
    assert server.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://host/a", "http:///a", "https://me:secret@host/a"]
)
def test_other_addresses_are_refused(url):
    with pytest.raises(ImageError) as caught:
        Downloads(QUICK).fetch(url)
    assert "secret" not in str(caught.value)


TABLE = pa.table({"id": ["a b", "c&d=1"], "ra": [150.5, float("nan")], "dec": [-2.25, 1.0]})


def test_a_template_of_addresses_is_filled_and_quoted(tmp_path):
    template = "https://cutouts.example/jpg?ra={ra:.3f}&dec={dec}&name={id}&n={size}&s={arcsec_per_px}"
    cutting = Cutting(side_px=100, arcsec_per_px=0.5)
    images = resolve_images(TABLE, template, tmp_path, TABLE["id"].to_pylist(), cutting=cutting)
    assert images.urls.to_pylist() == [
        "https://cutouts.example/jpg?ra=150.500&dec=-2.25&name=a%20b&n=100&s=0.5",
        None,
    ]
    by_name = resolve_images(TABLE, "https://cutouts.example/{id}", tmp_path, TABLE["id"].to_pylist())
    assert by_name.where(1) == "https://cutouts.example/c%26d%3D1"
    assert images.scale(0) is None


def test_known_services_ask_for_the_position_and_know_their_scale(tmp_path):
    assert {service.name for service in cutout_services()} >= {"legacy-survey", "hips2fits", "sdss"}
    for service in cutout_services():
        images = resolve_images(TABLE, service.name, tmp_path, [1, 2], cutting=Cutting(arcsec_per_px=0.4))
        assert "150.5" in images.where(0)
        assert "-2.25" in images.where(0)
        assert images.scale(0).arcsec_across == pytest.approx(256 * 0.4)
        assert images.credit
        assert images.missing().tolist() == [1]


def test_positions_may_be_handed_over_and_must_be_there(tmp_path):
    table = pa.table({"id": [1]})
    sky = (np.array([10.0]), np.array([20.0]))
    assert "ra=10.0" in resolve_images(table, "sdss", tmp_path, [1], sky=sky).where(0)
    with pytest.raises(ImageError, match="no positions"):
        resolve_images(table, "sdss", tmp_path, [1])


def test_a_column_of_addresses_is_fetched(tmp_path):
    table = pa.table({"url": ["https://pics.example/a.jpg", None]})
    images = resolve_images(table, None, tmp_path, [1, 2])
    assert isinstance(images, ServiceImages)
    assert images.missing().tolist() == [1]


def test_a_workspace_keeps_addresses_and_pictures_but_no_leave_to_ask_private_machines(server, tmp_path):
    images = images_at(tmp_path / "elsewhere", f"{server.url}/a")
    (tmp_path / "w").mkdir()
    save_images(images, tmp_path / "w")
    opened = open_images(tmp_path / "w")
    assert opened.cache == tmp_path / "w" / "cutouts"
    assert opened.digest(0) == images.digest(0)
    with pytest.raises(ImageError, match="private network"):
        opened.read(0)


def test_another_process_can_ask_too(server, tmp_path):
    copy = pickle.loads(pickle.dumps(images_at(tmp_path, f"{server.url}/a")))
    assert copy.read(0).shape == (64, 64, 3)
