"""The default must go on finding: a benchmark with fixed seeds that notices when discovery drops."""

from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow.csv
import pytest

from gzlabel.interest.simulation import simulate
from tests.interest.simulation.galaxies import rare_class

Start = Literal["cold", "exemplar"]
FLOORS: dict[Start, float] = {"exemplar": 25.0, "cold": 20.0}


def finds(policy: str, start: Start) -> float:
    """Mean finds of 50 in 150 looks, over two sets of 2,500 galaxies and four seeds each."""
    sets = (rare_class(seed=number) for number in range(2))
    runs = [
        simulate(features, truth, [policy], labels=150, start=start, seeds=4, threshold=0.75)
        for features, truth in sets
    ]
    return float(np.mean([results["summary"][policy]["mean"] for results in runs]))


@pytest.mark.parametrize("start", ["cold", "exemplar"])
def test_the_default_finds_what_it_found_when_it_was_chosen(start: Start) -> None:
    assert finds("default", start) >= FLOORS[start]


@pytest.mark.parametrize("policy", ["random", "outlier", "nearest", "logistic"])
def test_a_lesser_policy_in_its_place_would_be_noticed(policy: str) -> None:
    assert finds(policy, "exemplar") < FLOORS["exemplar"]


@pytest.mark.real
@pytest.mark.parametrize(("task", "threshold", "floor"), [("hot_spots", 0.75, 40), ("visible_dust", 1.0, 55)])
def test_the_default_finds_real_galaxies(real_data: Path, task: str, threshold: float, floor: float) -> None:
    features = np.load(real_data / "efigi" / "mobilenetv2_features.npy")
    truth = pyarrow.csv.read_csv(real_data / "efigi" / "tasks.csv")[task].to_numpy()
    results = simulate(features, truth, ["default"], start="exemplar", seeds=4, threshold=threshold)
    assert results["summary"]["default"]["mean"] >= floor
