"""A workspace whose programs are killed at random moments of all they do, and what it should hold afterwards."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from gzlabel.bench import _hand as hand
from gzlabel.bench import _victims as victims
from gzlabel.bench._killing import killed
from gzlabel.bench._ledger import Ledger
from gzlabel.errors import UserError
from gzlabel.workspace import Workspace, check, export_list, repair
from gzlabel.workspace.opening import prepare
from gzlabel.workspace.sqlite.database import FILE_NAME, Database

_PAGE_BYTES = 4096
_N_GALAXIES = 2_000
_N_IMAGES = 1_500
_LONGEST_WAIT_SECONDS = 0.25
_BEHIND_WAIT_SECONDS, _SEARCH_WAIT_SECONDS, _MAP_WAIT_SECONDS = 0.5, 1.0, 4.0


class Mistreated:
    """One workspace, made here.

    Parameters
    ----------
    path
        Where to make it.
    temporaries
        Where those who are killed keep their temporary files.
    random
        Decides when they are killed.
    counts
        What is found is added to it.

    Attributes
    ----------
    tasks
        What they do, each in an empty folder of its own, by name.
    """

    def __init__(
        self, path: Path, temporaries: Path, random: np.random.Generator, counts: Counter[str]
    ) -> None:
        self.path, self.temporaries, self.random, self.counts = path, temporaries, random, counts
        self.ledger = Ledger()
        self.tasks: dict[str, Callable[[Path], None]] = {
            "rate": self._rate,
            "rate behind the key": self._rate_behind,
            "rate, log cut": self._rate_and_cut,
            "search": self._search,
            "import": self._import,
            "export": self._export,
            "migrate": self._migrate,
            "repair": self._repair,
            "read": self._read,
            "create": self._create,
            "embed": self._embed,
            "map": self._map,
        }
        self._make()

    def _make(self) -> None:
        from gzlabel.embedding import import_matrix

        vectors = self.path.with_suffix(".npy")
        np.save(vectors, self.random.normal(size=(_N_GALAXIES, 8)).astype(np.float32))
        with Workspace.create(self.path, _table(), id_column="id") as workspace:
            workspace.set_setting("map by itself", False)
            import_matrix(vectors, workspace.embedding_folder, _N_GALAXIES).reduced()

    def _rate(self, room: Path) -> None:
        self._settle(self._killed(victims.rate, self.path, int(self.random.integers(2**31))))

    def _rate_behind(self, room: Path) -> None:
        self._settle(self._killed_behind())

    def _rate_and_cut(self, room: Path) -> None:
        told = self._killed_behind()
        log = self.path / f"{FILE_NAME}-wal"
        if log.exists():
            os.truncate(log, int(self.random.integers(log.stat().st_size + 1)))
        repair(self.path)
        self._settle(told)

    def _killed_behind(self) -> list[Any]:
        seed = int(self.random.integers(2**31))
        return self._killed(hand.rate_behind, self.path, seed, longest=_BEHIND_WAIT_SECONDS)

    def _search(self, room: Path) -> None:
        seed = int(self.random.integers(2**31))
        self._settle(self._killed(hand.search, self.path, seed, longest=_SEARCH_WAIT_SECONDS))

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
        told = self._killed(victims.write_out, self.path, target)
        if target.exists():
            try:
                whole = read_table(target).num_rows == _N_GALAXIES
            except UserError:
                whole = False
            self.counts["half_files"] += not whole
        self._settle(told)
        with Workspace.open(self.path) as workspace:
            export_list(workspace, target, interest=victims.INTEREST, rows=np.arange(_N_GALAXIES))

    def _migrate(self, room: Path) -> None:
        copy = shutil.copytree(self.path, room / "old.gzlabel")
        self._killed(victims.migrate, copy)
        database = Database(copy, steps=victims.MIGRATED)
        try:
            assert not database.damage(thorough=True), "damaged by a migration"
            prepare(database)
            n_kept = database.read("SELECT count(*) AS n FROM decision")[0]["n"]
            self.counts["losses"] += len(self.ledger.history()) - n_kept
        finally:
            database.close()

    def _repair(self, room: Path) -> None:
        with Workspace.open(self.path) as workspace:
            workspace.set_setting("map by itself", False)
            copy = shutil.copytree(self.path, room / "old.gzlabel")  # with its log
        with (copy / FILE_NAME).open("r+b") as file:
            n_pages = file.seek(0, os.SEEK_END) // _PAGE_BYTES
            file.seek(int(self.random.integers(n_pages)) * _PAGE_BYTES)
            file.write(self.random.bytes(_PAGE_BYTES))
        self._killed(victims.mend, copy)
        repair(copy)
        with Workspace.open(copy) as workspace:
            n_kept = len(workspace.journal.history(victims.INTEREST))
        self.counts["losses"] += len(self.ledger.history()) - n_kept

    def _read(self, room: Path) -> None:
        self._settle(self._killed(victims.read_older, self.path))

    def _create(self, room: Path) -> None:
        self._killed(victims.create, room / "new.gzlabel", _table())
        if (room / "new.gzlabel").exists():
            assert all(finding.is_sound for finding in check(room / "new.gzlabel")), "half a workspace"
            Workspace.open(room / "new.gzlabel").close()
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
        with Workspace.create(room / "new.gzlabel", _table()) as workspace:
            folder = workspace.atlas_folder
        self._killed(victims.build_map, room / "features.npy", folder, longest=_MAP_WAIT_SECONDS)
        Workspace.open(room / "new.gzlabel").close()
        if any(folder.iterdir()):
            positions = Atlas.open(folder).positions
            assert positions is None or positions.shape == (1_000, 2), "half a map"

    def _killed(
        self, task: Callable[..., None], *arguments: Any, longest: float = _LONGEST_WAIT_SECONDS
    ) -> list[Any]:
        """Kill ``task`` within ``longest`` seconds of its being ready; return what it told."""
        after = float(self.random.uniform(0, longest))
        end = killed(task, *arguments, after=after, temporaries=self.temporaries)
        self.counts["faults"] += end.was_at_work
        self.counts["orphans"] += end.n_living_on
        return end.told

    def _settle(self, told: list[Any]) -> None:
        """Compare the workspace with what was told as saved, and go on from what it holds."""
        given, done = ([act for word, act in told if word == one] for one in ("will", "did"))
        assert done == given[: len(done)], "told as saved before what was given earlier"
        self.counts["saved"] += len(done)
        self.counts["in_flight"] += len(given) - len(done)
        with Workspace.open(self.path) as workspace:
            history = workspace.journal.history(victims.INTEREST)
        held = [(one.row, one.rating, one.undone) for one in history]
        self.counts["losses"] += self.ledger.settle(done, given[len(done) :], held)
        wrong = [finding.what for finding in check(self.path) if not finding.is_sound]
        assert not wrong, "; ".join(wrong)


def _id(row: int) -> int:
    return 587722981742084097 + row


def _table() -> Any:
    import pyarrow as pa

    return pa.table({"id": [_id(row) for row in range(_N_GALAXIES)]})
