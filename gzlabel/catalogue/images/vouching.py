"""Which descriptions of images this user made on this computer, or vouched for: a line each, in a file of theirs.

A line is a digest of ``images.json`` and ``images.parquet``, so it outlives a move of the workspace and ends with
the first change that anybody else makes. Nothing secret is kept.
"""

import json
from contextlib import suppress
from hashlib import blake2b, file_digest
from pathlib import Path

from gzlabel.parsed_json import parsed_json

DESCRIPTION, TABLE = "images.json", "images.parquet"
_OF_NO_MATTER = {"stretch", "foreign"}


def vouch(folder: Path) -> None:
    """Remember that what ``folder`` says of images comes from this user, or from somebody this user trusts."""
    if not is_vouched_for(folder):
        record = _record()
        with suppress(OSError):  # a home that cannot be written to: the user is asked again
            record.parent.mkdir(parents=True, exist_ok=True)
            with record.open("a", encoding="utf-8") as lines:
                lines.write(f"{_digest(folder)} {json.dumps(str(folder.absolute()))}\n")


def is_vouched_for(folder: Path) -> bool:
    """Whether `vouch` was called for what ``folder`` says of images now."""
    try:
        known = _record().read_text(encoding="utf-8").splitlines()
        return _digest(folder) in {line.partition(" ")[0] for line in known}
    except (OSError, ValueError):
        return False


def _record() -> Path:
    from platformdirs import user_data_path

    return user_data_path("gzlabel", appauthor=False) / "trusted-images.txt"


def _digest(folder: Path) -> str:
    described = parsed_json((folder / DESCRIPTION).read_text(encoding="utf-8"))
    said = {name: value for name, value in dict(described).items() if name not in _OF_NO_MATTER}
    digest = blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=20)
    with suppress(FileNotFoundError), (folder / TABLE).open("rb") as table:
        digest.update(file_digest(table, "sha256").digest())
    return digest.hexdigest()
