"""A new interest: from nothing, from examples, from a cluster, or from a list somebody saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gzlabel.errors import UserError
from gzlabel.progress import Step
from gzlabel.workbench.hints import put_hint
from gzlabel.workbench.interests import Interests
from gzlabel.workbench.likeness import most_like
from gzlabel.workbench.model.priors import keep_prior
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.state import Job
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import NewDecision, Workspace, import_ratings

_EXACTLY_THIS = 5
_RATING_COLUMNS = {"rating", "gz_rating"}
_JOB = "examples"


@dataclass(frozen=True)
class Start:
    """What a new interest begins with; as it stands, with nothing.

    Attributes
    ----------
    examples
        Ids of galaxies, which are rated 5, and paths of image files, whose like are offered first.
    cluster
        Key of a cluster whose members are offered first.
    list_path
        A table of ids: with a column ``rating`` its ratings are taken over, else its galaxies are examples.
    hinted
        Whether to expect at first a share of what the present interest expects.
    """

    examples: tuple[str, ...] = ()
    cluster: str = ""
    list_path: Path | None = None
    hinted: bool = False


class Beginnings:
    """Makes interests and gives them what they begin with."""

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        runner: JobRunner,
        interests: Interests,
        paging: Paging,
    ) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self._interests, self._paging = interests, paging

    def begin(self, name: str, start: Start) -> None:
        """Begin ``name`` and work on it; a notice says why not, where that can't be."""
        files = tuple(Path(one) for one in start.examples if Path(one).is_file())
        try:
            rows = self._rows([one for one in start.examples if not Path(one).is_file()])
            listed = None if start.list_path is None else self._listed(start.list_path)
            self._workspace.add_interest(name)
            self._give(name.strip(), [*rows, *(listed or ())])
            if start.list_path is not None and listed is None:
                import_ratings(self._workspace, start.list_path, name.strip())
            if start.hinted:
                self._hint(name.strip())
        except UserError as error:
            self._store.notify("warning", str(error))
            if name.strip() not in self._workspace.interests:
                return
        self._interests.switch(name.strip())
        self._offer(start.cluster, files)

    def _rows(self, ids: Sequence[Any]) -> list[int]:
        found = self._workspace.catalogue.rows_of(ids) if len(ids) else np.empty(0, dtype=np.int64)
        return list(dict.fromkeys(found.tolist()))

    def _listed(self, path: Path) -> list[int] | None:
        """Rows of a list of galaxies; None where it gives ratings."""
        from gzlabel.catalogue import guess_roles, read_table

        table = read_table(path)
        for name in _RATING_COLUMNS & set(table.column_names):
            if table[name].null_count < len(table):
                return None
        own = self._workspace.catalogue.id_column
        column = own if own in table.column_names else guess_roles(table).id_column or table.column_names[0]
        return self._rows(table[column].to_pylist())

    def _give(self, interest: str, rows: Sequence[int]) -> None:
        examples = [NewDecision(row, "rating", _EXACTLY_THIS, purpose="manual") for row in rows]
        if examples:
            self._workspace.journal.append(interest, examples)

    def _hint(self, interest: str) -> None:
        state = self._store.state
        if state.scores is not None:
            column = put_hint(self._workspace.catalogue, state.interest, state.scores.mean)
            keep_prior(self._workspace, self._store, interest, column)

    def _offer(self, cluster: str, files: tuple[Path, ...]) -> None:
        clusters = self._store.state.clusters
        chosen = [one for one in clusters.summaries if one.key == cluster] if clusters and cluster else []
        for one in chosen:
            rows = one.rows[: self._paging.page_size].tolist()
            self._paging.show(rows, "{0}", about=one.name, cluster=one.key)
        if files:
            self._offer_like(files)

    def _offer_like(self, files: tuple[Path, ...]) -> None:
        """Torch may be needed, so in a process of its own."""
        names = ", ".join(path.name for path in files)

        def step(step: Step) -> None:
            self._store.put_job(Job(_JOB, f"Galaxies like {names}", step.message, step.fraction))

        def found(result: Any) -> None:
            self._store.end_job(_JOB)
            rows = self._store.state.cut.among(result[0])
            self._paging.show_later(rows.tolist(), "similar to {0}", names)

        def failed(failure: Failure) -> None:
            self._store.end_job(_JOB)
            self._store.notify("error", failure.text, failure.traceback)

        step(Step("Starting"))
        folder, none = self._workspace.embedding_folder.absolute(), np.empty(0, dtype=np.int64)
        self._runner.process(
            _JOB, most_like, folder, none, files, self._paging.page_size, step=step, then=found, failed=failed
        )
