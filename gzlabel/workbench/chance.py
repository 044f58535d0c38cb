"""Galaxies drawn by chance, for the time before a model chooses."""

from itertools import islice

import numpy as np

from gzlabel.workbench.state import State

_DRAWN_FOR_ONE = 50


def undecided_by_chance(state: State, n: int, random: np.random.Generator) -> list[int]:
    """At most ``n`` rows within the cut on which nothing is decided; of a large catalogue not all are shuffled."""
    decided, kept = state.decisions, state.cut.kept
    within = None if kept is None else np.flatnonzero(kept)
    n_galaxies = state.n_galaxies if within is None else len(within)
    drawn = random.permutation(min(n_galaxies, len(decided) + _DRAWN_FOR_ONE * n))
    spread = n_galaxies // max(len(drawn), 1)
    places = (int(one) * spread for one in drawn)
    rows = places if within is None else (int(within[place]) for place in places)
    return list(islice((row for row in rows if row not in decided), n))
