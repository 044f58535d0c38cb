"""Text tables whose columns are set apart by blanks, or stand at fixed places, laid out anew with tabs."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa


def fixed_places(lines: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where each column begins and ends: between places that are blank in every line."""
    width = max(map(len, lines), default=0)
    filled = [
        any(place < len(line) and not line[place].isspace() for line in lines) for place in range(width)
    ]
    starts = [place for place in range(width) if filled[place] and not (place and filled[place - 1])]
    stops = [
        place + 1 for place in range(width) if filled[place] and not (place + 1 < width and filled[place + 1])
    ]
    if len(starts) < 2:
        return ()
    return tuple(zip(starts, [*stops[:-1], 1 << 30], strict=True))


def with_tabs(path: Path, encoding: str, places: Sequence[tuple[int, int]] = ()) -> io.BytesIO:
    """Return the table at ``path`` as UTF-8 text with tabs between its columns, one line for one line.

    Parameters
    ----------
    places
        Where columns begin and end; without them, runs of blanks set them apart, save in double quotes.
    """
    made = io.StringIO()
    writer = csv.writer(made, delimiter="\t", lineterminator="\n")
    with pa.input_stream(path) as stream:
        for line in io.TextIOWrapper(stream, encoding):
            writer.writerow(
                [line.rstrip()]
                if line.startswith("#")
                else values_between_blanks(line.rstrip("\r\n"), places)
            )
    return io.BytesIO(made.getvalue().encode())


def values_between_blanks(line: str, places: Sequence[tuple[int, int]] = ()) -> list[str]:
    """Split one line at the places of its columns, or at its blanks."""
    if places:
        return [line[start:stop].strip() for start, stop in places]
    if '"' in line:
        return next(csv.reader([" ".join(line.split())], delimiter=" "), [])
    return line.split()
