"""Weights from the Hugging Face hub without its long waits: where it is out of reach, that is said soon."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_HUB = "https://huggingface.co"
_PATIENCE_S = 5.0


@contextmanager
def hub_told_briefly() -> Iterator[None]:
    """Keep the hub's client from logging every retry; where the hub is out of reach, from trying at all.

    Weights that were fetched before are then taken from the disk at once. A token is taken from the environment
    alone (``HF_TOKEN``), never from a file.
    """
    import huggingface_hub.constants as constants

    logger, offline = logging.getLogger("huggingface_hub"), constants.HF_HUB_OFFLINE
    level, token_path = logger.level, constants.HF_TOKEN_PATH
    logger.setLevel(logging.CRITICAL)
    constants.HF_HUB_OFFLINE, constants.HF_TOKEN_PATH = offline or not is_reachable(), os.devnull
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE, constants.HF_TOKEN_PATH = offline, token_path
        logger.setLevel(level)


def is_reachable(patience_s: float = _PATIENCE_S) -> bool:
    """Whether the hub, or the proxy that leads to it, takes a connection within some seconds."""
    answers: list[bool] = []
    # Names are looked up without a limit of their own, so a thread may be left waiting.
    asking = Thread(target=_connect, args=(patience_s, answers), name="hub", daemon=True)
    asking.start()
    asking.join(patience_s)
    return bool(answers)


def _connect(patience_s: float, answers: list[bool]) -> None:
    with suppress(OSError, ValueError):
        address = _first_hop(os.environ.get("HF_ENDPOINT") or _HUB)
        socket.create_connection(address, patience_s).close()
        answers.append(True)


def _first_hop(endpoint: str) -> tuple[str, int]:
    address = urlsplit(endpoint)
    proxies = {} if proxy_bypass(address.hostname or "") else getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if proxy:
        address = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    usual = {"https": 443, "http": 80}.get(address.scheme, 1080)
    return address.hostname or "", address.port or usual
