from gzlabel.bench.map import run


def test_measures_every_act_of_the_map() -> None:
    measured = run(3000)
    assert set(measured) == {
        "index_ms",
        "frame_ms",
        "frame_worst_ms",
        "recolour_ms",
        "hover_ms",
        "lasso_ms",
        "rechoose_clusters_ms",
        "summarise_clusters_ms",
        "extra_gb",
    }
    assert all(value >= 0 for value in measured.values())
