"""Fetching pictures from somebody else's server, politely."""

import http.client
import urllib.error
import urllib.request
from http import HTTPStatus
from threading import Lock
from time import monotonic, sleep

from gzlabel.catalogue.images.guarded_http import guarded_opener, no_address, server_of
from gzlabel.catalogue.images.manners import Manners
from gzlabel.errors import ImageError, OutOfReach

MAX_BYTES = 64 * 2**20
_TRY_AGAIN = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)


class Downloads:
    """Requests to cutout services, from several threads, at one common pace."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._lock = Lock()
        self._next_start = 0.0
        self._offline_until: dict[str, float] = {}
        self._opener = guarded_opener(manners.private_addresses)

    def fetch(self, url: str) -> bytes:
        """The answer to ``url``.

        Raises
        ------
        ImageError
            If the address may not be asked, the server cannot be reached, or it refuses.
        """
        server = server_of(url, self.manners.private_addresses)
        for n_tried in range(1, self.manners.n_tries + 1):
            last = n_tried == self.manners.n_tries
            wait_s = self.manners.retry_s * 4.0 ** (n_tried - 1)
            try:
                return self._ask(url, server)
            except urllib.error.HTTPError as error:
                error.close()
                if last or error.code not in _TRY_AGAIN:
                    raise _refused(url, error) from error
                wait_s = _asked_to_wait(error, wait_s)
            except UnicodeError as error:  # a name that no server can have, perhaps of a redirect
                raise no_address(error, url) from error
            except (OSError, http.client.HTTPException) as error:
                if last:
                    self._offline_until[server] = monotonic() + self.manners.offline_s
                    raise _unreachable(url, error) from error
            sleep(wait_s)
        raise AssertionError("at least one try is made")

    def _ask(self, url: str, server: str) -> bytes:
        self._await_turn(url, server)
        request = urllib.request.Request(url, headers={"User-Agent": "gzlabel (galaxy cutouts)"})
        with self._opener.open(request, timeout=self.manners.timeout_s) as answer:
            content: bytes = answer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ImageError(
                f"the answer is larger than {MAX_BYTES:,} bytes", where=url, remedy="Ask for a smaller cutout"
            )
        return content

    def _await_turn(self, url: str, server: str) -> None:
        with self._lock:
            now = monotonic()
            if now < self._offline_until.get(server, 0.0):
                raise OutOfReach(
                    "the server could not be reached a moment ago",
                    where=url,
                    remedy="Pictures seen before are still here; the others come when the network is back",
                )
            start = max(now, self._next_start)
            self._next_start = start + self.manners.seconds_between
        sleep(start - now)


def _asked_to_wait(error: urllib.error.HTTPError, otherwise: float) -> float:
    """Seconds to wait: what the server's Retry-After says, within reason."""
    asked = error.headers.get("Retry-After", "") if error.headers is not None else ""
    return min(float(asked), 30.0) if asked.isdigit() else otherwise


def _refused(url: str, error: urllib.error.HTTPError) -> ImageError:
    kind = OutOfReach if error.code in _TRY_AGAIN else ImageError
    return kind(
        f"the server answered {error.code} {error.reason}",
        where=url,
        remedy="Check that the survey covers this position, or try later",
    )


def _unreachable(url: str, error: Exception) -> ImageError:
    reason = getattr(error, "reason", error)
    return OutOfReach(
        f"the server cannot be reached ({reason})",
        where=url,
        remedy="Check the network; pictures seen before are still here",
    )
