"""What two processes of ours send each other: a value, and large arrays beside it that are copied once only."""

from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


def send(connection: Connection, value: object, arrays: Arrays | None = None) -> None:
    """Send a value, and arrays by name."""
    contiguous = {name: np.ascontiguousarray(array) for name, array in (arrays or {}).items()}
    connection.send((value, [(name, array.dtype.str, array.shape) for name, array in contiguous.items()]))
    for array in contiguous.values():
        connection.send_bytes(array.reshape(-1).view(np.uint8).data)


def receive(connection: Connection) -> tuple[Any, dict[str, NDArray[Any]]]:
    """What was sent; the arrays cannot be written to.

    Raises
    ------
    EOFError, OSError
        If the other end is gone.
    """
    value, shapes = connection.recv()
    return value, {
        name: np.frombuffer(connection.recv_bytes(), dtype=dtype).reshape(shape)
        for name, dtype, shape in shapes
    }
