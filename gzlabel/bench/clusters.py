"""Whether clusters chosen under ratings agree better with what the rater looks for, among galaxies not rated.

Each seed rates some galaxies at random, by their true attribute. Guided clusters, chosen under these ratings,
and unguided ones, the recipe's alone, are both compared with the attribute of the galaxies left: by adjusted
mutual information (Vinh, Epps & Bailey 2010) and by purity, galaxies in no cluster counting as one group.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import Atlas, CondensedTree, build_atlas, choose_clusters
from gzlabel.atlas.recipe import Recipe, Selection
from gzlabel.catalogue import read_table
from gzlabel.embedding import EmbeddingMatrix
from gzlabel.errors import AtlasError
from gzlabel.progress import Report, silent
from gzlabel.reduction import N_COMPONENTS, Reduction
from gzlabel.workspace import Workspace

_RESAMPLES = 2000


def run(
    workspace: str = "",
    features: str = "",
    tasks: str = "",
    columns: str = "",
    recipe: str = "default",
    atlas: str = "",
    ratings: int = 100,
    seeds: int = 10,
    report: Report = silent,
) -> dict[str, Any]:
    """Compare guided and unguided clusters of a workspace, or of vectors with a table of attributes.

    Parameters
    ----------
    workspace
        A folder ``NAME.gzlabel`` with vectors, whose catalogue has the attributes.
    features, tasks
        Instead: ``.npy`` of ``(n_galaxies, n_features)``, and a table of as many rows in the same order.
    columns
        The attributes' columns, with commas between; every column from 0 to 1 unless told. A rating is five
        times the attribute, and a galaxy has the attribute from 0.5 on.
    recipe
        ``default`` or ``rare-classes``.
    atlas
        Folder of the atlas, built where it is not there yet; the workspace's own, or a temporary one, unless
        told.

    Returns
    -------
    See `compare`.
    """
    with TemporaryDirectory(prefix="gzlabel-bench-") as scratch:
        path, attributes, folder = _material(workspace, features, tasks, Path(scratch))
        chosen = {name.strip(): attributes[name.strip()] for name in columns.split(",") if name.strip()}
        n_galaxies = len(np.load(path, mmap_mode="r", allow_pickle=False))
        return compare(
            path,
            chosen or {name: values for name, values in attributes.items() if _is_graded(values)},
            Path(atlas) if atlas else folder,
            recipe=Recipe.preset(recipe, n_galaxies),
            n_ratings=ratings,
            n_seeds=seeds,
            report=report,
        )


def compare(
    features_path: Path,
    attributes: Mapping[str, NDArray[np.float64]],
    folder: Path,
    *,
    recipe: Recipe | None = None,
    n_ratings: int = 100,
    n_seeds: int = 10,
    report: Report = silent,
) -> dict[str, Any]:
    """Compare guided and unguided clusters, after building the atlas in ``folder`` where it is not there yet.

    Parameters
    ----------
    features_path
        ``.npy`` of ``(n_galaxies, n_features)`` float32.
    attributes
        By name, ``(n_galaxies,)`` from 0 (absent) to 1 (strong).

    Returns
    -------
    By attribute: ``prevalence``, and for ``ami`` and ``purity`` the means ``guided`` and ``unguided``, their
    mean difference ``gain`` and its 95% bootstrap interval over seeds ``gain_interval``. ``all`` holds the
    gains over all attributes.
    """
    if not attributes:
        raise AtlasError(
            "there is no attribute to compare with", remedy="Name columns from 0 to 1: --columns"
        )
    build_atlas(features_path, folder, recipe, report)
    atlas = Atlas.open(folder)
    if atlas.tree is None or atlas.recipe is None:
        raise AtlasError("the atlas has no cluster tree", where=folder)
    compared = {
        name: [
            _compare(atlas.tree, values, atlas.recipe.selection, n_ratings, seed) for seed in range(n_seeds)
        ]
        for name, values in attributes.items()
    }
    told: dict[str, Any] = {
        name: {"prevalence": float(np.mean(attributes[name] >= 0.5)), **_summary(np.array(runs))}
        for name, runs in compared.items()
    }
    told["all"] = _summary(np.mean([np.array(runs) for runs in compared.values()], axis=0))
    return told


def _material(
    workspace: str, features: str, tasks: str, scratch: Path
) -> tuple[Path, dict[str, NDArray[np.float64]], Path]:
    """Path of the reduced vectors, every numeric column, and the folder of the atlas."""
    if workspace:
        with Workspace.open(Path(workspace), read_only=True) as opened:
            matrix, catalogue = EmbeddingMatrix.open(opened.embedding_folder), opened.catalogue
            matrix.reduced()
            numbers = {name: catalogue.column(name) for name in catalogue.numeric_columns()}
            return matrix.reduced_path, _as_float(numbers), opened.atlas_folder
    if not (features and tasks):
        raise AtlasError(
            "the benchmark needs galaxies", remedy="Give --workspace, or --features with --tasks"
        )
    import pyarrow as pa

    vectors, table = np.load(features, allow_pickle=False), read_table(Path(tasks))
    if len(vectors) != table.num_rows:
        raise AtlasError(f"{len(vectors)} vectors do not fit {table.num_rows} rows", where=tasks)
    reduced = Reduction.fit(vectors, min(N_COMPONENTS, *vectors.shape)).transform(vectors)
    np.save(scratch / "features.npy", reduced.astype(np.float32))
    numeric = [
        field.name
        for field in table.schema
        if pa.types.is_floating(field.type) or pa.types.is_integer(field.type)
    ]
    numbers = {name: table.column(name).to_numpy() for name in numeric}
    return scratch / "features.npy", _as_float(numbers), scratch / "atlas"


def _as_float(columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float64]]:
    return {
        name: np.nan_to_num(np.ma.filled(np.ma.asarray(values, float), 0.0))
        for name, values in columns.items()
    }


def _is_graded(values: NDArray[np.float64]) -> bool:
    """Whether values are grades of an attribute that some galaxies have and some have not."""
    return bool(values.min() >= 0 and values.max() <= 1 and 0 < np.mean(values >= 0.5) < 1)


def purity(labels: NDArray[np.int64], has_attribute: NDArray[np.bool_]) -> float:
    """Share of galaxies that are of their cluster's majority."""
    table = np.zeros((int(labels.max()) + 2, 2))
    np.add.at(table, (labels + 1, has_attribute.astype(int)), 1)
    return float(table.max(axis=1).sum() / len(labels))


