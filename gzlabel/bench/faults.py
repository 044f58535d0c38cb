"""Kill the program at random moments while it works, and count what was lost: it should be nothing.

Each round starts a process that rates, searches with the model in a process of its own, imports, exports, migrates,
makes a workspace, embeds or maps, kills it without warning, and looks at what is left; of some that rate, the end of
the database's log is cut off besides.
A rating counts as saved once the program has been told so.
"""

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from gzlabel.bench import _victims as victims
from gzlabel.bench._killing import killed
from gzlabel.bench._ledger import Ledger
from gzlabel.errors import UserError, WorkspaceLocked
from gzlabel.progress import Report, Step, silent
from gzlabel.workspace import Workspace, check, repair
from gzlabel.workspace.sqlite.database import FILE_NAME, Database

_N_GALAXIES = 2_000
_N_IMAGES = 1_500
_ROUNDS_A_WORKSPACE = 40
_LONGEST_WAIT_SECONDS = 0.25
_SEARCH_WAIT_SECONDS, _MAP_WAIT_SECONDS = 1.0, 4.0


def run(rounds: int = 500, seed: int = 0, report: Report = silent) -> dict[str, Any]:
    """Kill ``rounds`` times; return the figures.

    Returns
    -------
    dict
        ``rounds``; ``faults``, kills that hit work in progress; ``saved``, ratings and undos told as saved;
        ``losses``, those of them that were missing; ``half_files``; ``stale_locks``; ``orphans``, processes that
        lived on without the one that began them; ``unsound``, workspaces or results that did not open or check;
        ``by_task``; ``seconds``.
    """
    start = time.monotonic()
    with TemporaryDirectory(prefix="gzlabel-faults-") as scratch:
        bench = _Bench(Path(scratch), np.random.default_rng(seed))
        for number in range(rounds):
            report(Step(f"Killing, {bench.counts['losses']} losses", number, rounds))
            bench.play(number)
    report(Step("Killed", rounds, rounds))
    counted = ("faults", "saved", "losses", "half_files", "stale_locks", "orphans", "unsound")
    return {
        "rounds": rounds,
        **{name: bench.counts[name] for name in counted},
        "by_task": dict(bench.by_task),
        "findings": bench.findings,
        "seconds": round(time.monotonic() - start, 1),
    }


