"""A pool scored anew beside a search that goes on."""

from dataclasses import dataclass

from gzlabel.interest.labels import Labels
from gzlabel.interest.posterior import Posterior


@dataclass(frozen=True, eq=False)
class Rescored:
    """The pool under other hyperparameters.

    Attributes
    ----------
    posterior
        Knows the ratings that `labels` does not leave out.
    labels
        All that were given when it was made.
    """

    posterior: Posterior
    labels: Labels
