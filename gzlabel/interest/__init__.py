"""What interests this person: the Gaussian process, its acquisition functions and the queue."""

from gzlabel.interest.acquisition import Context, acquisition, acquisition_titles
from gzlabel.interest.explain import Explanation, Neighbour
from gzlabel.interest.forecast import Forecast
from gzlabel.interest.hyperparameters import Hyperparameters, n_fitted
from gzlabel.interest.material import Material
from gzlabel.interest.pool import Pool
from gzlabel.interest.posterior import Posterior
from gzlabel.interest.rescored import Rescored
from gzlabel.interest.search import Search
from gzlabel.interest.sweep import make_way_by, use_share_of_cores

__all__ = [
    "Context",
    "Explanation",
    "Forecast",
    "Hyperparameters",
    "Material",
    "Neighbour",
    "Pool",
    "Posterior",
    "Rescored",
    "Search",
    "acquisition",
    "acquisition_titles",
    "make_way_by",
    "n_fitted",
    "use_share_of_cores",
]
