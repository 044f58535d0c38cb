"""``image.fits[SCI]``: the file and its extension, as CFITSIO, DS9 and TOPCAT write it."""

import re

_EXTENDED = re.compile(
    r"^(?P<file>.*\.(?:fits|fit|fts)(?:\.gz|\.fz)?)\[(?P<extension>[^\[\]]+)\]$", re.IGNORECASE
)


def file_and_extension(name: str) -> tuple[str, str | None]:
    """Split ``image.fits[SCI]`` into ``image.fits`` and ``SCI``; any other name has no extension."""
    found = _EXTENDED.match(name) if name.endswith("]") else None
    return (found["file"], found["extension"].strip()) if found else (name, None)
