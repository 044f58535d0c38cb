"""The things searched for in one catalogue, by name: "rings", "mergers"."""

from datetime import UTC, datetime

from gzlabel.errors import WorkspaceError
from gzlabel.workspace.sqlite.database import Database


def now() -> str:
    """The time for the record, in UTC. Nothing is ordered by it, since clocks are set back."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Interests:
    """The interests of a workspace; a removed one keeps its journal."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys: dict[str, int] = {}

    def names(self) -> tuple[str, ...]:
        """Names, oldest first."""
        found = self._database.read("SELECT name FROM interest WHERE NOT removed ORDER BY key")
        return tuple(row["name"] for row in found)

    def key_of(self, name: str) -> int:
        """Key of an interest.

        Raises
        ------
        WorkspaceError
            Where there is none of that name.
        """
        if name not in self._keys:
            self._keys = self._read_keys()
        if name not in self._keys:
            raise WorkspaceError(
                f"there is no interest named {name!r}; there are: {', '.join(self.names())}",
                where=self._where,
            )
        return self._keys[name]

    def add(self, name: str) -> None:
        """Add an interest with nothing rated."""
        name = self._new_name(name)
        with self._database.transaction() as transaction:
            transaction.put("interest", name=name, created_at=now())

    def rename(self, old: str, new: str) -> None:
        """Change a name; every decision stays."""
        key = self.key_of(old)
        if new.strip() != old:
            self._replace(key, name=self._new_name(new))

    def remove(self, name: str) -> None:
        """Take an interest out of sight; its decisions stay in the journal.

        Raises
        ------
        WorkspaceError
            Where it is the only one.
        """
        key = self.key_of(name)
        if len(self.names()) == 1:
            raise WorkspaceError(
                f"{name!r} is the only interest", where=self._where, remedy="Rename it, or add another first"
            )
        self._replace(key, removed=1)

    def _read_keys(self) -> dict[str, int]:
        found = self._database.read("SELECT name, key FROM interest WHERE NOT removed")
        return {row["name"]: int(row["key"]) for row in found}

    def _replace(self, key: int, **values: object) -> None:
        self._keys = {}
        with self._database.transaction() as transaction:
            row = self._database.read("SELECT * FROM interest WHERE key = ?", [key])[0]
            transaction.put("interest", **{**dict(row), **values})

    def _new_name(self, name: str) -> str:
        name = name.strip()
        if not name:
            raise WorkspaceError("an interest needs a name", where=self._where)
        if name in self.names():
            raise WorkspaceError(f"there is already an interest named {name!r}", where=self._where)
        return name

    @property
    def _where(self) -> str:
        return str(self._database.path.parent)
