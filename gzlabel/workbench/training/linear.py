"""A linear classifier of the vectors, with a random forest beside it."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding import EmbeddingMatrix
from gzlabel.embedding.forest import forest_scores
from gzlabel.embedding.probe import Probe, train_probe
from gzlabel.embedding.reports.training_report import mistakes_of
from gzlabel.embedding.scores import Scores
from gzlabel.progress import Report, Step
from gzlabel.workbench.training.classifier import Classifier
from gzlabel.workbench.training.targets import Labelled

FOREST = "random forest on the vectors"
_BLOCK_ROWS = 65_536


def teach_linear(
    matrix: EmbeddingMatrix,
    labelled: Labelled,
    groups: NDArray[np.int64],
    folder: Path,
    report: Report,
) -> Classifier:
    """Teach with three quarters of the groups, test on one, then teach again with all."""
    vectors = matrix.reduced(report=report)
    own, labels = np.asarray(vectors[labelled.rows]), labelled.labels
    training = train_probe(own, labels, labelled.classes, groups=groups, report=report)
    training.probe.save(folder / "probe.npz")
    out = training.held_out
    forest = baseline(own, labelled, training.usable, out, report)
    return Classifier(
        f"linear classifier of {vectors.shape[1]} components of the vectors ({matrix.manifest.encoder})",
        training.scores,
        mistakes_of(training.scores, labelled.rows[out], labels[out], training.probabilities),
        int(training.usable.sum()) - len(out),
        lambda: _predicted(training.probe, vectors, report),
        {FOREST: forest},
        facts={
            "vectors": _origin(matrix),
            "L2 regularisation": f"C = {training.strength:g}, by cross-validation",
            "calibration": f"temperature {training.temperature:.3g}, by cross-validation",
        },
    )


def baseline(
    vectors: NDArray[Any],
    labelled: Labelled,
    usable: NDArray[np.bool_],
    tested: NDArray[np.int64],
    report: Report,
) -> Scores:
    """Scores of a random forest on the same galaxies: ``vectors``, ``usable`` ``(n, ...)``, ``tested`` places."""
    report(Step("Random forest, for comparison"))
    is_tested = np.zeros(len(vectors), dtype=bool)
    is_tested[tested] = True
    return forest_scores(vectors[usable], labelled.labels[usable], labelled.classes, is_tested[usable])


def _predicted(probe: Probe, vectors: NDArray[Any], report: Report) -> NDArray[np.float32]:
    probabilities = np.empty((len(vectors), len(probe.classes)), dtype=np.float32)
    for start in range(0, len(vectors), _BLOCK_ROWS):
        block = slice(start, start + _BLOCK_ROWS)
        probabilities[block] = probe.predict(vectors[block])
        report(Step("Predicting", min(start + _BLOCK_ROWS, len(vectors)), len(vectors)))
    return probabilities


def _origin(matrix: EmbeddingMatrix) -> str:
    weights = matrix.manifest.parameters.get("weights")
    return f"{matrix.manifest.encoder}, weights {weights}" if weights else matrix.manifest.encoder