def _compare(
    tree: CondensedTree, attribute: NDArray[np.float64], selection: Selection, n_ratings: int, seed: int
) -> list[list[float]]:
    """Rows guided and unguided, columns adjusted mutual information and purity, on galaxies not rated."""
    from sklearn.metrics import adjusted_mutual_info_score

    rated = np.random.default_rng(seed).choice(len(attribute), n_ratings, replace=False)
    left = np.setdiff1d(np.arange(len(attribute)), rated)
    truth = attribute[left] >= 0.5
    scores = []
    for rows in (rated, rated[:0]):
        chosen = choose_clusters(tree, rows, 5 * attribute[rows], selection=selection)
        labels = chosen.labels[left].astype(np.int64)
        scores.append([float(adjusted_mutual_info_score(truth, labels)), purity(labels, truth)])
    return scores


def _summary(runs: NDArray[np.float64]) -> dict[str, Any]:
    """Of ``(n_seeds, 2, 2)``: seeds, guided and unguided, measures."""
    gains = runs[:, 0] - runs[:, 1]
    drawn = np.random.default_rng(0).integers(len(runs), size=(_RESAMPLES, len(runs)))
    low, high = np.percentile(gains[drawn].mean(axis=1), [2.5, 97.5], axis=0)
    return {
        measure: {
            "guided": float(runs[:, 0, column].mean()),
            "unguided": float(runs[:, 1, column].mean()),
            "gain": float(gains[:, column].mean()),
            "gain_interval": [float(low[column]), float(high[column])],
        }
        for column, measure in enumerate(("ami", "purity"))
    }
