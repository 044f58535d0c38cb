"""A network fine-tuned on the images, with a random forest and a linear classifier of the vectors beside it."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images import open_images
from gzlabel.embedding import EmbeddingMatrix, Encoder, make_encoder, remake_encoder
from gzlabel.embedding.classifying import classify
from gzlabel.embedding.encoders.timm_model import TimmEncoder
from gzlabel.embedding.finetune import FineTuneRecipe, FineTuning, fine_tune
from gzlabel.embedding.probe import train_probe
from gzlabel.embedding.reports.training_report import mistakes_of
from gzlabel.embedding.scores import Scores
from gzlabel.errors import EmbeddingError, UserError
from gzlabel.progress import Report
from gzlabel.workbench.training.classifier import Classifier
from gzlabel.workbench.training.linear import FOREST, baseline
from gzlabel.workbench.training.order import TrainingOrder
from gzlabel.workbench.training.targets import Labelled

LINEAR = "linear classifier of the vectors"


def teach_network(
    workspace: Path,
    embedding: Path,
    order: TrainingOrder,
    groups: NDArray[np.int64],
    folder: Path,
    report: Report,
) -> Classifier:
    """Fine-tune; its folder is one that ``gzlabel embed --weights`` takes."""
    labelled, encoder = order.labelled, _network(order, embedding)
    recipe = FineTuneRecipe(head=order.head, **order.recipe)
    images = open_images(workspace)
    tuning = fine_tune(
        images,
        labelled.rows,
        labelled.labels,
        labelled.classes,
        encoder,
        folder,
        recipe=recipe,
        groups=groups,
        report=report,
    )
    tested = tuning.tested
    return Classifier(
        f"{encoder.name}, fine-tuned ({order.head})",
        tuning.scores,
        mistakes_of(tuning.scores, labelled.rows[tested], labelled.labels[tested], tuning.probabilities),
        tuning.n_taught,
        lambda: classify(images, tuning.model, folder / "predictions", report),
        _baselines(embedding, labelled, tested, groups, report),
        tuning.curves,
        _facts(encoder, recipe, tuning),
    )


def _network(order: TrainingOrder, embedding: Path) -> TimmEncoder:
    encoder: Encoder | None = None
    if order.encoder:
        encoder = make_encoder(order.encoder, **order.options)
    else:
        manifest = EmbeddingMatrix.open(embedding).manifest
        if "weights_digest" in manifest.parameters:
            encoder = remake_encoder(manifest, **order.options)
    if not isinstance(encoder, TimmEncoder):
        raise EmbeddingError(
            "only a network can be fine-tuned",
            remedy="Name one, such as --encoder zoobot-convnext-nano, with --weights FILE where there is no network",
        )
    return encoder


def _baselines(
    embedding: Path,
    labelled: Labelled,
    tested: NDArray[np.int64],
    groups: NDArray[np.int64],
    report: Report,
) -> dict[str, Scores]:
    """What the vectors alone give on the same galaxies; nothing where there are no vectors."""
    try:
        vectors = np.asarray(EmbeddingMatrix.open(embedding).reduced(report=report)[labelled.rows])
    except UserError:
        return {}
    usable = np.asarray(np.isfinite(vectors).all(axis=1))
    if not usable[tested].all():
        return {}
    taught = np.setdiff1d(np.flatnonzero(usable), tested)
    probe = train_probe(
        vectors[taught], labelled.labels[taught], labelled.classes, groups=groups[taught], report=report
    ).probe
    linear = Scores.of(labelled.labels[tested], probe.predict(vectors[tested]), labelled.classes)
    return {LINEAR: linear, FOREST: baseline(vectors, labelled, usable, tested, report)}


def _facts(encoder: TimmEncoder, recipe: FineTuneRecipe, tuning: FineTuning) -> dict[str, str]:
    best = min(tuning.curves, key=lambda epoch: epoch.validation_loss)
    runtime = encoder.runtime()
    return {
        "network": f"{encoder.architecture}, weights {encoder.parameters()['weights']}",
        "epochs": f"{len(tuning.curves)} of at most {recipe.n_epochs}; the best was {best.number + 1}",
        "learning rate": f"{recipe.rate:g} for the classifier, {recipe.layer_decay:g} of it for each layer below",
        "augmentation": "turned by quarters and mirrored at random",
        "calibration": f"temperature {tuning.model.temperature:.3g}, on the galaxies that stopped it",
        "device": f"{runtime['device']}, torch {runtime['torch']}",
    }
