"""Five classes of galaxy from the shorthand of Galaxy Zoo 2.

The ``gz2class`` column abbreviates the most common answer to each question (Willett et al. 2013, MNRAS 435,
2835, appendix A): ``Er``, ``Ei``, ``Ec`` for smooth galaxies by roundness; ``Ser``, ``Seb``, ``Sen`` for
edge-on discs by bulge; ``S`` or ``SB`` for other discs, without or with a bar, then the bulge from ``d``
(none) to ``a`` (dominant) and, where there are spiral arms, their number and winding (``2m``); in brackets
what is odd; ``A`` for a star or an artefact.
"""

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

GZ2_CLASSES = ("completely round smooth", "in-between smooth", "cigar-shaped smooth", "edge-on", "spiral")

_PATTERNS = (r"Er", r"Ei", r"Ec", r"Se[rbn]?", r"SB?[abcd]?[1-4+?][tml]")
_ODD = r"(\(.\))?"


def gz2_classes(codes: Iterable[str | None]) -> NDArray[np.int64]:
    """Class of each ``gz2class`` code, an index of `GZ2_CLASSES`.

    Discs seen from above without spiral arms, stars, artefacts and blanks belong to none: -1.
    """
    patterns = [re.compile(pattern + _ODD) for pattern in _PATTERNS]

    def index_of(code: str | None) -> int:
        matches = [pattern.fullmatch((code or "").strip()) is not None for pattern in patterns]
        return matches.index(True) if any(matches) else -1

    return np.array([index_of(code) for code in codes], dtype=np.int64)
