"""Every benchmark can be run from the command line."""

import inspect
import json
from types import ModuleType

import pytest

import gzlabel.bench
from gzlabel.cli.main import run
from gzlabel.registry import modules_of

BENCHMARKS = list(modules_of(gzlabel.bench))


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda one: one.__name__.rpartition(".")[2])
def test_every_parameter_has_a_default_that_a_command_line_can_give(benchmark: ModuleType) -> None:
    for parameter in inspect.signature(benchmark.run).parameters.values():
        if parameter.name != "report":
            assert type(parameter.default) in (str, int, float, bool), parameter
            assert parameter.annotation in (type(parameter.default), type(parameter.default).__name__)


def test_the_map_is_measured_by_its_command(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "map", "--points", "2000", "--fit", "0", "--rival", "200", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"frame_ms", "recolour_ms", "hover_ms", "lasso_ms", "rechoose_clusters_ms"} <= set(told)
    assert {"scatter_frame_ms", "scatter_recolour_ms", "extra_gb"} <= set(told)
