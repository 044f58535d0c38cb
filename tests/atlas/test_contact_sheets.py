from pathlib import Path

import numpy as np

from gzlabel.atlas.clusters import summarise_clusters
from gzlabel.atlas.contact_sheets import write_contact_sheets
from gzlabel.atlas.extraction import ChosenClusters


def test_writes_a_page_for_each_cluster_the_most_interesting_first(tmp_path: Path) -> None:
    chosen = ChosenClusters(np.repeat([0, 1], 6).astype(np.int32), ("t:1", "t:2"), ((1,), (2,)))
    expected = np.repeat([1.0, 4.0], 6).astype(np.float32)
    told = summarise_clusters(
        chosen, expected, np.ones(12, np.float32), np.empty(0), np.empty(0), n_examples=3
    )
    written = write_contact_sheets(
        told,
        lambda row, size: np.full((size, size, 3), 9, np.uint8),
        tmp_path / "sheets",
        names={"t:2": "Rings & arcs"},
    )
    assert [path.name for path in written] == ["001_Rings_arcs.png", "002_cluster_2.png"]
    assert all(path.stat().st_size > 500 for path in written)
