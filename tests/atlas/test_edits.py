from gzlabel.atlas.edits import NO_EDITS, ClusterEdits


def test_merging_takes_in_earlier_groups() -> None:
    edits = NO_EDITS.merge(["t:1", "t:2"]).merge(["t:3", "t:2"])
    assert edits.merges == (("t:3", "t:2", "t:1"),)


def test_one_cluster_alone_is_no_merge() -> None:
    assert NO_EDITS.merge(["t:1"]) == NO_EDITS


def test_splitting_first_undoes_a_merge() -> None:
    edits = NO_EDITS.merge(["t:1", "t:2"]).split("t:1")
    assert edits == NO_EDITS
    assert edits.split("t:1").splits == ("t:1",)


def test_keeping_and_splitting_exclude_each_other() -> None:
    assert NO_EDITS.keep("t:1").split("t:1") == ClusterEdits(splits=("t:1",))
    assert NO_EDITS.split("t:1").keep("t:1") == ClusterEdits(kept=("t:1",))


def test_a_dismissed_cluster_can_be_restored() -> None:
    assert NO_EDITS.dismiss("t:1").dismiss("t:1").dismissed == ("t:1",)
    assert NO_EDITS.dismiss("t:1").restore("t:1") == NO_EDITS
