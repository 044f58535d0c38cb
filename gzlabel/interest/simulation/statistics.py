"""What the runs of several seeds say together."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

CONVENTIONS = {
    "published": "average_precision and precision_at_N: galaxies looked at are forced to their truth, "
    "liked first and disliked last, as Walmsley et al. 2022 rank",
    "unseen": "average_precision_unseen and precision_at_N_unseen: only galaxies nobody looked at are ranked, "
    "which is what the user gains beyond the looks",
}

_N_RESAMPLES = 10_000
_BOOTSTRAP_SEED = 20221012


def summarise(runs: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Summarise the finds of each policy, compared seed by seed with the policy of the first run.

    Returns
    -------
    dict
        For each policy: ``mean`` and ``median`` finds; ``difference`` to the first policy and ``interval``
        (95%, `paired_bootstrap`); ``share_below_half_median`` of its seeds; and the mean average precisions.
    """
    policies = list(dict.fromkeys(run["policy"] for run in runs))
    finds = {name: _finds(runs, name) for name in policies}
    return {name: _summary(runs, name, finds[name], finds[policies[0]]) for name in policies}


def paired_bootstrap(values: NDArray[np.float64], reference: NDArray[np.float64]) -> tuple[float, float]:
    """Return the 95% percentile interval of the mean of ``values - reference``, by resampling seeds."""
    differences = values - reference
    random = np.random.default_rng(_BOOTSTRAP_SEED)
    resampled = random.integers(len(differences), size=(_N_RESAMPLES, len(differences)))
    low, high = np.quantile(differences[resampled].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _finds(runs: list[dict[str, Any]], name: str) -> NDArray[np.float64]:
    by_seed = sorted((run["seed"], run["found"][-1]) for run in runs if run["policy"] == name)
    return np.array([found for _, found in by_seed], dtype=np.float64)


def _summary(
    runs: list[dict[str, Any]], name: str, finds: NDArray[np.float64], first: NDArray[np.float64]
) -> dict[str, Any]:
    median = float(np.median(finds))
    return {
        "mean": float(finds.mean()),
        "median": median,
        "difference": float((finds - first).mean()),
        "interval": list(paired_bootstrap(finds, first)),
        "share_below_half_median": float((finds < median / 2).mean()),
        "average_precision_unseen": _mean(runs, name, "average_precision_unseen"),
        "average_precision": _mean(runs, name, "average_precision"),
    }


def _mean(runs: list[dict[str, Any]], name: str, key: str) -> float | None:
    values = [run[key] for run in runs if run["policy"] == name and run[key] is not None]
    return float(np.mean(values)) if values else None
