import pytest

from gzlabel.bench.embed import run


@pytest.mark.parametrize("encoder", ["morphology", "test_resnet"])
def test_the_benchmark_measures_all_its_rates(encoder):
    result = run(encoder=encoder, n_galaxies=16, repeats=1)
    assert min(result[key] for key in ("decode_per_s", "forward_per_s", "pipeline_per_s", "peak_gb")) > 0
    assert result["ratio"] == pytest.approx(result["pipeline_per_s"] / result["forward_per_s"], rel=0.05)
