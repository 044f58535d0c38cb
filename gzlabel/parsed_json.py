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


def parsed_or(text: str | bytes, otherwise: Any) -> Any:
    """What a text says where that is of the kind of ``otherwise``, which it is taken for else."""
    try:
        found = parsed_json(text)
    except ValueError:
        return otherwise
    return found if isinstance(found, type(otherwise)) else otherwise
