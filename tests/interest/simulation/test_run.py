"""The benchmark's loop: what is counted, what repeats, what is refused."""

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from gzlabel.errors import CatalogueError, EmbeddingError, UserError
from gzlabel.interest.simulation import policy_sources, report_text, simulate
from gzlabel.progress import Step

FEATURES = np.random.default_rng(0).normal(size=(80, 6)).astype(np.float32)
TRUTH = (np.arange(80) % 10 == 0).astype(float)
KEYS = {
    "policy",
    "start",
    "seed",
    "found",
    "average_precision_unseen",
    "average_precision",
    "precision_at_50",
    "precision_at_100",
    "precision_at_200",
    "seconds",
}


def short(policies: list[str], **options: Any) -> dict[str, Any]:
    return simulate(FEATURES, TRUTH, policies, **{"labels": 30, "page": 7, "seeds": 2, **options})


def test_each_policy_runs_once_a_seed_with_the_keys_promised() -> None:
    results = short(["random", "outlier"])
    assert [(run["policy"], run["seed"]) for run in results["runs"]] == [
        ("random", 0),
        ("random", 1),
        ("outlier", 0),
        ("outlier", 1),
    ]
    assert all(run.keys() >= KEYS for run in results["runs"])
    assert list(results["summary"]) == ["random", "outlier"]


def test_found_is_cumulative_and_one_entry_a_look() -> None:
    found = short(["random"], labels=80)["runs"][0]["found"]
    assert len(found) == 80
    assert set(np.diff([0, *found])) == {0, 1}
    assert found[-1] == 8


def test_the_exemplar_is_neither_a_look_nor_a_find() -> None:
    found = short(["random"], labels=80, start="exemplar")["runs"][0]["found"]
    assert len(found) == 79
    assert found[-1] == 7


def test_the_same_seeds_give_the_same_bytes() -> None:
    first, second = (json.dumps(short(["random", "default"], start="exemplar")) for _ in range(2))
    assert first == second


def test_seconds_are_measured_on_demand() -> None:
    assert short(["random"])["runs"][0]["seconds"] is None
    assert short(["random"], timing=True)["runs"][0]["seconds"] >= 0


def test_seeds_can_be_named() -> None:
    results = short(["random"], seeds=[3, 1])
    assert [run["seed"] for run in results["runs"]] == [3, 1]


def test_galaxies_without_features_are_left_out_and_counted() -> None:
    features = FEATURES.copy()
    features[:5, 2] = np.nan
    settings = simulate(features, TRUTH, ["random"], labels=100, seeds=1)["settings"]
    assert (settings["n_galaxies"], settings["n_left_out"], settings["n_positive"]) == (75, 5, 7)
    assert settings["labels"] == 75


def test_progress_names_the_policy_and_counts() -> None:
    steps: list[Step] = []
    short(["random"], report=steps.append)
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]
    assert steps[0].message.startswith("random, seed 0: ")


def test_the_report_names_both_conventions() -> None:
    text = report_text(short(["random", "outlier"]))
    assert "8 of 80 galaxies are searched for" in text
    assert "\npublished: " in text
    assert "\nunseen: " in text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"policies": []}, "no policy is named"),
        ({"policies": ["astrology"]}, "no policy 'astrology'.*Choose from: .*walmsley2022"),
        ({"labels": 0}, "no search"),
        ({"page": 0}, "no search"),
        ({"start": "lukewarm"}, "no start 'lukewarm'"),
        ({"seeds": 0}, "no seed"),
    ],
)
def test_nonsense_is_refused_with_a_remedy(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UserError, match=message):
        simulate(FEATURES, TRUTH, **{"policies": ["random"], **options})


def test_features_of_another_catalogue_are_refused() -> None:
    with pytest.raises(EmbeddingError, match="80 rows of features do not match 79 galaxies"):
        simulate(FEATURES, TRUTH[:-1], ["random"])


def test_positives_without_features_are_refused() -> None:
    features = FEATURES.copy()
    features[TRUTH > 0] = np.nan
    with pytest.raises(EmbeddingError, match="every galaxy searched for lacks a feature"):
        simulate(features, TRUTH, ["random"])


def test_a_truth_that_cannot_be_used_is_refused() -> None:
    with pytest.raises(CatalogueError):
        simulate(FEATURES, TRUTH * 2, ["random"])


def test_every_policy_names_its_source() -> None:
    sources = policy_sources()
    assert {
        "default",
        "random",
        "walmsley2022",
        "protege",
        "astronomaly",
        "nearest",
        "logistic",
    } <= sources.keys()
    assert {"isolation_forest", "outlier", "pineforest", "ceiling"} <= sources.keys()
    assert all(sources.values())


@pytest.mark.parametrize("policy", sorted(policy_sources()))
@pytest.mark.parametrize("start", ["cold", "exemplar"])
def test_every_policy_searches(policy: str, start: Any) -> None:
    if policy == "pineforest":
        pytest.importorskip("coniferest", reason="coniferest is an optional package")
    features: NDArray[np.float32] = FEATURES
    results = simulate(features, TRUTH, [policy], labels=24, page=6, start=start, seeds=1)
    assert len(results["runs"][0]["found"]) == 24
