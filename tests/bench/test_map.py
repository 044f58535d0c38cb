from gzlabel.bench.map import run

OF_THE_MAP = {
    "frame_ms",
    "recolour_ms",
    "hover_ms",
    "lasso_ms",
    "rechoose_clusters_ms",
    "scatter_frame_ms",
    "scatter_recolour_ms",
    "extra_gb",
}


def test_measures_every_act_of_the_map_and_of_its_rival(qapp: object) -> None:
    measured = run(3000, fit=0, rival=500)
    assert set(measured) >= OF_THE_MAP
    assert all(value >= 0 for value in measured.values())
    assert measured["scatter_points"] == 500
    assert measured["frame_speedup"] == measured["scatter_frame_ms"] / measured["frame_ms"]


def test_listens_to_the_desk_while_a_map_is_built(qapp: object) -> None:
    measured = run(300, fit=200, rival=0)
    assert measured["fit_points"] == 200
    assert 0 <= measured["longest_stall_ms"] < 1e3 * measured["fit_s"]
