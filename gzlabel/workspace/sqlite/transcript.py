"""Every transaction as a line of text beside the database, so that the ratings outlive a damaged database.

A line is a checksum, a space, and JSON: ``{"n": number of the transaction, "rows": [[table, values], ...]}``.
Lines numbered 0 are a snapshot with which a transcript starts anew. The database's ``outbox`` keeps a line
until it is known to be here, so the two never drift apart, whatever is killed when.
"""

import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gzlabel.atomic import sync_file, written_whole
from gzlabel.parsed_json import parsed_json

FILE_NAME = "transcript.jsonl"

_NUMBER = re.compile(rb'\{"n":(\d{1,18}),')

Row = tuple[str, dict[str, Any]]
"""A table's name and the values put into it."""


@dataclass(frozen=True)
class Line:
    """One transaction: its number and the rows it put."""

    number: int
    rows: tuple[Row, ...]


def written_line(number: int, rows: Sequence[Row]) -> str:
    """The text of a line, without its line feed."""
    text = json.dumps({"n": number, "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    return f"{zlib.crc32(text.encode()):08x} {text}"


def number_of_line(text: bytes) -> int | None:
    """Number of the transaction a line holds; None where the line is torn or was changed."""
    checksum, _, body = text.partition(b" ")
    found = _NUMBER.match(body)
    return int(found[1]) if found and checksum == b"%08x" % zlib.crc32(body) else None


def parsed_line(text: bytes) -> Line | None:
    """The transaction a line holds; None where the line is torn or was changed."""
    if number_of_line(text) is None:
        return None
    try:
        found = parsed_json(text.partition(b" ")[2])
        return Line(int(found["n"]), tuple((str(table), dict(values)) for table, values in found["rows"]))
    except (ValueError, TypeError, KeyError):
        return None


def lines_of(path: Path) -> Iterator[Line | None]:
    """Every line of a transcript in order, None for a damaged one; nothing where there is no file."""
    if path.is_file():
        with path.open("rb") as file:
            for text in file:
                yield parsed_line(text.rstrip(b"\n"))


@dataclass(frozen=True)
class Faults:
    """What is wrong with a transcript that is there."""

    n_lines: int
    n_damaged: int
    n_gaps: int

    def __bool__(self) -> bool:
        return self.n_damaged > 0 or self.n_gaps > 0


def faults_of(path: Path) -> Faults:
    """Lines that are damaged, and runs of lines that are missing."""
    n_lines, n_damaged, n_gaps, last = 0, 0, 0, 0
    for line in lines_of(path):
        n_lines += 1
        if line is None:
            n_damaged += 1
            continue
        n_gaps += last > 0 and line.number > last + 1
        last = max(last, line.number)
    return Faults(n_lines, n_damaged, n_gaps)


class Transcript:
    """The open end of a transcript.

    Parameters
    ----------
    path
        The file; made when first written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last_number = -1
        self._end = 0
        self._find_end()

    def _find_end(self) -> None:
        if not self.path.is_file():
            return
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            reach = 1 << 16
            while True:
                start = max(0, size - reach)
                file.seek(start)
                tail = file.read(size - start)
                whole = tail[: tail.rfind(b"\n") + 1]
                last = whole[:-1].rpartition(b"\n")[2]
                if start == 0 or len(last) + 1 < len(whole):
                    break
                reach *= 4
        number = number_of_line(last)
        if number is not None:
            self.last_number, self._end = number, start + len(whole)

    def append(self, lines: Iterable[tuple[int, str]]) -> None:
        """Write numbered lines at the end; a torn line left there by an earlier failure is overwritten.

        Raises
        ------
        OSError
            The end stays where it was, so the next call may try again.
        """
        new = [(number, text) for number, text in lines if number > self.last_number]
        if not new:
            return
        data = "".join(f"{text}\n" for _, text in new).encode()
        with self.path.open("r+b" if self.path.exists() else "x+b", buffering=0) as file:
            file.truncate(self._end)
            file.seek(self._end)
            written = file.write(data)
            while written < len(data):
                written += file.write(data[written:])
        self._end += len(data)
        self.last_number = new[-1][0]

    def restart(self, number: int, rows: Iterable[Row]) -> None:
        """Replace the transcript by a snapshot of everything up to transaction ``number``."""
        with (
            written_whole(self.path) as temporary,
            temporary.open("w", encoding="utf-8", newline="\n") as file,
        ):
            for row in rows:
                file.write(written_line(0, [row]) + "\n")
            file.write(written_line(number, []) + "\n")
        self._find_end()

    def sync(self) -> None:
        """Force what was written to the disk."""
        if self.path.is_file():
            sync_file(self.path)
