import logging
import socket
from threading import Event
from time import perf_counter

import huggingface_hub.constants as constants
import pytest
from huggingface_hub import get_token

from gzlabel.embedding.torch_models import hub


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setattr(hub, "getproxies", dict)


def test_a_hub_that_answers_is_reached(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        assert hub.is_reachable()
    assert not hub.is_reachable()


def test_the_hub_is_reached_through_a_proxy(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"127.0.0.1:{proxy.getsockname()[1]}"
        monkeypatch.setattr(hub, "getproxies", lambda: {"https": address})
        monkeypatch.setenv("HF_ENDPOINT", "https://hub.invalid")
        assert hub.is_reachable()


@pytest.mark.parametrize("endpoint", ["nonsense", "http://127.0.0.1:junk", "https://"])
def test_nonsense_is_out_of_reach(monkeypatch, endpoint):
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    assert not hub.is_reachable()


def test_names_that_are_looked_up_forever_are_not_waited_for(monkeypatch):
    ever = Event()

    def look_up(*address):
        ever.wait(60)
        raise OSError("no such host")

    monkeypatch.setattr(hub.socket, "create_connection", look_up)
    start = perf_counter()
    assert not hub.is_reachable(0.1)
    assert perf_counter() - start < 10
    ever.set()


def test_a_hub_out_of_reach_is_not_tried_nor_are_its_retries_told(monkeypatch):
    monkeypatch.setattr(hub, "is_reachable", lambda: False)
    logger, before = logging.getLogger("huggingface_hub.utils._http"), constants.HF_HUB_OFFLINE
    level = logger.getEffectiveLevel()
    with hub.hub_told_briefly():
        assert constants.HF_HUB_OFFLINE
        assert not logger.isEnabledFor(logging.WARNING)
    assert before == constants.HF_HUB_OFFLINE
    assert logger.getEffectiveLevel() == level


def test_a_token_comes_from_the_environment_and_from_no_file(monkeypatch, tmp_path):
    (tmp_path / "token").write_text("hf_of_a_file")
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(hub, "is_reachable", lambda: False)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    assert get_token() == "hf_of_a_file"
    with hub.hub_told_briefly():
        assert get_token() is None
        monkeypatch.setenv("HF_TOKEN", "hf_of_the_environment")
        assert get_token() == "hf_of_the_environment"
    assert str(tmp_path / "token") == constants.HF_TOKEN_PATH
