"""What a person types of a network's options: ``pad_type=same``, ``0.5``, ``0.485 0.456 0.406``."""

import json
from typing import Any

from gzlabel.errors import EmbeddingError


def model_argument(text: str) -> tuple[str, Any]:
    """Name and value of ``NAME=VALUE``; a value that is JSON is read as such, any other is a word.

    Raises
    ------
    EmbeddingError
        If it is not of that form.
    """
    name, equals, value = text.partition("=")
    if not (equals and name):
        raise EmbeddingError(f"{text!r} is not of the form NAME=VALUE", remedy="Such as pad_type=same")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def model_arguments(text: str) -> dict[str, Any]:
    """Several, blanks between them; errors as `model_argument`."""
    return dict(map(model_argument, text.split()))


def per_channel(text: str) -> float | list[float]:
    """One number for every channel, or one for all, with blanks or commas between them.

    Raises
    ------
    EmbeddingError
        If a word is no number, or there are neither one nor three.
    """
    words = text.replace(",", " ").split()
    try:
        numbers = [float(word) for word in words]
    except ValueError:
        numbers = []
    if len(numbers) not in (1, 3):
        raise EmbeddingError(
            f"{text!r} is neither one number nor three", remedy="Such as 0.5 or 0.485 0.456 0.406"
        )
    return numbers[0] if len(numbers) == 1 else numbers
