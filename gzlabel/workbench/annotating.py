"""What a person writes on galaxies beside ratings: flags to look again, tags, notes. Shared by all interests."""

from collections.abc import Callable, Sequence

from gzlabel.errors import UserError
from gzlabel.workbench.store import Store
from gzlabel.workspace import Annotation, Workspace


class Annotating:
    """Writes annotations, to disk first, and shows them."""

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._workspace, self._store = workspace, store

    def reload(self) -> None:
        """Show what the workspace holds."""
        self._store.replace(annotations=self._workspace.annotations.all())

    def flag(self, rows: Sequence[int]) -> None:
        """Mark galaxies to be looked at again; take the mark away where all of them carry it."""
        written = self._store.state.annotations
        flagged = all(written.get(row, Annotation()).flagged for row in rows)
        self._write(rows, lambda: self._workspace.annotations.flag(rows, not flagged))

    def note(self, row: int, text: str) -> None:
        """Replace the note on a galaxy; an empty text takes it away."""
        self._write([row], lambda: self._workspace.annotations.note(row, text))

    def set_tags(self, rows: Sequence[int], tags: Sequence[str]) -> None:
        """Let galaxies carry these tags and no others."""
        wanted = {tag.strip() for tag in tags if tag.strip()}

        def write() -> None:
            for row in rows:
                present = set(self._store.state.annotations.get(row, Annotation()).tags)
                for tag in sorted(wanted - present):
                    self._workspace.annotations.tag([row], tag)
                for tag in sorted(present - wanted):
                    self._workspace.annotations.untag([row], tag)

        self._write(rows, write)

    def toggle_tag(self, rows: Sequence[int], tag: str) -> None:
        """Put a tag on galaxies, its opposite off; take it off where all of them carry it."""
        written = self._store.state.annotations
        carried = all(tag in written.get(row, Annotation()).tags for row in rows)
        change = self._workspace.annotations.untag if carried else self._workspace.annotations.tag
        self._write(rows, lambda: change(rows, tag))

    @property
    def flagged(self) -> tuple[int, ...]:
        """Rows to be looked at again."""
        return tuple(sorted(row for row, one in self._store.state.annotations.items() if one.flagged))

    def _write(self, rows: Sequence[int], write: Callable[[], None]) -> None:
        try:
            write()
        except UserError as error:
            self._store.notify("error", str(error))
            return
        annotations = {**self._store.state.annotations}
        for row in rows:
            written = self._workspace.annotations.of(row)
            annotations.pop(row, None)
            if written != Annotation():
                annotations[row] = written
        self._store.replace(annotations=annotations)
