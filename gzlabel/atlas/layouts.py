"""The layouts of one sample: a neighbour graph made once, laid out in as many dimensions as are asked for."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.gpu import gpu_neighbours
from gzlabel.atlas.graph import neighbour_graph
from gzlabel.atlas.landmarks import Guides, choose_landmarks
from gzlabel.atlas.linear import quick_map
from gzlabel.atlas.neighbours import Neighbours, nearest_neighbours
from gzlabel.atlas.projection import lay_out
from gzlabel.atlas.recipe import Recipe
from gzlabel.progress import Report


class Layouts:
    """UMAP layouts of some galaxies, or of landmarks among them with the others placed by these.

    Parameters
    ----------
    features
        ``(n_galaxies, n_features)``, all finite.
    recipe
        Its neighbours, epochs and seed.
    n_landmarks
        0 fits every galaxy.
    neighbours
        Of the fitted galaxies among themselves, where they are known already.
    """

    def __init__(
        self,
        features: NDArray[np.float32],
        recipe: Recipe,
        n_landmarks: int,
        report: Report,
        neighbours: Neighbours | None = None,
    ) -> None:
        self._features, self._recipe, self._report = features, recipe, report
        self._landmarks = choose_landmarks(len(features), n_landmarks, recipe.seed) if n_landmarks else None
        fitted = features if self._landmarks is None else features[self._landmarks]
        k = min(recipe.n_neighbors, len(fitted) - 1)
        self.neighbours = (
            neighbours or gpu_neighbours(fitted, k, report) or nearest_neighbours(fitted, k, report=report)
        )
        self._graph = neighbour_graph(self.neighbours)
        self._guides = None if self._landmarks is None else Guides.find(features, self._landmarks, report)

    def of(
        self, n_dimensions: int, min_dist: float, message: str, start: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Positions ``(n_galaxies, n_dimensions)``, laid out from ``start`` or from the linear map."""
        start = quick_map(self._features, n_dimensions) if start is None else start
        laid_out = lay_out(
            self._graph,
            start if self._landmarks is None else start[self._landmarks],
            min_dist=min_dist,
            n_epochs=self._recipe.n_epochs,
            seed=self._recipe.seed,
            report=self._report,
            message=message,
        )
        return laid_out if self._guides is None else self._guides.place(laid_out)
