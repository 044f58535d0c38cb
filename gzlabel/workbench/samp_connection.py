"""The line to other programs: SAMP, the messages that TOPCAT, Aladin and DS9 send each other.

References
----------
IVOA Simple Application Messaging Protocol 1.3, https://www.ivoa.net/documents/SAMP/.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from gzlabel import __version__
from gzlabel.errors import WorkspaceError

Receive = Callable[[str, Mapping[str, Any]], None]
_FAREWELL_S = 2.0


class SampConnection:
    """Registered with the hub from construction until `close`, listening on this machine alone.

    Parameters
    ----------
    kinds
        Message types to be told of.
    receive
        Called from another thread with the type and the parameters of each message, as a stranger sent them.

    Raises
    ------
    WorkspaceError
        Where there is no hub, or SAMP is not installed.
    """

    def __init__(self, kinds: Sequence[str], receive: Receive) -> None:
        try:
            from pyvo import samp
        except ImportError as error:
            raise WorkspaceError(
                "messages to other programs need the package pyvo",
                remedy="Install it with: pip install 'gzlabel[vo]'",
            ) from error
        self._samp, self._receive = samp, receive
        metadata = {"samp.name": "gzlabel", "author.name": "gzlabel", "gzlabel.version": __version__}
        # Asks the network nothing: the hub is on this machine.
        with samp.conf.set_temp("use_internet", False):
            self._client = samp.SAMPIntegratedClient(metadata=metadata, addr="127.0.0.1")
            try:
                self._client.connect()
            except (samp.SAMPHubError, samp.SAMPClientError, OSError) as error:
                raise WorkspaceError(
                    "no other program is there to talk to: no SAMP hub is running",
                    remedy="Start TOPCAT or Aladin, then connect again",
                ) from error
        for kind in kinds:
            self._client.bind_receive_message(kind, self._on_message)

    def tell_all(self, kind: str, parameters: Mapping[str, str]) -> None:
        """Send a message to every program that wants its kind.

        Raises
        ------
        WorkspaceError
            Where the hub has gone.
        """
        try:
            self._client.notify_all({"samp.mtype": kind, "samp.params": dict(parameters)})
        except (self._samp.SAMPHubError, self._samp.SAMPProxyError, OSError, AttributeError) as error:
            raise WorkspaceError(
                "the other programs cannot be reached any more",
                remedy="Start TOPCAT or Aladin, then connect again",
            ) from error

    def listeners(self, kind: str) -> tuple[str, ...]:
        """Names of the programs that want messages of a kind."""
        with suppress(self._samp.SAMPHubError, self._samp.SAMPProxyError, OSError):
            found = self._client.get_subscribed_clients(kind)
            return tuple(str(self._client.get_metadata(one).get("samp.name", one)) for one in sorted(found))
        return ()

    def close(self) -> None:
        """Leave the hub; one that does not answer is not waited for."""
        leaving = threading.Thread(target=self._leave, name="samp-farewell", daemon=True)
        leaving.start()
        leaving.join(_FAREWELL_S)

    def _leave(self) -> None:
        with suppress(Exception):  # a hub that died keeps nobody from leaving
            self._client.disconnect()

    def _on_message(
        self, key: str, sender: str, message: str | None, kind: str, parameters: Any, extra: Any
    ) -> None:
        self._receive(kind, parameters if isinstance(parameters, Mapping) else {})
        if message is not None:
            with suppress(self._samp.SAMPHubError, self._samp.SAMPProxyError, OSError):
                self._client.reply(message, {"samp.status": self._samp.SAMP_STATUS_OK, "samp.result": {}})
