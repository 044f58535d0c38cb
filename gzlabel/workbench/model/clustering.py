"""Clusters re-chosen from the tree under the ratings, with the names and edits of the person."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel import atlas, workspace
from gzlabel.atlas import ChosenClusters, CondensedTree, choose_clusters, cluster_alerts, summarise_clusters
from gzlabel.atlas.clusters import ClusterSummaries
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.state import Clusters, ClusterSummary

_N_EXAMPLES = 9
_ALERTS = {"unseen": "expected interesting, unseen", "artefacts": "likely artefacts"}


def choose(
    tree: CondensedTree, question: Question, mean: NDArray[np.float32], std: NDArray[np.float32]
) -> Clusters:
    """Choose and describe the clusters that the question's ratings and edits ask for.

    Parameters
    ----------
    mean, std
        Of the posterior ``(n_galaxies,)``.
    """
    rows, ratings = question.rows, question.ratings
    chosen = choose_clusters(tree, rows, ratings, _for_the_tree(question.edits), selection=question.selection)
    if question.kept is not None:
        chosen = _within(chosen, question.kept)
    facts = summarise_clusters(
        chosen, mean, std, rows, ratings, density=tree.galaxy_density, n_examples=_N_EXAMPLES
    )
    alerts = {
        one.key: _ALERTS[one.kind] for one in reversed(cluster_alerts(chosen, facts, question.artefacts))
    }
    clusters_liked = chosen.labels[rows[ratings >= LIKED]] + 1  # 0 for a galaxy in none
    liked = np.bincount(clusters_liked, minlength=chosen.n_clusters + 1)[1:]
    members = _members(chosen)
    described = (
        ClusterSummary(
            key=key,
            name=_name_of(key, chosen.nodes[index], question.edits.names),
            rows=members[index],
            n_liked=int(liked[index]),
            change=float(facts.mean[index]) - question.baseline.get(key, float(facts.mean[index])),
            alert=alerts.get(key, ""),
            **_facts_of(facts, index),
        )
        for index, key in enumerate(chosen.keys)
    )
    return Clusters(chosen.labels, tuple(described))


def _facts_of(facts: ClusterSummaries, index: int) -> dict[str, Any]:
    """What the atlas says of one cluster, by the names of `ClusterSummary`."""
    return {
        "n_rated": int(facts.n_rated[index]),
        "share_liked": float(facts.share_liked[index]),
        "mean": float(facts.mean[index]),
        "std": float(facts.uncertainty[index]),
        "typical": _present(facts.typical[index]),
        "borderline": _present(facts.borderline[index]),
        "surprising": _present(facts.surprising[index]),
    }


def _within(chosen: ChosenClusters, kept: NDArray[np.bool_]) -> ChosenClusters:
    """The clusters of the galaxies kept alone; those that lose every member are gone."""
    labels = np.where(kept, chosen.labels, np.int32(-1))
    has_members = np.bincount(labels[labels >= 0], minlength=chosen.n_clusters) > 0
    number = np.append(np.cumsum(has_members) - 1, -1).astype(np.int32)
    left = np.flatnonzero(has_members)
    keys, nodes = tuple(chosen.keys[one] for one in left), tuple(chosen.nodes[one] for one in left)
    return ChosenClusters(number[labels], keys, nodes)


def _for_the_tree(edits: workspace.ClusterEdits) -> atlas.ClusterEdits:
    return atlas.ClusterEdits(tuple(edits.names), edits.merges, edits.splits, edits.dismissed)


def _name_of(key: str, nodes: tuple[int, ...], names: Mapping[str, str]) -> str:
    """The name given to it, or to one of those merged to it; else its number."""
    tree, _, number = key.rpartition(":")
    given = (names[one] for one in (key, *(f"{tree}:{node}" for node in nodes)) if one in names)
    return next(given, f"cluster {number}")


def _members(chosen: ChosenClusters) -> list[NDArray[np.int64]]:
    """Rows of every cluster, in one pass over the catalogue."""
    order = np.argsort(chosen.labels, kind="stable")
    bounds = np.searchsorted(chosen.labels[order], np.arange(chosen.n_clusters + 1))
    return [order[start:end] for start, end in pairwise(bounds)]


def _present(rows: NDArray[np.int64]) -> tuple[int, ...]:
    return tuple(int(row) for row in rows if row >= 0)
