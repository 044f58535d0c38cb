import numpy as np
import pytest

from gzlabel.atlas.tree import CondensedTree

EDGE = [("parent", np.intp), ("child", np.intp), ("lambda_val", float), ("child_size", np.intp)]


@pytest.fixture
def tree() -> CondensedTree:
    """Twelve galaxies; the root splits in A and B, each of them in two leaves of three galaxies.

    Preorder: 0 root, 1 A, 2 A's first leaf (galaxies 0-2), 3 its second (3-5), 4 B, 5 (6-8), 6 (9-11).
    Splits are at density 1 and 2; galaxies leave their leaf at density 3.
    """
    edges = [(12, 13, 1.0, 6), (12, 14, 1.0, 6)]
    edges += [(13, 15, 2.0, 3), (13, 16, 2.0, 3), (14, 17, 2.0, 3), (14, 18, 2.0, 3)]
    edges += [(15 + galaxy // 3, galaxy, 3.0, 1) for galaxy in range(12)]
    return CondensedTree.from_edges(np.array(edges, dtype=EDGE), np.arange(12), 12, "t")
