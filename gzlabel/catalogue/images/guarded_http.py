"""HTTP that never asks the user's own network.

A catalogue or a shared workspace may hold any address. No machine with a private, loopback or link-local
address is asked, whether the address names it, its name leads there, or a redirect does. A name is looked up
once for each connection, and the connection goes to the very address that was found public: a name that leads
elsewhere a moment later gains nothing. Where the user's own proxy fetches, a name is refused that this machine
knows for private; what only the proxy knows is left to it.
"""

import http.client
import ipaddress
import socket
import string
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, Any
from urllib.parse import quote, urljoin, urlsplit

from gzlabel.errors import ImageError

_WITH_AN_OLDER_ADDRESS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
"""RFC 6052 (translated) and RFC 4291 (compatible): the last 32 bits are an address of the older network."""

_CORRECT = "Correct the address template"
_MOST_REDIRECTS = 5


def guarded_opener(private_addresses: bool) -> urllib.request.OpenerDirector:
    """Open addresses, those of private machines only where ``private_addresses`` allows it."""
    return urllib.request.build_opener(
        _Guarded(private_addresses), _GuardedTLS(private_addresses), _Redirects(private_addresses)
    )


def server_of(url: str, private_addresses: bool) -> str:
    """The machine that an address names, where it may be asked.

    Raises
    ------
    ImageError
    """
    with _told_as_no_address():
        parts = urlsplit(url)
        host = parts.hostname
    if parts.scheme not in ("http", "https") or not host:
        raise ImageError("only http and https addresses are asked", where=url, remedy=_CORRECT)
    if parts.username is not None or parts.password is not None:
        raise ImageError("the address holds a name or password", where=host, remedy="Take it out")
    if not private_addresses:
        refuse_private(host)
        if _proxies():
            with suppress(OSError, UnicodeError):  # a name that only the user's proxy knows is left to that
                _public_machines(host, None)
    return host


def no_address(error: ValueError, where: str) -> ImageError:
    """What is said of an address that is none, or of a name that no server can have."""
    return ImageError(f"this is no address ({error})", where=where, remedy=_CORRECT)


@contextmanager
def _told_as_no_address() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise no_address(error, "cutout service") from error


def _joined(url: str, to: str) -> str:
    """Where a redirect leads; a server's header is read in the oldest encoding, whatever it is in."""
    with _told_as_no_address():
        return quote(urljoin(url, to), encoding="iso-8859-1", safe=string.punctuation)


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


class _Further(urllib.request.Request):
    """What a server sends on to."""

    n_redirects = 1


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, each to an address that could have been asked itself."""

    def __init__(self, private_addresses: bool) -> None:
        self._private_addresses = private_addresses

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
    ) -> Any:
        """Of every kind of redirect. What is sent beside it is not read: it may have no end."""
        fp.close()
        to = headers.get("location")
        if to is None:
            return None
        url = _joined(req.full_url, to)
        server_of(url, self._private_addresses)
        further = _Further(url, headers=req.headers, origin_req_host=req.origin_req_host, unverifiable=True)
        further.n_redirects = req.n_redirects + 1 if isinstance(req, _Further) else 1
        if further.n_redirects > _MOST_REDIRECTS:
            raise ImageError(
                f"the server sends from one address to the next, more than {_MOST_REDIRECTS} times",
                where=req.full_url,
                remedy="Check the address in a browser, and give the one that it leads to",
            )
        return self.parent.open(further, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class _Guarded(urllib.request.HTTPHandler):
    def __init__(self, private_addresses: bool) -> None:
        super().__init__()
        self._private_addresses = private_addresses

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_made, http.client.HTTPConnection, self._private_addresses), request)


class _GuardedTLS(urllib.request.HTTPSHandler):
    def __init__(self, private_addresses: bool) -> None:
        super().__init__()
        self._private_addresses = private_addresses

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_made, http.client.HTTPSConnection, self._private_addresses), request)


def _made(kind: type[Any], private_addresses: bool, host: str, **options: Any) -> Any:
    """A connection that reaches public machines alone, unless the user's own proxy is asked to fetch."""
    connection = kind(host, **options)
    if not private_addresses and (connection.host, connection.port) not in _proxies():
        connection._create_connection = _connected_to_public
    return connection


def _connected_to_public(address: tuple[str, int], *how: Any, **options: Any) -> socket.socket:
    """As `socket.create_connection`, but of no name that leads to a private machine, be it among others."""
    host, port = address
    found = _public_machines(host, port)
    for machine in found[:-1]:
        with suppress(OSError):
            return socket.create_connection((machine, port), *how, **options)
    return socket.create_connection((found[-1], port), *how, **options)


def _public_machines(host: str, port: int | None) -> list[str]:
    """Addresses that a name leads to; refused where one of them is private."""
    found = [str(place[0]) for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for machine in found:
        refuse_private(machine)
    return found


def _proxies() -> set[tuple[str | None, int | None]]:
    usual = {"http": http.client.HTTP_PORT, "https": http.client.HTTPS_PORT}
    parts = map(urlsplit, urllib.request.getproxies().values())
    return {(part.hostname, part.port or usual.get(part.scheme)) for part in parts}
