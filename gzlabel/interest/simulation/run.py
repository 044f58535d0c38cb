"""The oracle benchmark: policies search for galaxies whose labels are already known, and are compared.

The looks count from the first galaxy a policy chooses. With ``start="exemplar"`` one positive, the same for
every policy of a seed, is known before the first look; it is neither a look nor a find.
"""

import time
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gzlabel.errors import EmbeddingError, UserError
from gzlabel.interest.simulation.metrics import measures
from gzlabel.interest.simulation.pool import Labels, Policy, Pool
from gzlabel.interest.simulation.registry import preparation
from gzlabel.interest.simulation.statistics import CONVENTIONS, summarise
from gzlabel.interest.simulation.truth import Truth
from gzlabel.progress import Report, Step, silent

Start = Literal["cold", "exemplar"]


def simulate(
    features: NDArray[Any],
    truth: ArrayLike,
    policies: Sequence[str],
    *,
    labels: int = 200,
    page: int = 10,
    start: Start = "cold",
    seeds: int | Sequence[int] = 15,
    threshold: float = 0.5,
    timing: bool = False,
    report: Report = silent,
) -> dict[str, Any]:
    """Let each policy search once a seed, and compare them.

    Parameters
    ----------
    features
        ``(n_galaxies, n_features)``, as the encoder made them. Galaxies with a missing feature are left out.
    truth
        ``(n_galaxies,)``, 0/1 or graded 0 to 1; see `Truth.from_values`.
    policies
        Names; the first is the one the others are compared with.
    labels, page
        Looks in all, and on one page.
    start
        ``"cold"``: nothing is known; ``"exemplar"``: one positive is.
    seeds
        How many (0, 1, ...), or which.
    threshold
        From which truth a galaxy is one of those searched for.
    timing
        Fill in ``"seconds"`` of each run. Left as None otherwise, so that the same seeds give the same bytes.
    report
        Told of each finished run; the seconds are in its message.

    Returns
    -------
    dict
        ``"settings"``, ``"conventions"``, ``"runs"`` and ``"summary"``, ready for JSON.

    Raises
    ------
    UserError
        If a policy is unknown or a number makes no sense.
    CatalogueError
        If the truth cannot be used.
    EmbeddingError
        If features and truth differ in length.
    """
    seeds = list(range(seeds)) if isinstance(seeds, int) else [int(seed) for seed in seeds]
    _check(policies, labels, page, start, seeds)
    pool = _pool(features, Truth.from_values(truth, threshold), labels, page)
    runs: list[dict[str, Any]] = []
    for policy in policies:
        begin = preparation(policy)(pool)
        for seed in seeds:
            began = time.perf_counter()
            outcome = _run(begin(seed), pool, _given(pool.truth, start, seed))
            seconds = time.perf_counter() - began
            runs.append({"policy": policy, "start": start, "seed": seed, **outcome})
            runs[-1]["seconds"] = round(seconds, 3) if timing else None
            message = f"{policy}, seed {seed}: {outcome['found'][-1]} found in {seconds:.1f} s"
            report(Step(message, len(runs), len(policies) * len(seeds)))
    settings = {
        "n_galaxies": pool.n_galaxies,
        "n_left_out": len(features) - pool.n_galaxies,
        "n_positive": pool.truth.n_positive,
        "labels": pool.n_labels,
        "page": page,
        "start": start,
        "threshold": threshold,
        "seeds": seeds,
    }
    return {"settings": settings, "conventions": CONVENTIONS, "runs": runs, "summary": summarise(runs)}


def _check(policies: Sequence[str], labels: int, page: int, start: str, seeds: list[int]) -> None:
    if not policies:
        raise UserError("no policy is named", remedy="Name at least one, such as default")
    for name in policies:
        preparation(name)
    if labels < 1 or page < 1:
        raise UserError(f"{labels} labels in pages of {page} is no search", remedy="Give 1 or more of both")
    if start not in ("cold", "exemplar"):
        raise UserError(f"there is no start {start!r}", remedy="Choose cold or exemplar")
    if not seeds or min(seeds) < 0:
        raise UserError("there is no seed, or a negative one", remedy="Give 1 or more seeds, from 0 up")


def _pool(features: NDArray[Any], truth: Truth, labels: int, page: int) -> Pool:
    if len(features) != len(truth.positive):
        raise EmbeddingError(
            f"{len(features)} rows of features do not match {len(truth.positive)} galaxies",
            remedy="Give one row of features for each galaxy, in the order of the catalogue",
        )
    values = np.asarray(features, dtype=np.float32)
    finite: NDArray[np.bool_] = np.asarray(np.isfinite(values).all(axis=1))
    kept = truth.at(finite)
    if kept.n_positive == 0:
        raise EmbeddingError("every galaxy searched for lacks a feature", remedy="Embed the catalogue again")
    return Pool(values[finite], kept, min(labels, int(finite.sum())), page)


def _given(truth: Truth, start: Start, seed: int) -> NDArray[np.int64]:
    if start == "cold":
        return np.empty(0, dtype=np.int64)
    positives = np.flatnonzero(truth.positive)
    return np.random.default_rng([seed, 1]).choice(positives, 1).astype(np.int64)


def _run(policy: Policy, pool: Pool, given: NDArray[np.int64]) -> dict[str, Any]:
    truth, rows = pool.truth, given
    n_looks = min(pool.n_labels, pool.n_galaxies - len(given))
    while (left := n_looks + len(given) - len(rows)) > 0:
        chosen = policy.next_page(_labels(truth, rows), min(pool.page, left))
        _check_page(chosen, rows)
        rows = np.concatenate([rows, chosen])
    found = np.cumsum(truth.positive[rows[len(given) :]])
    labels = _labels(truth, rows)
    return {"found": [int(n) for n in found], **measures(policy.scores(labels), truth.positive, labels)}


def _check_page(chosen: NDArray[np.int64], rows: NDArray[np.int64]) -> None:
    if len(chosen) == 0 or len(np.unique(chosen)) < len(chosen) or np.isin(chosen, rows).any():
        raise RuntimeError(f"a policy chose {chosen.tolist()}: nothing, a galaxy twice, or one already seen")


def _labels(truth: Truth, rows: NDArray[np.int64]) -> Labels:
    return Labels(rows, truth.ratings[rows], truth.positive[rows])
