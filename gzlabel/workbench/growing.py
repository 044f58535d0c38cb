"""Further galaxies for a workspace: rows, images, vectors and places on the map, all of them or none."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.atlas import grow_atlas
from gzlabel.catalogue import guess_image_template, guess_roles
from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.images import (
    StoredSource,
    join_images,
    open_images,
    refusal_notes,
    resolve_images,
    save_images,
)
from gzlabel.catalogue.images.vouching import is_vouched_for, vouch
from gzlabel.embedding import EmbeddingMatrix, Further, Manifest, embed, grow_matrix, remake_encoder
from gzlabel.embedding.store import VECTORS
from gzlabel.embedding.succession import place_of
from gzlabel.errors import CatalogueError, EmbeddingError, ImageError
from gzlabel.progress import Report, Step, silent
from gzlabel.workbench.beginning import opened_table
from gzlabel.workspace import EMBEDDING_FOLDER, Workspace, decide_growth, growing_folder

_VECTORS_OF_NEW = "further-vectors"


@dataclass(frozen=True)
class Added:
    """What became of a table of further galaxies.

    Attributes
    ----------
    n_added, n_galaxies
        Galaxies added, and now in the workspace.
    known
        Ids that were there already; their rows were passed over.
    n_without_image
        Of the added ones.
    n_with_vector
        Of the added ones; None where the workspace has no vectors yet.
    on_map
        Whether they were placed on the map and in the clusters.
    absent, further
        Columns that only the galaxies there before have, and only the added ones; blank for the others.
    refused
        What is to be said of image paths that are not followed.
    """

    n_added: int
    n_galaxies: int
    known: tuple[Any, ...]
    n_without_image: int
    n_with_vector: int | None
    on_map: bool
    absent: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def add_rows(
    path: Path,
    table: Path,
    *,
    images: str | Path | None = None,
    features: Path | None = None,
    report: Report = silent,
) -> Added:
    """Bring further rows into a workspace; every rating stays, and only the further galaxies are embedded.

    A program killed on the way leaves the workspace as it was; called again, embedding goes on where it was.

    Parameters
    ----------
    table
        Further galaxies, with the workspace's column of ids. Ids that are there already are passed over.
    images
        As for a new workspace; what that was given, unless told.
    features
        ``.npy`` of vectors, one row for each of ``table``, where the workspace's own were imported.

    Raises
    ------
    UserError
        If no row is new, a column does not fit, or vectors cannot be made as the others were.
    """
    with Workspace.open(Path(path)) as workspace:
        rows = opened_table(table, report)
        is_ours = is_vouched_for(workspace.path)
        try:
            is_new = ~workspace.catalogue.knows(rows)
            added = _Growth(workspace, rows, is_new, report).grow(table.parent, images, features)
        except CatalogueError as error:
            raise error.at(table) from error
    Workspace.open(Path(path)).close()
    if is_ours:
        vouch(Path(path))
    return added


class _Growth:
    def __init__(
        self, workspace: Workspace, table: pa.Table, is_new: NDArray[np.bool_], report: Report
    ) -> None:
        self._workspace, self._report, self._is_new = workspace, report, is_new
        self._catalogue = workspace.catalogue
        self._known = tuple(self._ids(table.filter(pa.array(~is_new)))) if not is_new.all() else ()
        self._table = table.filter(pa.array(is_new))

    def grow(self, base: Path, images: str | Path | None, features: Path | None) -> Added:
        if self._table.num_rows == 0:
            raise CatalogueError(
                f"no row of the table is new: {len(self._is_new):,} rows, every one in the workspace already",
                remedy="Give a table with further galaxies",
            )
        further = self._images(base, images)
        folder = growing_folder(self._workspace.path, self._mark(further, features))
        self._report(Step("Writing the catalogue"))
        self._catalogue.extended(folder, self._table)
        present = open_images(self._workspace.path)
        joined = join_images(present, further.with_stretch(present.stretch))
        save_images(joined, self._workspace.path, waiting=folder)
        matrix = self._vectors(folder, joined.parts[-1], features)
        n_before = self._catalogue.n_galaxies
        on_map = matrix is not None and grow_atlas(
            self._workspace.atlas_folder,
            matrix.reduced_path,
            n_before,
            folder / "atlas",
            self._report,
        )
        joined.close()
        added = Added(
            self._table.num_rows,
            n_before + self._table.num_rows,
            self._known,
            len(further.missing()),
            None if matrix is None else int(matrix.valid[n_before:].sum()),
            on_map,
            *self._differing_columns(),
            refusal_notes(further),
        )
        self._workspace.backup()
        decide_growth(self._workspace.path, folder)
        return added

    def _differing_columns(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        here = [info.name for info in self._catalogue.columns if info.name not in self._catalogue.made.names]
        there = self._table.column_names
        absent = tuple(name for name in here if name not in set(there))
        return absent, tuple(name for name in there if name not in set(here))

    def _images(self, base: Path, images: str | Path | None) -> StoredSource:
        """As told; else the source, of those that the table and the workspace suggest, that lacks the fewest."""
        sky = self._catalogue.positions_in(self._table)
        positions = None if sky is None else (sky.ra_deg, sky.dec_deg)
        ids = self._ids(self._table)
        if images is not None:
            return resolve_images(self._table, images, base, ids, sky=positions)
        suggested = [
            None,
            self._workspace.setting("images", "") or None,
            guess_image_template(self._table, base),
        ]
        found = []
        for one in dict.fromkeys(suggested):
            try:
                found.append(resolve_images(self._table, one, base, ids, sky=positions))
            except ImageError:
                continue
        best = min(found, key=lambda source: len(source.missing()))
        for source in found:
            if source is not best:
                source.close()
        return best

    def _ids(self, table: pa.Table) -> list[Any]:
        name = self._catalogue.id_column
        if name is None:
            return list(range(self._catalogue.n_galaxies, self._catalogue.n_galaxies + table.num_rows))
        return list(identifiers(table[name], name)[0].tolist())

    def _mark(self, images: StoredSource, features: Path | None) -> str:
        """The same for the same further galaxies and images, so that an interrupted run goes on."""
        where = [images.where(row) for row in range(min(images.n_galaxies, 100))]
        said = (self._ids(self._table), where, self._catalogue.n_galaxies, str(features))
        return hashlib.blake2b(repr(said).encode(), digest_size=8).hexdigest()

    def _vectors(self, folder: Path, images: StoredSource, features: Path | None) -> EmbeddingMatrix | None:
        """Vectors of all galaxies in ``folder``; None where the workspace has none."""
        present_folder = self._workspace.embedding_folder
        if not (place_of(present_folder) / VECTORS).is_file():
            return None
        present = EmbeddingMatrix.open(present_folder)
        made = folder / _VECTORS_OF_NEW
        grown = grow_matrix(
            present,
            self._further(present.manifest, made, images, features),
            folder / EMBEDDING_FOLDER,
            self._report,
        )
        if made.is_dir():
            shutil.rmtree(made)
        grown.reduced(report=self._report)
        return grown

    def _further(
        self, manifest: Manifest, made: Path, images: StoredSource, features: Path | None
    ) -> Further:
        if manifest.encoder != "imported":
            if len(images.missing()) == images.n_galaxies:
                return _without_images(images, manifest.n_features)
            return Further.embedded(
                embed(images, remake_encoder(manifest), made, self._report, dtype=manifest.dtype)
            )
        if features is not None:
            return Further.of_file(Path(features), len(self._is_new), self._is_new)
        columns = manifest.source.get("columns") or guess_roles(self._table).embedding_columns
        if not columns:
            raise EmbeddingError(
                "the vectors of this workspace were imported, and these galaxies bring none",
                where=self._workspace.path,
                remedy="Give theirs with --features F.npy",
            )
        return Further.of_columns(self._table, columns)


def _without_images(images: StoredSource, n_features: int) -> Further:
    n_rows = images.n_galaxies
    return Further(
        np.full((n_rows, n_features), np.nan, dtype=np.float32),
        np.zeros(n_rows, dtype=bool),
        np.zeros(n_rows, dtype=np.uint64),
        {row: f"{images.where(row)}: there is no image" for row in range(n_rows)},
    )
