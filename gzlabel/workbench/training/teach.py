"""Carries out an order: teaches, tests on whole groups held out, writes the report, predicts the catalogue."""

import re
from dataclasses import dataclass
from pathlib import Path

import gzlabel
from gzlabel.catalogue import Catalogue
from gzlabel.embedding import EmbeddingMatrix
from gzlabel.embedding.groups import same_galaxy_groups
from gzlabel.embedding.reports.training_report import TrainingReport
from gzlabel.progress import Report, silent
from gzlabel.workbench.training.classifier import Classifier
from gzlabel.workbench.training.linear import teach_linear
from gzlabel.workbench.training.network import teach_network
from gzlabel.workbench.training.order import TrainingOrder
from gzlabel.workbench.training.predictions import as_columns

FOLDER = "training"


@dataclass(frozen=True)
class TrainingResult:
    """What came of it.

    Attributes
    ----------
    folder
        Where report and classifier lie.
    columns
        Of the catalogue, that hold the predictions.
    """

    folder: Path
    report: TrainingReport
    columns: tuple[str, ...]


def report_folder(workspace: Path, name: str, head: str) -> Path:
    """Where the classifier of a target lies, and its report."""
    slug = re.sub(r"[^0-9A-Za-z]+", "-", name).strip("-").lower() or "classifier"
    return workspace / FOLDER / f"{slug}-{head}"


def teach(workspace: Path, order: TrainingOrder, embedding: Path, report: Report = silent) -> TrainingResult:
    """Train, test, report, predict; a fine-tuning or prediction that was stopped goes on.

    Parameters
    ----------
    workspace, embedding
        The workspace's folder and that of its vectors.

    Raises
    ------
    UserError
        If there are no vectors, or too few labels of some class.
    """
    labelled = order.labelled
    catalogue = Catalogue.open(workspace)
    sky, ids, rows = catalogue.positions, catalogue.ids, labelled.rows
    where = (None, None) if sky is None else (sky.ra_deg[rows], sky.dec_deg[rows])
    groups = same_galaxy_groups(ids[rows], *where)
    folder = report_folder(workspace, labelled.name, order.head)
    folder.mkdir(parents=True, exist_ok=True)
    if order.head == "linear":
        classifier = teach_linear(EmbeddingMatrix.open(embedding), labelled, groups, folder, report)
    else:
        classifier = teach_network(workspace, embedding, order, groups, folder, report)
    written = _report(order, classifier)
    written.save(folder)
    table = as_columns(labelled.name, labelled.classes, classifier.predict(), classifier.method, order.head)
    return TrainingResult(folder, written, catalogue.made.put(folder.name, table))


def _report(order: TrainingOrder, classifier: Classifier) -> TrainingReport:
    labelled = order.labelled
    counts = ", ".join(f"{n:,} {name}" for name, n in labelled.counts.items())
    facts = {
        "labelled": counts,
        "held out": "whole groups: rows of one id, or closer on the sky than 10 arcsec, are never parted",
        **classifier.facts,
        "program": f"gzlabel {gzlabel.__version__}",
    }
    return TrainingReport(
        labelled.name,
        classifier.method,
        classifier.n_taught,
        int(classifier.scores.confusion.sum()),
        classifier.scores,
        classifier.baselines,
        classifier.mistakes,
        classifier.curves,
        facts,
    )
