"""Whether there is a newer gzlabel: asked of the package index, and only where the user switched that on."""

import json
import re
from http.client import HTTPException
from urllib.request import Request, urlopen

import gzlabel
from gzlabel.user_settings import user_setting

INDEX = "https://pypi.org/simple"

_PATIENCE_S = 5.0
_MOST_BYTES = 2**22
_RELEASE = re.compile(r"\d{1,9}(\.\d{1,9})*")


def newer_version(index: str = INDEX, present: str = gzlabel.__version__) -> str | None:
    """The newest release, where it is newer than this one; None also where the index does not answer.

    Nothing is asked unless the setting ``update-check`` is on; what is asked holds the name of the program and
    nothing of its user.

    Parameters
    ----------
    index
        A package index that speaks PEP 691.
    present
        The version to compare with.
    """
    if not user_setting("update-check"):
        return None
    wanted = Request(
        f"{index}/gzlabel/",
        headers={"Accept": "application/vnd.pypi.simple.v1+json", "User-Agent": "gzlabel"},
    )
    try:
        with urlopen(wanted, timeout=_PATIENCE_S) as answer:
            offered = json.loads(answer.read(_MOST_BYTES))["versions"]
        newest = max((version for version in offered if _RELEASE.fullmatch(version)), key=_order)
    except (OSError, HTTPException, ValueError, LookupError, TypeError):
        return None
    return newest if _order(newest) > _order(present) else None


def _order(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
