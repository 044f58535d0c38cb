from gzlabel.atlas.edits import key_of, nodes_of


def test_a_key_leads_back_to_its_node() -> None:
    assert nodes_of("a1b2", [key_of("a1b2", 7)], n_nodes=10) == [7]


def test_keys_of_other_trees_and_of_the_root_lead_nowhere() -> None:
    assert nodes_of("a1b2", ["ffff:7", "a1b2:0", "a1b2:10", "a1b2:x", "7"], n_nodes=10) == []
