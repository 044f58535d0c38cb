"""A cut: which galaxies of a catalogue a filter expression keeps, such as ``smooth < 0.5 and edge_on < 0.3``.

Names that hold blanks or signs stand in backquotes. A galaxy with a missing value is kept only where the cut
is true whatever that value might be (Kleene's three-valued logic), or asks ``is missing``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.catalogue import Catalogue
from gzlabel.catalogue.cut_grammar import Grammar
from gzlabel.catalogue.cut_nodes import Node, columns_in
from gzlabel.catalogue.cut_values import as_mask, truth
from gzlabel.errors import CatalogueError


@dataclass(frozen=True)
class Cut:
    """A filter expression, read and checked against a catalogue.

    Attributes
    ----------
    text
        As it was written.
    columns
        Names of the columns it looks at.
    """

    text: str
    columns: tuple[str, ...]
    _node: Node

    @classmethod
    def parse(cls, text: str, catalogue: Catalogue) -> "Cut":
        """Read ``text``; none of the catalogue's values are.

        Raises
        ------
        CatalogueError
            If it is not a cut, speaks of a column that is not there, or compares text with numbers.
        """
        node = Grammar(text, [column.name for column in catalogue.columns]).parse()
        _evaluated(node, catalogue.no_values, text)
        return cls(text, columns_in(node), node)

    def mask(self, catalogue: Catalogue) -> NDArray[np.bool_]:
        """Return which galaxies are kept, ``(n_galaxies,)``; only the columns named in the cut are read."""
        values = {name: catalogue.arrow_column(name) for name in self.columns}
        return as_mask(_evaluated(self._node, values.__getitem__, self.text), catalogue.n_galaxies)

    def __str__(self) -> str:
        return self.text


def _evaluated(node: Node, column_of: Callable[[str], Any], text: str) -> Any:
    try:
        return truth(node.evaluate(column_of))
    except CatalogueError as error:
        raise CatalogueError(error.what, where=text, remedy=error.remedy) from error
    except (pa.ArrowException, TypeError, AttributeError) as error:
        raise CatalogueError(
            f"the cut cannot be worked out: {error}",
            where=text,
            remedy="Compare numbers with numbers, text with text in quotes",
        ) from error
