"""A process that is begun only to be killed in the middle of its work."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Any

from gzlabel.bench._family import family_of, is_running
from gzlabel.bench._leftovers import keep_temporaries_in
from gzlabel.workbench.work.patience import comes_true

_PATIENCE_SECONDS = 20.0
"""A child that has only just begun imports what it needs, and then sees that its parent is gone."""


@dataclass(frozen=True)
class End:
    """What a killed process leaves.

    Attributes
    ----------
    told
        What it told, in order.
    was_at_work
        Whether it had not ended by itself.
    n_living_on
        Processes it had begun that did not end with it.
    """

    told: list[tuple[Any, ...]]
    was_at_work: bool
    n_living_on: int


def killed(task: Callable[..., None], *arguments: Any, after: float, temporaries: Path | None = None) -> End:
    """Start ``task``, which is given a pipe besides, kill it ``after`` seconds from when it tells "ready".

    Parameters
    ----------
    temporaries
        Where it keeps its temporary files; in the system's folder unless told.

    Raises
    ------
    AssertionError
        If it ended before it was ready.
    """
    context = _context()
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(temporaries, task, *arguments, writer))
    process.start()
    writer.close()
    try:
        told = [_received(reader)]
        assert told[0] == "ready", f"{task.__name__} did not start"
        deadline = time.monotonic() + after
        while (left := deadline - time.monotonic()) > 0 and process.is_alive():
            if reader.poll(min(left, 0.05)):
                told.append(_received(reader))
        was_at_work, begun = process.is_alive(), family_of(process.pid or 0)[1:]
    finally:
        process.kill()
        process.join()
    while told[-1] is not None:
        told.append(_received(reader))
    reader.close()
    process.close()
    return End([one for one in told if isinstance(one, tuple)], was_at_work, n_living_on(begun))


def n_living_on(processes: list[int], patience_s: float = _PATIENCE_SECONDS) -> int:
    """How many of these are there still after a while: they should end with the one that began them."""
    comes_true(lambda: not any(map(is_running, processes)), patience_s, look_again_s=0.02)
    return sum(map(is_running, processes))


def _work(temporaries: Path | None, task: Callable[..., None], *arguments: Any) -> None:
    if temporaries is not None:
        keep_temporaries_in(temporaries)
    task(*arguments)


def _received(reader: Any) -> Any:
    """The next message; None where the writer is dead and nothing whole is left."""
    try:
        return reader.recv()
    except (EOFError, OSError):
        return None


def _context() -> ForkServerContext | SpawnContext:
    """Processes that start fast where the system can: forked from one that has imported what they need."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(
        ["gzlabel.bench._victims", "gzlabel.bench._hand", "gzlabel.embedding", "pyarrow.parquet"]
    )
    return context
