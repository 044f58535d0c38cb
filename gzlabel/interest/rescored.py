"""A pool scored anew beside a search that goes on."""

from collections.abc import Callable
from dataclasses import dataclass

from gzlabel.interest.labels import Labels
from gzlabel.interest.limits import Limits
from gzlabel.interest.posterior import Posterior

_FEW_BEHIND, _ROUNDS_OF_CATCHING_UP = 24, 5


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


def score_anew(posterior: Posterior, labels_now: Callable[[], Labels], limits: Limits) -> Rescored:
    """Teach a blank posterior the ratings, redundant ones left out, until it is but a few behind.

    Parameters
    ----------
    labels_now
        Gives the ratings of the moment: other threads bring more.
    """
    labels = labels_now().thinned(limits, posterior.rated())
    posterior.set_labels(*labels.known)
    posterior.settle()
    for _ in range(_ROUNDS_OF_CATCHING_UP):
        now = labels_now()
        if len(now.rows) <= len(labels.rows) + _FEW_BEHIND:
            break
        labels = labels.updated(now.rows, now.ratings).without(now.rows[now.is_left_out])
        posterior.set_labels(*labels.known)
        posterior.settle()
    return Rescored(posterior, labels)
