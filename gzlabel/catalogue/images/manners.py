"""How somebody else's server is asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Manners:
    """How a server is asked.

    Attributes
    ----------
    seconds_between
        The least time between the starts of two requests.
    n_tries
        How often a picture is asked for before giving up.
    retry_s
        How long the second try waits; each further one waits four times as long.
    timeout_s
        How long an answer may take.
    offline_s
        After a server could not be reached, how long nothing is asked of it.
    private_addresses
        Whether machines of the user's own network may be asked.
    """

    seconds_between: float = 0.2
    n_tries: int = 3
    retry_s: float = 1.0
    timeout_s: float = 30.0
    offline_s: float = 60.0
    private_addresses: bool = False
