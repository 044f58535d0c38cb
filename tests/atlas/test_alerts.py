import numpy as np

from gzlabel.atlas.alerts import cluster_alerts
from gzlabel.atlas.clusters import summarise_clusters
from gzlabel.atlas.extraction import ChosenClusters

LABELS = np.repeat(np.arange(6), 10).astype(np.int32)
CHOSEN = ChosenClusters(
    LABELS, tuple(f"t:{node}" for node in range(1, 7)), tuple((node,) for node in range(1, 7))
)
EXPECTED = np.repeat([1.0, 1.1, 0.9, 1.0, 1.2, 3.0], 10).astype(np.float32)


def alerts(rated: list[int], artefacts: list[int]) -> list[tuple[str, str]]:
    told = summarise_clusters(
        CHOSEN, EXPECTED, np.ones(60, np.float32), np.array(rated, int), np.ones(len(rated))
    )
    return [(alert.kind, alert.key) for alert in cluster_alerts(CHOSEN, told, np.array(artefacts))]


def test_an_interesting_cluster_nobody_looked_into_is_told() -> None:
    assert alerts([], []) == [("unseen", "t:6")]
    assert alerts([55], []) == []


def test_a_cluster_of_artefacts_is_told() -> None:
    assert alerts([55, 0], [10, 11]) == [("artefacts", "t:2")]
    assert alerts([55, 12, 13, 14], [10, 11]) == []
