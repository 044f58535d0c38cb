"""Edges of bins in words."""

from gzlabel.desk.words.counted import told

_LARGEST, _MOST_DECIMALS = 1e9, 6


def edge_words(edge: float, n_decimals: int) -> str:
    """An edge with its decimals; of very large and very fine ones nine digits: "0.050", "2459000.55", "4.3e+16"."""
    is_plain = abs(edge) < _LARGEST and n_decimals <= _MOST_DECIMALS
    return told(f"{{0:z.{n_decimals}f}}" if is_plain else "{0:.9g}", edge)
