"""JSON, which may come from a stranger or be damaged: parsed, or a ``ValueError``."""

import json
from typing import Any


def parsed_json(text: str | bytes) -> Any:
    """What a text says.

    Raises
    ------
    ValueError
        If it is no JSON, or is nested deeper than can be followed.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
