"""Every benchmark can be started from the command line, and tells its figures as JSON."""

import argparse
import json
from pathlib import Path

import pytest

import gzlabel.bench
from gzlabel.cli.main import make_parser, run
from gzlabel.cli.verbs.bench import _add_options
from gzlabel.registry import modules_of

NAMES = [module.__name__.rpartition(".")[2] for module in modules_of(gzlabel.bench)]


@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_describes_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        make_parser().parse_args(["bench", name, "--help"])
    assert stopped.value.code == 0
    assert "--json" in capsys.readouterr().out


def test_each_kind_of_parameter_is_read_as_what_it_is() -> None:
    def measure(
        n: int, share: float = 0.5, folder: Path | None = None, slow: bool = True, other: dict | None = None
    ) -> None: ...

    parser = argparse.ArgumentParser()
    _add_options(parser, measure)
    read = vars(parser.parse_args(["--n", "3", "--folder", "x", "--no-slow"]))
    assert read == {"n": 3, "share": 0.5, "folder": Path("x"), "slow": False}


def test_the_pipeline_is_measured_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["bench", "embed", "--encoder", "test_resnet", "--n-galaxies", "16", "--repeats", "1", "--json"]
    assert run(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"decode_per_s", "forward_per_s", "pipeline_per_s", "ratio", "peak_gb"} <= set(told)


def test_the_map_is_measured_by_its_command(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "map", "--points", "2000", "--fit", "0", "--rival", "200", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"frame_ms", "recolour_ms", "hover_ms", "lasso_ms", "rechoose_clusters_ms"} <= set(told)
    assert {"scatter_frame_ms", "scatter_recolour_ms", "extra_gb"} <= set(told)


def test_a_benchmark_that_fails_says_why_and_ends_with_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import gzlabel.bench.soak

    figures = {"memory_ratio": 2.0, "failures": ["memory grew"]}
    monkeypatch.setattr(gzlabel.bench.soak, "run", lambda: figures)
    assert run(["bench", "soak"]) == 1
    assert "memory grew" in capsys.readouterr().err
