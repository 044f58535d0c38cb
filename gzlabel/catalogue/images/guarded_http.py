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

_WITH_AN_OLDER_ADDRESS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
"""RFC 6052 (translated) and RFC 4291 (compatible): the last 32 bits are an address of the older network."""


def guarded_opener(private_addresses: bool) -> urllib.request.OpenerDirector:
    """Open addresses, those of private machines only where ``private_addresses`` allows it."""
    return urllib.request.build_opener(_Guarded(private_addresses), _GuardedTLS(private_addresses))


def refuse_private(address: str) -> None:
    """Raise for an address that is not public; a name passes."""
    try:
        machine = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return
    if any(not one.is_global or one.is_multicast for one in (machine, *_embedded(machine))):
        raise ImageError(
            f"{address} is in a private network, which gzlabel does not ask for pictures",
            where="cutout service",
            remedy="Use a public service, or fetch the pictures into a folder and name that",
        )


def _embedded(machine: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Machines of the older network to which an address of the newer one leads."""
    if isinstance(machine, ipaddress.IPv4Address):
        return []
    told = [machine.ipv4_mapped, machine.sixtofour, *(machine.teredo or ())]
    if any(machine in network for network in _WITH_AN_OLDER_ADDRESS):
        told.append(ipaddress.IPv4Address(int(machine) & 0xFFFFFFFF))
    return [one for one in told if one is not None]


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
