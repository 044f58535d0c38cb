"""What is expected of each galaxy before an interest's first rating: a column, such as a classifier's probability."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue
from gzlabel.errors import CatalogueError
from gzlabel.rating_scale import BEST_RATING
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace

SETTING = "priors"
"""Setting that holds the column of each interest that has one."""


def prior_of(settings: Mapping[str, Any], interest: str) -> str:
    """Name of the column an interest starts from; empty for none."""
    return str(settings.get(SETTING, {}).get(interest, ""))


def with_prior(settings: Mapping[str, Any], interest: str, column: str) -> dict[str, str]:
    """The value of `SETTING` with another column for one interest; an empty one takes it away."""
    others = {name: one for name, one in settings.get(SETTING, {}).items() if name != interest}
    return {**others, interest: column} if column else others


def keep_prior(workspace: Workspace, store: Store, interest: str, column: str) -> None:
    """Let an interest start from a column, in the workspace unless it is read-only, and in the state.

    Raises
    ------
    WorkspaceError
        If the disk does not take it.
    """
    settings = store.state.settings
    priors = with_prior(settings, interest, column)
    if not workspace.read_only:
        workspace.set_setting(SETTING, priors)
    store.replace(settings={**settings, SETTING: priors})


def read_prior(catalogue: Catalogue, column: str) -> NDArray[np.float32] | None:
    """Rating expected of each galaxy ``(n_galaxies,)``, NaN where the column is blank; None without a column.

    A column from 0 to 1 is a probability of what is looked for, one from 0 to 5 is a rating.

    Raises
    ------
    CatalogueError
        If the column is neither, or there is none of that name.
    """
    if not column:
        return None
    values = catalogue.column(column)
    if values.dtype.kind not in "fiub":
        raise CatalogueError(
            f"{column!r} holds no numbers", remedy="Name a column of probabilities or ratings"
        )
    expected = np.ma.filled(values.astype(np.float32), np.nan)
    known = expected[np.isfinite(expected)]
    if len(known) and (known.min() < 0 or known.max() > BEST_RATING):
        raise CatalogueError(
            f"{column!r} goes from {known.min():g} to {known.max():g}",
            remedy="Name a column of probabilities, from 0 to 1, or of ratings, from 0 to 5",
        )
    is_probability = len(known) == 0 or float(known.max()) <= 1.0
    return np.asarray(expected * (BEST_RATING if is_probability else 1.0), dtype=np.float32)
