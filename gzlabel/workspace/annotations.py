"""Tags, notes and "look again" flags of galaxies, over all interests; appended, never changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gzlabel.errors import WorkspaceError
from gzlabel.workspace.galaxies import Galaxies
from gzlabel.workspace.interests import now
from gzlabel.workspace.sqlite.database import Database

NOT = "not "
"""How a negative tag begins: ``not ring`` says that a galaxy is none."""


def opposite(tag: str) -> str:
    """The tag that says the contrary; a galaxy never carries both."""
    return tag.removeprefix(NOT) if tag.startswith(NOT) else NOT + tag


@dataclass(frozen=True)
class Annotation:
    """What is written on one galaxy."""

    tags: tuple[str, ...] = ()
    note: str = ""
    flagged: bool = False


class Annotations:
    """Appends annotations and tells which hold.

    Parameters
    ----------
    database, galaxies
        Of the same workspace.
    rater
        Gives the name of who writes now.
    """

    def __init__(self, database: Database, galaxies: Galaxies, rater: Callable[[], str]) -> None:
        self._database, self._galaxies, self._rater = database, galaxies, rater

    def tag(self, rows: Iterable[int], tag: str) -> None:
        """Put a tag on galaxies, and take its opposite off."""
        if not tag.strip():
            raise WorkspaceError("a tag needs a name", where=self._database.path.parent)
        self._append(rows, "tag", tag.strip())

    def untag(self, rows: Iterable[int], tag: str) -> None:
        """Take a tag off galaxies."""
        self._append(rows, "untag", tag.strip())

    def note(self, row: int, text: str) -> None:
        """Replace the note on a galaxy; an empty text takes it away."""
        self._append([row], "note", text.strip())

    def flag(self, rows: Iterable[int], flagged: bool = True) -> None:
        """Mark galaxies to be looked at again, or take the mark away."""
        self._append(rows, "flag" if flagged else "unflag", "")

    def of(self, row: int) -> Annotation:
        """What is written on the galaxy in ``row``."""
        key = self._galaxies.key_of(row)
        return self._replayed("WHERE galaxy = ?", [-1 if key is None else key]).get(row, Annotation())

    def all(self) -> dict[int, Annotation]:
        """Every galaxy on which something is written, by row."""
        return self._replayed("", [])

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, in alphabetical order."""
        return tuple(sorted({tag for annotation in self.all().values() for tag in annotation.tags}))

    def _replayed(self, condition: str, parameters: list[int]) -> dict[int, Annotation]:
        found: dict[int, Annotation] = {}
        for event in self._database.read(f"SELECT * FROM annotation {condition} ORDER BY key", parameters):
            row = self._galaxies.row_of(event["galaxy"])
            if row is not None:
                found[row] = _after(found.get(row, Annotation()), event["verb"], event["text"])
        return {row: annotation for row, annotation in found.items() if annotation != Annotation()}

    def _append(self, rows: Iterable[int], verb: str, text: str) -> None:
        rows = [int(row) for row in rows]
        if not rows:
            return
        with self._database.transaction() as transaction:
            for key in self._galaxies.put(transaction, rows).values():
                transaction.put("annotation", galaxy=key, verb=verb, text=text, rater=self._rater(), at=now())


def _after(before: Annotation, verb: str, text: str) -> Annotation:
    match verb:
        case "tag":
            tags = {*before.tags, text} - {opposite(text)}
            return Annotation(tuple(sorted(tags)), before.note, before.flagged)
        case "untag":
            return Annotation(tuple(t for t in before.tags if t != text), before.note, before.flagged)
        case "note":
            return Annotation(before.tags, text, before.flagged)
        case _:
            return Annotation(before.tags, before.note, verb == "flag")
