"""What a command shows: progress on standard error, answers on standard output."""

import json
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from gzlabel.errors import UserError
from gzlabel.progress import Step

_BAR = 24
_SECONDS_BETWEEN_LINES = 0.1


class ProgressBar:
    """Draws steps as one line that is drawn over; where the stream is no terminal, a line a message.

    Parameters
    ----------
    stream
        Where to draw; standard error unless told.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._message, self._began, self._drawn = "", 0.0, 0.0

    def __call__(self, step: Step) -> None:
        """Show one step."""
        now = time.monotonic()
        is_new = step.message != self._message
        if is_new:
            self._message, self._began = step.message, now
        if not self._stream.isatty():
            if is_new:
                print(step.message, file=self._stream, flush=True)
        elif is_new or now - self._drawn > _SECONDS_BETWEEN_LINES or step.done == step.total:
            self._drawn = now
            self._stream.write(f"\r\x1b[K{_line(step, now - self._began)}")
            self._stream.flush()

    def close(self) -> None:
        """Leave the line."""
        if self._message and self._stream.isatty():
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def tell_unfinished(path: Path) -> None:
    """Say on standard error if a workspace's vectors are those of a run that was interrupted."""
    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.workspace import EMBEDDING_FOLDER

    with suppress(UserError):
        said = EmbeddingMatrix.open(path / EMBEDDING_FOLDER).unfinished
        if said:
            print(f"gzlabel: {said}", file=sys.stderr)


def _line(step: Step, seconds: float) -> str:
    if step.fraction is None:
        return f"{step.message} ..."
    filled = round(_BAR * step.fraction)
    bar = "█" * filled + "·" * (_BAR - filled)
    left = seconds / step.fraction - seconds if step.fraction > 0 else 0.0
    rate = step.done / seconds if seconds > 0 else 0.0
    return f"{step.message}  {bar} {step.done:,}/{step.total:,}  {rate:,.0f}/s  {left:.0f} s left"


def print_json(answer: Any) -> None:
    """Print data for a program."""
    print(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print data for a person, in aligned columns."""
    texts = [[_text(value) for value in row] for row in rows]
    widths = [max(len(name), *(len(row[i]) for row in texts), 0) for i, name in enumerate(columns)]
    for line in ([*columns], *texts):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _text(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
