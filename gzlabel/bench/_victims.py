"""Work done only to be killed in the middle; each tells its parent what it is about to do, and what it did."""

from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.workspace import NewDecision, Workspace, export_list, import_ratings, repair
from gzlabel.workspace.opening import prepare
from gzlabel.workspace.sqlite.database import Database
from gzlabel.workspace.sqlite.schema import STEPS

INTEREST = "interesting"
MIGRATED = (*STEPS, "CREATE TABLE spare (key INTEGER PRIMARY KEY, text TEXT);")


def rate(path: Path, seed: int, pipe: Connection) -> None:
    """Rate, reject pages, undo and redo, and wait for the disk each time, as a script does."""
    random = np.random.default_rng(seed)
    with Workspace.open(path, rater="victim") as workspace:
        journal, n_galaxies = workspace.journal, workspace.catalogue.n_galaxies
        pipe.send("ready")
        while True:
            verb = str(random.choice(["decide", "undo", "redo"], p=[0.8, 0.15, 0.05]))
            size = int(random.choice([1, 24], p=[0.9, 0.1])) if verb == "decide" else 0
            rows = random.choice(n_galaxies, size, replace=False).tolist()
            ratings = dict(zip(rows, random.integers(0, 6, size).tolist(), strict=True))
            pipe.send(("will", (verb, ratings)))
            if verb == "decide":
                journal.append(INTEREST, [NewDecision(row, "rating", n) for row, n in ratings.items()])
            else:
                getattr(journal, verb)(INTEREST)
            pipe.send(("did", (verb, ratings)))


def read_older(path: Path, pipe: Connection) -> None:
    """Read a database of an older version again and again, which is copied for it."""
    pipe.send("ready")
    while True:
        Database(path, read_only=True, steps=MIGRATED).close()


def take_in(path: Path, table: Path, ratings: dict[int, int], pipe: Connection) -> None:
    """Import a table of ratings."""
    with Workspace.open(path, rater="victim") as workspace:
        pipe.send("ready")
        pipe.send(("will", ("decide", ratings)))
        import_ratings(workspace, table, INTEREST)
        pipe.send(("did", ("decide", ratings)))


def write_out(path: Path, target: Path, pipe: Connection) -> None:
    """Export the whole catalogue again and again."""
    with Workspace.open(path, rater="victim") as workspace:
        pipe.send("ready")
        while True:
            rows = np.arange(workspace.catalogue.n_galaxies)
            export_list(workspace, target, interest=INTEREST, rows=rows)


def migrate(path: Path, pipe: Connection) -> None:
    """Bring the database to a version that does not exist yet."""
    database = Database(path, steps=MIGRATED)
    pipe.send("ready")
    prepare(database)
    database.close()


def mend(path: Path, pipe: Connection) -> None:
    """Repair a workspace."""
    pipe.send("ready")
    repair(path)


def create(path: Path, table: Any, pipe: Connection) -> None:
    """Make a workspace."""
    pipe.send("ready")
    Workspace.create(path, table).close()


def embed(folder: Path, n_galaxies: int, pipe: Connection) -> None:
    """Encode images."""
    from gzlabel.embedding import embed

    pipe.send("ready")
    embed(NoiseImages(n_galaxies), MeanColour(), folder)


def build_map(features: Path, folder: Path, pipe: Connection) -> None:
    """Build an atlas."""
    from gzlabel.atlas import build_atlas

    pipe.send("ready")
    build_atlas(features, folder)


class NoiseImages:
    """Images of noise, each its own."""

    def __init__(self, n_galaxies: int) -> None:
        self.n_galaxies = n_galaxies

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """Noise seeded by the row."""
        return np.random.default_rng(row).integers(0, 256, (32, 32, 3), dtype=np.uint8)

    def missing(self) -> NDArray[np.int64]:
        """None."""
        return np.empty(0, dtype=np.int64)

    def where(self, row: int) -> str:
        """For messages."""
        return f"noise {row}"


class MeanColour:
    """The smallest encoder: three means."""

    name, n_features, image_size, batch_size = "mean_colour", 3, 32, 32
    thread_safe, feature_weights = False, None

    def parameters(self) -> dict[str, Any]:
        """It has none."""
        return {}

    def runtime(self) -> dict[str, Any]:
        """Nothing to say."""
        return {}

    def prepare(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Nothing to prepare."""
        return image

    def forward(self, prepared: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Mean of each channel."""
        return np.array([image.mean(axis=(0, 1)) for image in prepared], dtype=np.float32)

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Mean of each channel."""
        return self.forward(images)
