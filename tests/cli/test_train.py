"""A classifier as a user trains one: from a column, from tags, by fine-tuning; its report and its columns."""

import json
import shlex
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gzlabel.catalogue import Catalogue, read_table
from gzlabel.cli.main import run
from gzlabel.workspace import NewDecision, Workspace

N_GALAXIES = 80


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Every third galaxy flat, with an image; one image is truncated, one galaxy is there twice."""
    random, images = np.random.default_rng(0), tmp_path / "images"
    images.mkdir()
    y, x = np.mgrid[:32, :32] - 15.5
    lines = ["name,ra,dec,flat,gz2class"]
    for row in range(N_GALAXIES):
        flat = int(row % 3 == 0)
        light = 200 * np.exp(-np.hypot(x, y / (0.25 if flat else 0.9)) / 5)
        pixels = light[..., None] + random.normal(20, 4, (32, 32, 3))
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(images / f"g{row}.png")
        lines.append(f"g{row},{10 + row / 10},0,{flat},{'Ser' if flat else 'Sc2m'}")
    broken = images / "g5.png"
    broken.write_bytes(broken.read_bytes()[:60])
    table = tmp_path / "catalogue.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    vectors = random.normal(size=(N_GALAXIES, 6)).astype(np.float32)
    vectors[::3, 0] += 4
    np.save(tmp_path / "F.npy", vectors)
    path = tmp_path / "w.gzlabel"
    assert typed("new", path, "--table", table, "--images", "images", "--features", tmp_path / "F.npy") == 0
    return path


def typed(*words: object) -> int:
    return run([str(word) for word in words])


def test_a_column_is_learnt_reported_and_predicted(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "predicted.csv"
    assert typed("train", workspace, "--target", "flat", "--report", tmp_path / "report", "--out", out) == 0
    told = capsys.readouterr().out
    assert "random forest on the vectors" in told
    assert "columns of the workspace now: p_flat" in told
    assert (tmp_path / "report" / "report.html").is_file()
    assert (tmp_path / "report" / "report.png").is_file()
    table = read_table(out)
    assert table.column_names == ["name", "p_flat"]
    probabilities = np.array(table["p_flat"].to_pylist())
    assert probabilities[::3].mean() > 0.9
    assert np.delete(probabilities, np.s_[::3]).mean() < 0.1


def test_predictions_are_cut_and_exported_like_any_column(workspace: Path, tmp_path: Path) -> None:
    assert typed("train", workspace, "--target", "flat") == 0
    with Workspace.open(workspace) as opened:
        assert "p_flat" in opened.catalogue.numeric_columns()
    assert typed("export", workspace, tmp_path / "all.fits", "--all") == 0
    table = read_table(tmp_path / "all.fits")
    assert 0 <= min(table["p_flat"].to_pylist()) < max(table["p_flat"].to_pylist()) <= 1
    assert typed("check", workspace) == 0


def test_an_interest_starts_from_a_classifier(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("train", workspace, "--target", "flat") == 0
    ranked = []
    capsys.readouterr()
    for words in (["--prior", "p_flat"], []):
        assert typed("rank", workspace, "--top", 20, "--json", *words) == 0
        ranked.append({line["id"] for line in json.loads(capsys.readouterr().out)})
    flat = {f"g{row}" for row in range(0, N_GALAXIES, 3)}
    assert ranked[0] <= flat
    assert not ranked[1] <= flat
    assert typed("prior", workspace, "p_flat") == 0
    capsys.readouterr()
    assert typed("rank", workspace, "--top", 20, "--json") == 0
    assert {line["id"] for line in json.loads(capsys.readouterr().out)} == ranked[0]
    assert typed("prior", workspace, "ra") == 1
    assert "goes from 10 to 17.9" in capsys.readouterr().err


def test_an_interest_starts_from_another(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Workspace.open(workspace) as opened:
        opened.add_interest("kin")
        first = opened.interests[0]
        opened.journal.append(first, [NewDecision(0, "rating", 5), NewDecision(1, "rating", 0)])
    capsys.readouterr()
    assert typed("prior", workspace, "--like", first, "--interest", "kin") == 0
    assert capsys.readouterr().out == f"kin starts from hint_of_{first}\n"
    assert typed("prior", workspace, "--like", "kin") == 1
    assert "nothing is liked in 'kin' yet" in capsys.readouterr().err
    assert typed("prior", workspace, "--like", "nobody") == 1
    assert "There are: " in capsys.readouterr().err
    assert typed("prior", workspace, "ra", "--like", first) == 1


def test_json_tells_everything_and_holds_no_nan(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert typed("train", workspace, "--target", "flat", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["columns"] == ["p_flat"]
    assert {"confusion", "rates", "per_class", "calibration_error", "brier"} <= set(told["scores"])
    assert told["n_taught"] + told["n_tested"] == N_GALAXIES


def test_the_preset_needs_only_its_codes(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two of the five classes occur: the other three are in the report all the same, with nothing in them."""
    assert typed("train", workspace, "--preset", "gz2") == 0
    told = capsys.readouterr().out
    assert "completely round smooth" in told
    assert "class_gz2class" in told


def test_a_network_is_fine_tuned_predicts_and_encodes(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = ["--encoder", "test_resnet", "--weights", "untrained", "--size", 32]
    recipe = ["--epochs", 2, "--rate", 0.003, "--seed", 1]
    words = ["train", workspace, "--target", "flat", "--head", "full", *network, *recipe]
    assert typed(*words, "--report", tmp_path / "report") == 0
    told = capsys.readouterr().out
    assert "linear classifier of the vectors" in told
    folder = workspace / "training" / "flat-full"
    (line,) = (line for line in told.splitlines() if line.startswith("as an encoder: "))
    probabilities = Catalogue.open(workspace).column("p_flat_full")
    assert probabilities.mask.nonzero()[0].tolist() == [5]
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "of at most 2; the best was" in page
    words_told = shlex.split(line.removeprefix("as an encoder: gzlabel "))
    assert words_told == ["embed", str(workspace), "--encoder", "test_resnet", "--weights", str(folder)]
    assert typed(*words_told, "--precision", "float32") == 0
    assert "79 of 80 galaxies" in capsys.readouterr().out
    assert typed(*words) == 0, "a finished training is not begun again"
    assert "Fine-tuning" not in capsys.readouterr().err


def test_weights_of_ones_own_are_fine_tuned_in_the_network_that_made_the_vectors(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    from gzlabel.embedding.torch_models.network import Network

    torch.save(Network.load("test_resnet", "untrained", {}).model.state_dict(), tmp_path / "own.pth")
    network = ["--encoder", "test_resnet", "--weights", "untrained", "--size", 32, "--precision", "float32"]
    assert typed("embed", workspace, *network) == 0
    words = ["train", workspace, "--target", "flat", "--weights", tmp_path / "own.pth"]
    assert typed(*words, "--head", "last-block", "--epochs", 1) == 0
    report = json.loads((workspace / "training" / "flat-last-block" / "report.json").read_text())
    assert report["facts"]["network"].endswith(f"weights {tmp_path / 'own.pth'}")
    capsys.readouterr()
    assert typed(*words) == 1
    assert (
        "linear classifier learns the vectors that are there and has no use for weights"
        in capsys.readouterr().err
    )


def test_the_training_free_encoder_cannot_be_fine_tuned(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("train", workspace, "--target", "flat", "--head", "last-block") == 1
    assert "only a network can be fine-tuned" in capsys.readouterr().err
