"""Verbs that draw, cite or teach."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue import read_table
from gzlabel.cli.main import run
from gzlabel.embedding import import_matrix
from gzlabel.workspace import Workspace

N_GALAXIES = 120


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A third of the galaxies are edge-on, and their vectors say so."""
    is_edge_on = np.arange(N_GALAXIES) % 3 == 0
    vectors = np.random.default_rng(2).normal(size=(N_GALAXIES, 6)).astype(np.float32)
    vectors[is_edge_on, 0] += 5
    np.save(tmp_path / "F.npy", vectors)
    table = pa.table(
        {
            "name": [f"G{row}" for row in range(N_GALAXIES)],
            "kind": np.where(is_edge_on, "edge-on", "face-on").tolist(),
        }
    )
    path = tmp_path / "made.gzlabel"
    with Workspace.create(path, table, id_column="name") as made:
        import_matrix(tmp_path / "F.npy", made.embedding_folder, N_GALAXIES)
    return path


def typed(*words: object) -> int:
    return run([str(word) for word in words])


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_a_sheet_shows_each_class_even_without_images(workspace: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"sheet.{suffix}"
    assert typed("sheet", workspace, "--by", "kind", "-n", 3, "--out", out) == 0
    assert out.stat().st_size > 500


def test_a_classifier_learns_the_classes_of_a_column(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "p.csv"
    assert typed("train", workspace, "--target", "kind", "--out", out) == 0
    assert "galaxies it was not taught" in capsys.readouterr().out
    table = read_table(out)
    edge_on: Sequence[float] = table.column("p_edge_on").to_pylist()
    assert min(edge_on[::3]) > max(edge_on[1::3])


def test_an_unknown_target_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("train", workspace, "--target", "lenses") == 1
    assert "lenses" in capsys.readouterr().err


@pytest.mark.parametrize("verb", [("atlas", "--poster", "p.png"), ("clusters",)])
def test_without_a_map_the_way_on_is_named(
    workspace: Path, verb: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(verb[0], workspace, *verb[1:]) == 1
    assert "gzlabel map" in capsys.readouterr().err


def test_references_come_as_bibtex(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("cite") == 0
    assert "@software{gzlabel," in capsys.readouterr().out
