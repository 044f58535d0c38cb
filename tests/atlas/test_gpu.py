"""The way through cuML, with a module that stands in for it."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from gzlabel.atlas import gpu
from gzlabel.atlas.layouts import Layouts
from gzlabel.atlas.neighbours import nearest_neighbours
from gzlabel.atlas.recipe import Recipe
from gzlabel.progress import silent

POINTS = np.random.default_rng(0).normal(size=(60, 4)).astype(np.float32)


class StandIn:
    def __init__(self, **options: Any) -> None:
        self.k = options["n_neighbors"]

    def fit(self, points: Any) -> "StandIn":
        self.points = points
        return self

    def kneighbors(self, points: Any) -> tuple[Any, Any]:
        found = nearest_neighbours(self.points, self.k)
        return found.distances[:, ::-1], found.rows[:, ::-1]  # own row last


@pytest.fixture
def cuml(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A cuML whose layout moves every point by one."""
    asked: dict[str, Any] = {}

    def embed(data: Any, graph: Any, **options: Any) -> Any:
        asked.update(options, n_edges=graph.nnz)
        return options["init"] + 1.0

    for name, contents in (
        ("cuml", {}),
        ("cuml.neighbors", {"NearestNeighbors": StandIn}),
        ("cuml.manifold", {}),
        ("cuml.manifold.umap", {"simplicial_set_embedding": embed}),
    ):
        module = ModuleType(name)
        module.__spec__ = ModuleSpec(name, None)
        for key, value in contents.items():
            setattr(module, key, value)
        monkeypatch.setitem(sys.modules, name, module)
    return asked


def test_without_cuml_nothing_is_tried() -> None:
    assert gpu.gpu_module("cuml.neighbors") is None
    assert gpu.gpu_neighbours(POINTS, 5, silent) is None


def test_neighbours_come_with_each_point_at_the_head_of_its_row(cuml: dict[str, Any]) -> None:
    found, exact = gpu.gpu_neighbours(POINTS, 5, silent), nearest_neighbours(POINTS, 5)
    assert found is not None
    assert (found.rows[:, 0] == np.arange(60)).all()
    assert (np.sort(found.rows, axis=1) == np.sort(exact.rows, axis=1)).all()


def test_a_point_crowded_out_by_its_likes_heads_its_row_all_the_same() -> None:
    found = gpu.own_first(np.array([[1, 2], [1, 2], [0, 1]], np.int32), np.zeros((3, 2), np.float32))
    assert found.rows.tolist() == [[0, 1], [1, 2], [2, 0]]


def test_a_layout_is_made_on_the_gpu_where_there_is_one(cuml: dict[str, Any]) -> None:
    layouts = Layouts(POINTS, Recipe(n_neighbors=5, seed=3), 0, silent)
    start = POINTS[:, :2].copy()
    placed = layouts.of(2, 0.1, "Map", start)
    assert cuml["random_state"] == 3
    assert cuml["n_edges"] > 0
    assert placed.min() >= 1.0 - 1e-2  # moved by one from where it began, within 0 to 10


def test_a_gpu_that_fails_is_left_alone(cuml: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: Any, **options: Any) -> None:
        raise RuntimeError("CUDA out of memory")

    told: list[str] = []
    monkeypatch.setattr(sys.modules["cuml.manifold.umap"], "simplicial_set_embedding", break_down)
    laid_out = gpu.gpu_layout(None, POINTS, 1.0, 1.0, 10, 0, lambda step: told.append(step.message))
    assert laid_out is None
    assert told[-1] == "Not on the GPU (AttributeError)"
