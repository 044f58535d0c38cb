"""HTTP that never asks the user's own network.

A catalogue or a shared workspace may hold any address. No machine with a private, loopback or link-local
address is asked, whether the address names it, its name leads there, or a redirect does: what counts is the
machine at the other end of the open connection.
"""

import http.client
import ipaddress
import urllib.request
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from gzlabel.errors import ImageError


def guarded_opener(private_addresses: bool) -> urllib.request.OpenerDirector:
    """Open addresses, those of private machines only where ``private_addresses`` allows it."""
    return urllib.request.build_opener(_Guarded(private_addresses), _GuardedTLS(private_addresses))


def refuse_private(address: str) -> None:
    """Raise for an address that is not public; a name passes."""
    try:
        machine = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return
    mapped = getattr(machine, "ipv4_mapped", None) or machine
    if not mapped.is_global or mapped.is_multicast:
        raise ImageError(
            f"{address} is in a private network, which gzlabel does not ask for pictures",
            where="cutout service",
            remedy="Use a public service, or fetch the pictures into a folder and name that",
        )


class _Connection(http.client.HTTPConnection):
    """A connection that hangs up on private machines before it asks them anything."""

    private_addresses = False

    def connect(self) -> None:
        super().connect()
        _check_peer(self)


class _TLSConnection(http.client.HTTPSConnection):
    private_addresses = False

    def connect(self) -> None:
        super().connect()
        _check_peer(self)


def _check_peer(connection: Any) -> None:
    """Refuse a private machine, unless the user's own proxy is asked to fetch."""
    if connection.private_addresses or connection.host in _proxies():
        return
    try:
        refuse_private(connection.sock.getpeername()[0])
    except ImageError:
        connection.close()
        raise


def _proxies() -> set[str | None]:
    return {urlsplit(proxy).hostname for proxy in urllib.request.getproxies().values()}


class _Guarded(urllib.request.HTTPHandler):
    def __init__(self, private_addresses: bool) -> None:
        super().__init__()
        self._private_addresses = private_addresses

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_made, _Connection, self._private_addresses), request)


class _GuardedTLS(urllib.request.HTTPSHandler):
    def __init__(self, private_addresses: bool) -> None:
        super().__init__()
        self._private_addresses = private_addresses

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_made, _TLSConnection, self._private_addresses), request)


def _made(kind: type[Any], private_addresses: bool, host: str, **options: Any) -> Any:
    connection = kind(host, **options)
    connection.private_addresses = private_addresses
    return connection
