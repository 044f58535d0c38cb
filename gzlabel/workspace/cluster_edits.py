"""What the user says of clusters: a name, that two are one, that one is two, that one does not matter.

Edits are appended, never changed; a cluster is known by the key its tree gives it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gzlabel.parsed_json import parsed_or
from gzlabel.workspace.interests import now
from gzlabel.workspace.sqlite.database import Database


@dataclass(frozen=True)
class ClusterEdits:
    """The edits that hold, over all said so far."""

    names: dict[str, str] = field(default_factory=dict)  # key -> name
    merges: tuple[tuple[str, ...], ...] = ()  # disjoint groups of keys
    splits: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()


class ClusterEditor:
    """Appends edits and tells which hold.

    Parameters
    ----------
    database
        Of the workspace.
    rater
        Gives the name of who edits now.
    """

    def __init__(self, database: Database, rater: Callable[[], str]) -> None:
        self._database, self._rater = database, rater

    def name(self, key: str, name: str) -> None:
        """Name a cluster; an empty name takes the name away."""
        self._append("name", [key], name.strip())

    def merge(self, keys: Sequence[str]) -> None:
        """Treat clusters as one from now on."""
        if len(set(keys)) > 1:
            self._append("merge", sorted(set(keys)))

    def split(self, key: str) -> None:
        """Take a cluster apart: into what was merged to it, or else into its children."""
        self._append("split", [key])

    def dismiss(self, key: str) -> None:
        """Hide a cluster and offer none of it."""
        self._append("dismiss", [key])

    def restore(self, key: str) -> None:
        """Forget every merge, split and dismissal of a cluster; its name stays."""
        self._append("restore", [key])

    def edits(self) -> ClusterEdits:
        """What holds, replayed from the first edit."""
        names: dict[str, str] = {}
        merges: list[frozenset[str]] = []
        splits: dict[str, None] = {}
        dismissed: dict[str, None] = {}
        for edit in self._database.read("SELECT verb, clusters, name FROM cluster_edit ORDER BY key"):
            keys = [key for key in parsed_or(edit["clusters"], []) if isinstance(key, str)]
            if not keys:
                continue
            match edit["verb"]:
                case "name":
                    names = {key: name for key, name in names.items() if key != keys[0]}
                    names.update({keys[0]: edit["name"]} if edit["name"] else {})
                case "merge":
                    merges = _joined(merges, frozenset(keys))
                case "split":
                    merged = [group for group in merges if keys[0] in group]
                    merges = [group for group in merges if keys[0] not in group]
                    splits |= {} if merged else {keys[0]: None}
                case "dismiss":
                    dismissed[keys[0]] = None
                case "restore":
                    merges = [group for group in merges if keys[0] not in group]
                    splits.pop(keys[0], None)
                    dismissed.pop(keys[0], None)
        groups = tuple(tuple(sorted(group)) for group in merges)
        return ClusterEdits(names, groups, tuple(splits), tuple(dismissed))

    def _append(self, verb: str, keys: Sequence[str], name: str = "") -> None:
        with self._database.transaction() as transaction:
            transaction.put(
                "cluster_edit",
                verb=verb,
                clusters=json.dumps(list(keys)),
                name=name,
                rater=self._rater(),
                at=now(),
            )


def _joined(groups: list[frozenset[str]], new: frozenset[str]) -> list[frozenset[str]]:
    """Add a group, uniting those it touches, so that groups stay disjoint."""
    touched = [group for group in groups if group & new]
    return [group for group in groups if not group & new] + [new.union(*touched)]