@dataclass
class _Bench:
    """One run: a workspace that is mistreated, and what it should hold."""

    scratch: Path
    random: np.random.Generator
    counts: Counter[str] = field(default_factory=Counter)
    by_task: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    path: Path = Path()
    ledger: Ledger = field(default_factory=Ledger)

    def play(self, number: int) -> None:
        """One round."""
        if number % _ROUNDS_A_WORKSPACE == 0:
            self.path, self.ledger = self.scratch / f"{number}.gzlabel", Ledger()
            self._begin_workspace()
        tasks: dict[str, Callable[[Path], None]] = {
            "rate": self._rate,
            "rate, log cut": self._rate_and_cut,
            "search": self._search,
            "import": self._import,
            "export": self._export,
            "migrate": self._migrate,
            "create": self._create,
            "embed": self._embed,
        }
        weights = [0.38, 0.06, 0.06, 0.12, 0.12, 0.1, 0.08, 0.08]
        name = "map" if number % 50 == 49 else str(self.random.choice(list(tasks), p=weights))
        room = self.scratch / f"round-{number}"
        room.mkdir()
        self.by_task[name] += 1
        try:
            (self._map if name == "map" else tasks[name])(room)
        except WorkspaceLocked as error:
            self._blame("stale_locks", number, name, error)
        except (UserError, AssertionError) as error:
            self._blame("unsound", number, name, error)
        shutil.rmtree(room)

    def _blame(self, count: str, number: int, name: str, error: Exception) -> None:
        self.counts[count] += 1
        self.findings.append(f"round {number}, {name}: {error}")

    def _begin_workspace(self) -> None:
        from gzlabel.embedding import import_matrix

        vectors = self.path.with_suffix(".npy")
        np.save(vectors, self.random.normal(size=(_N_GALAXIES, 8)).astype(np.float32))
        with Workspace.create(self.path, _table(), id_column="id") as workspace:
            workspace.set_setting("map by itself", False)
            import_matrix(vectors, workspace.embedding_folder, _N_GALAXIES)

    def _rate(self, room: Path) -> None:
        self._settle(self._killed(victims.rate, self.path, int(self.random.integers(2**31))))

    def _rate_and_cut(self, room: Path) -> None:
        told = self._killed(victims.rate, self.path, int(self.random.integers(2**31)))
        log = self.path / f"{FILE_NAME}-wal"
        if log.exists():
            os.truncate(log, int(self.random.integers(log.stat().st_size + 1)))
        repair(self.path)
        self._settle(told)

    def _search(self, room: Path) -> None:
        seed = int(self.random.integers(2**31))
        self._settle(self._killed(victims.search, self.path, seed, longest=_SEARCH_WAIT_SECONDS))

    def _import(self, room: Path) -> None:
        rows = self.random.choice(_N_GALAXIES, 500, replace=False).tolist()
        ratings = dict(zip(rows, self.random.integers(0, 6, 500).tolist(), strict=True))
        table = room / "ratings.csv"
        lines = (f"{_id(row)},{rating}\n" for row, rating in ratings.items())
        table.write_text("id,rating\n" + "".join(lines))
        self._settle(self._killed(victims.take_in, self.path, table, ratings))

    def _export(self, room: Path) -> None:
        from gzlabel.catalogue import read_table

        target = room / str(self.random.choice(["list.csv", "list.fits", "list.vot", "list.parquet"]))
        self._settle(self._killed(victims.write_out, self.path, target))
        if target.exists():
            try:
                whole = read_table(target).num_rows == _N_GALAXIES
            except UserError:
                whole = False
            self.counts["half_files"] += not whole

    def _migrate(self, room: Path) -> None:
        copy = shutil.copytree(self.path, room / "old.gzlabel")
        self._killed(victims.migrate, copy)
        database = Database(copy, steps=victims.MIGRATED)
        try:
            assert not database.damage(thorough=True), "damaged by a migration"
            n_kept = database.read("SELECT count(*) AS n FROM decision")[0]["n"]
            self.counts["losses"] += self.ledger.n_decisions - n_kept
        finally:
            database.close()

    def _create(self, room: Path) -> None:
        self._killed(victims.create, room / "new.gzlabel", _table())
        if (room / "new.gzlabel").exists():
            assert all(finding.is_sound for finding in check(room / "new.gzlabel")), "half a workspace"
        else:
            Workspace.create(room / "new.gzlabel", _table()).close()
        assert len(list(room.iterdir())) == 1, "leftovers of a killed creation"

    def _embed(self, room: Path) -> None:
        from gzlabel.embedding import embed

        self._killed(victims.embed, room, _N_IMAGES)
        matrix = embed(victims.NoiseImages(_N_IMAGES), victims.MeanColour(), room)
        expected = victims.MeanColour().encode(
            [victims.NoiseImages(_N_IMAGES).read(row) for row in range(50)]
        )
        assert matrix.valid.all(), "vectors are missing after a resumed run"
        np.testing.assert_allclose(matrix.vectors[:50], expected)

    def _map(self, room: Path) -> None:
        from gzlabel.atlas import Atlas

        np.save(room / "features.npy", self.random.normal(size=(1_000, 8)).astype(np.float32))
        self._killed(victims.build_map, room / "features.npy", room / "atlas", longest=_MAP_WAIT_SECONDS)
        if (room / "atlas").exists():
            positions = Atlas.open(room / "atlas").positions
            assert positions is None or positions.shape == (1_000, 2), "half a map"

    def _killed(
        self, task: Callable[..., None], *arguments: Any, longest: float = _LONGEST_WAIT_SECONDS
    ) -> list[Any]:
        """Kill ``task`` within ``longest`` seconds of its being ready; return what it told."""
        end = killed(task, *arguments, after=float(self.random.uniform(0, longest)))
        self.counts["faults"] += end.was_at_work
        self.counts["orphans"] += end.n_living_on
        return end.told

    def _settle(self, told: list[Any]) -> None:
        """Compare the workspace with what was told as saved, and go on from what it holds."""
        done = [act for word, act in told if word == "did"]
        begun = told[-1][1] if told and told[-1][0] == "will" else None
        self.counts["saved"] += len(done)
        for act in done:
            self.ledger.apply(act)
        with Workspace.open(self.path) as workspace:
            held = {d.row: d.rating for d in workspace.journal.current(victims.INTEREST)}
            n_held = len(workspace.journal.history(victims.INTEREST))
        if begun is not None and (held, n_held) != (self.ledger.current(), self.ledger.n_decisions):
            self.ledger.apply(begun)
        expected = self.ledger.current()
        self.counts["losses"] += max(0, self.ledger.n_decisions - n_held)
        self.counts["losses"] += sum(held.get(row) != rating for row, rating in expected.items())
        self.counts["losses"] += len(held.keys() - expected.keys())
        wrong = [finding.what for finding in check(self.path) if not finding.is_sound]
        assert not wrong, "; ".join(wrong)


def _id(row: int) -> int:
    return 587722981742084097 + row


def _table() -> Any:
    import pyarrow as pa

    return pa.table({"id": [_id(row) for row in range(_N_GALAXIES)]})
