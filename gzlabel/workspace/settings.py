"""Choices that are kept with the workspace: the current interest, the stretch, the size of a page."""

import json
from typing import Any

from gzlabel.parsed_json import parsed_json
from gzlabel.workspace.sqlite.database import Database


class Settings:
    """Values by name, anything JSON can hold."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: Any = None) -> Any:
        """The value set last; ``default`` where there is none, or none of its kind, as a stranger may have set."""
        found = self._database.read("SELECT value FROM setting WHERE key = ?", [key])
        return _understood(found[0]["value"], default) if found else default

    def set(self, key: str, value: Any) -> None:
        """Keep a value."""
        with self._database.transaction() as transaction:
            transaction.put("setting", key=key, value=json.dumps(value, ensure_ascii=False))

    def all(self) -> dict[str, Any]:
        """Everything set."""
        kept = self._database.read("SELECT key, value FROM setting")
        return {row["key"]: _understood(row["value"], None) for row in kept}


def _understood(text: str, default: Any) -> Any:
    try:
        value = parsed_json(text)
    except ValueError:
        return default
    return value if _is_like(value, default) else default


def _is_like(value: Any, default: Any) -> bool:
    if isinstance(default, float):
        return type(value) in (int, float)
    return default is None or type(value) is type(default)
