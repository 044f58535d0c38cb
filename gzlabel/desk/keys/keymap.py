"""Which keys each command has, after the user's own changes; a key has one meaning."""

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from gzlabel.desk.commands import COMMANDS
from gzlabel.errors import UserError

Keys = Mapping[str, tuple[str, ...]]


def usual_keys() -> dict[str, tuple[str, ...]]:
    """The keys of the table."""
    return {command.id: command.keys for command in COMMANDS}


def with_changes(changes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The table's keys with the user's changes, commands that exist no longer left out.

    Raises
    ------
    UserError
        If a key would mean two things.
    """
    keys = {**usual_keys(), **{name: tuple(own) for name, own in changes.items() if name in usual_keys()}}
    owners: dict[str, str] = {}
    for name, own in keys.items():
        for key in own:
            plain = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
            if not plain:
                raise UserError(f"{key!r} is no key", remedy="Write it like Ctrl+K, or press it in the table")
            if owners.setdefault(plain, name) != name:
                first, second = _text_of(owners[plain]), _text_of(name)
                raise UserError(
                    f"{plain} would mean both “{first}” and “{second}”", remedy="Give one of them another key"
                )
    return keys


def recalled(changes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The user's own keys as they were kept: where a newer table gives one to another command, the user's stays."""
    own = {QKeySequence(key) for keys in changes.values() for key in keys}
    free = {
        name: tuple(key for key in keys if QKeySequence(key) not in own)
        for name, keys in usual_keys().items()
        if name not in changes
    }
    return with_changes({**free, **changes})


def _text_of(name: str) -> str:
    return next(command.text for command in COMMANDS if command.id == name)
