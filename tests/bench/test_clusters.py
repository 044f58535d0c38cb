from pathlib import Path

import numpy as np
import pytest

from gzlabel.atlas import Recipe
from gzlabel.bench.clusters import compare, purity, run
from gzlabel.errors import AtlasError


def test_purity_worked_by_hand() -> None:
    labels = np.array([-1, -1, 0, 0, 0, 1])
    has_attribute = np.array([True, False, True, True, False, False])
    assert purity(labels, has_attribute) == pytest.approx(4 / 6)


def test_ratings_help_where_clumps_have_the_attribute(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    clump = np.repeat(np.arange(6), 50)
    features = rng.normal(size=(300, 6)) + 9 * np.eye(6)[clump] + 9 * np.eye(6)[(clump // 3) * 3]
    np.save(tmp_path / "features.npy", features.astype(np.float32))
    told = compare(
        tmp_path / "features.npy",
        {"ring": (clump < 3).astype(float)},
        tmp_path / "atlas",
        recipe=Recipe(n_neighbors=10, min_cluster_size=8, min_samples=3, n_epochs=50),
        n_ratings=40,
        n_seeds=3,
    )
    assert told["ring"]["prevalence"] == 0.5
    assert told["ring"]["ami"]["gain"] >= 0
    assert told["all"]["purity"]["guided"] >= told["all"]["purity"]["unguided"] - 1e-9


def test_vectors_and_a_table_of_attributes_are_enough(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    clump = np.repeat([0, 1, 2], 40)
    np.save(tmp_path / "features.npy", (rng.normal(size=(120, 5)) + 9 * np.eye(5)[clump]).astype(np.float16))
    lines = [f"G{row},{float(clump[row] == 0)},{row}" for row in range(120)]
    (tmp_path / "tasks.csv").write_text("id,ring,magnitude\n" + "\n".join(lines) + "\n")
    paths = {
        name: str(tmp_path / file) for name, file in (("features", "features.npy"), ("tasks", "tasks.csv"))
    }
    told = run(**paths, ratings=30, seeds=2)
    assert set(told) == {"ring", "all"}  # the magnitude is no grade
    assert told["ring"]["prevalence"] == 1 / 3
    assert {"guided", "unguided", "gain", "gain_interval"} <= set(told["all"]["ami"])


def test_without_galaxies_it_says_what_to_give() -> None:
    with pytest.raises(AtlasError, match="--workspace"):
        run()
