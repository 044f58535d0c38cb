"""A workspace as large as a survey, made in seconds."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from PIL import Image

from gzlabel.catalogue.images import FileImages
from gzlabel.embedding import import_matrix
from gzlabel.progress import Report, Step
from gzlabel.workspace import NewDecision, Workspace

_N_PICTURES, _SIDE_PX, _N_FEATURES = 64, 256, 40


def make_workspace(folder: Path, n_galaxies: int, n_ratings: int, report: Report) -> Path:
    """A workspace in ``folder`` with drawn vectors and ratings, as a desk leaves it; it builds no map by itself."""
    report(Step("Making a workspace"))
    rng = np.random.default_rng(0)
    names = [_save_picture(folder, number, rng) for number in range(_N_PICTURES)]
    vectors = rng.normal(size=(n_galaxies, _N_FEATURES)).astype(np.float32)
    np.save(folder / "vectors.npy", vectors)
    table = pa.table(
        {
            "id": np.arange(n_galaxies) + 587_722_981_742_084_096,
            "ra": rng.uniform(0, 360, n_galaxies),
            "dec": rng.uniform(-10, 70, n_galaxies),
            "magnitude": rng.normal(17, 1, n_galaxies),
        }
    )
    images = FileImages(folder, [names[row % _N_PICTURES] for row in range(n_galaxies)])
    path = folder / "bench.gzlabel"
    with Workspace.create(path, table, images, id_column="id", ra_column="ra", dec_column="dec") as workspace:
        workspace.set_setting("map by itself", False)
        import_matrix(folder / "vectors.npy", workspace.embedding_folder, n_galaxies).reduced()
        rows = rng.choice(n_galaxies, n_ratings, replace=False)
        given = np.clip(np.rint(vectors[rows, 0] + 1), 0, 5)
        workspace.journal.append(
            workspace.current_interest,
            [
                NewDecision(int(row), "rating", int(rating), 1.0, 0, 0, "bench")
                for row, rating in zip(rows, given, strict=True)
            ],
        )
    with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:
        elsewhere.submit(_use_once, path, n_ratings).result()
    return path


def _use_once(path: Path, n_ratings: int) -> None:
    """Open and close it; in a process of its own, for what that imports should not be there before the desk."""
    from gzlabel.bench._desk_session import DeskSession

    session = DeskSession(path, path.with_name("settings.ini"))
    session.wait_for_model(n_ratings)
    session.wait_for_rest()
    session.close_and_count_lost()


def _save_picture(folder: Path, number: int, rng: np.random.Generator) -> str:
    name = f"{number}.jpg"
    Image.fromarray(_blob(number, rng)).save(folder / name, quality=90)
    return name


def _blob(number: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    y, x = np.mgrid[-1 : 1 : _SIDE_PX * 1j, -1 : 1 : _SIDE_PX * 1j]
    light = np.exp(-4 * np.hypot(x, y * (1 + number % 4)))[..., np.newaxis]
    noisy = 220 * light + rng.normal(12, 5, (_SIDE_PX, _SIDE_PX, 3))
    pixels: NDArray[np.uint8] = np.clip(noisy, 0, 255).astype(np.uint8)
    return pixels
