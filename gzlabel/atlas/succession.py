"""Which cluster of a new tree continues one of the old: so that names outlive a new map."""

from collections.abc import Iterable

import numpy as np

from gzlabel.atlas.edits import key_of, nodes_of
from gzlabel.atlas.tree import CondensedTree

_LEAST_OVERLAP = 0.5


def successors(old: CondensedTree, new: CondensedTree, keys: Iterable[str]) -> dict[str, str]:
    """The key in ``new`` of the node most like each of the clusters ``keys`` of ``old``.

    Likeness is the number of galaxies in both over the number in either (Jaccard 1901) among the rows that
    both trees know; clusters without a node at least half alike are left out.
    """
    n_shared = min(old.n_galaxies, new.n_galaxies)
    known = new.galaxy_node[:n_shared]
    size = new.subtree_sums(np.bincount(known[known >= 0], minlength=new.n_nodes))
    found = {}
    for key in keys:
        for node in nodes_of(old.identity, [key], old.n_nodes):
            members = old.members(node)
            members = members[members < n_shared]
            held = known[members]
            both = new.subtree_sums(np.bincount(held[held >= 0], minlength=new.n_nodes))
            likeness = both / np.maximum(size + len(members) - both, 1)
            likeness[0] = 0.0
            best = int(likeness.argmax())
            if likeness[best] >= _LEAST_OVERLAP:
                found[key] = key_of(new.identity, best)
    return found
