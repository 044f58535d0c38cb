"""What the desk knows of a workspace, without a desk: the posterior, the clusters, the ranking of one interest."""

import atexit
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import Atlas
from gzlabel.embedding import EmbeddingMatrix
from gzlabel.errors import EmbeddingError, UserError
from gzlabel.interest import n_fitted
from gzlabel.interest.evidence import fit_hyperparameters
from gzlabel.temporary_folder import TemporaryFolder
from gzlabel.workbench.cutting import cut_in_force
from gzlabel.workbench.exporting import cluster_names
from gzlabel.workbench.model.fitted import Fitted, fitted_key, name_of
from gzlabel.workbench.model.outlook import Engine, Outlook
from gzlabel.workbench.model.priors import prior_of, read_prior
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.record import Record
from gzlabel.workspace import Workspace


@dataclass(frozen=True)
class View:
    """One interest of one workspace, modelled; ``fitted`` is None where there are too few ratings for a fit."""

    record: Record
    outlook: Outlook
    fitted: Fitted | None

    @property
    def cluster_names(self) -> NDArray[np.object_]:
        """``(n_galaxies,)`` names; None for noise and where there are no clusters."""
        clusters = self.outlook.clusters
        if clusters is None:
            return np.full(len(self.outlook.scores.mean), None, dtype=object)
        return cluster_names(clusters)


def model(
    workspace: Workspace, interest: str, acquisition: str = "default", *, prior: str | None = None
) -> View:
    """Fit and evaluate the model of one interest over the whole catalogue.

    Parameters
    ----------
    prior
        Column that its expectations start from; the interest's own unless told.

    Raises
    ------
    EmbeddingError
        If there are no vectors yet, or they are damaged.
    CatalogueError
        If the workspace's cut no longer fits its catalogue.
    """
    engine = Engine(_features_path(_vectors(workspace)), partial(read_prior, workspace.catalogue))
    record = Record.read(workspace, interest)
    question = _question(workspace, interest, record, acquisition, prior)
    outlook = engine.answer(question)
    are_enough = n_fitted(len(record.ratings)) > 0
    fitted = question.fitted if are_enough and outlook.choice.material else None
    if are_enough and fitted is None:
        material = engine.material(record.rated_rows, record.ratings)
        fitted = Fitted(name_of(material), fit_hyperparameters(*material))
        engine.rescore(fitted)
        outlook = engine.answer(question)
    return View(record, outlook, fitted)


def _vectors(workspace: Workspace) -> EmbeddingMatrix:
    try:
        return EmbeddingMatrix.open(workspace.embedding_folder)
    except EmbeddingError as error:
        if any(workspace.embedding_folder.glob("*")):
            raise
        raise EmbeddingError(
            "this workspace has no vectors yet",
            where=workspace.path,
            remedy=f"Run `gzlabel embed {workspace.path}` first",
        ) from error


def _question(
    workspace: Workspace, interest: str, record: Record, acquisition: str, prior: str | None
) -> Question:
    cut = cut_in_force(workspace)
    return Question(
        generation=0,
        as_of=0,
        interest=interest,
        rows=record.rated_rows,
        ratings=record.ratings,
        unrated=record.unrated_rows,
        artefacts=record.artefact_rows,
        page_rows=(),
        page_size=24,
        acquisition=acquisition,
        prior=prior_of(workspace.settings(), interest) if prior is None else prior,
        fitted=Fitted.read(workspace.setting(fitted_key(interest), None)),
        tree=_tree(workspace),
        edits=workspace.cluster_edits(),
        kept=cut.kept,
    )


def _features_path(matrix: EmbeddingMatrix) -> Path:
    """Reduced vectors, kept with the workspace; where its disk is full or read-only, in a file of our own."""
    try:
        matrix.reduced()
    except OSError:
        folder = TemporaryFolder("reduced")
        atexit.register(folder.remove)
        return matrix.reduced_elsewhere(folder.path)
    return matrix.reduced_path


def _tree(workspace: Workspace) -> object | None:
    try:
        return Atlas.open(workspace.atlas_folder).tree
    except UserError:
        return None
