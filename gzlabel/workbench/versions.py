"""Which versions made a result."""

from importlib.metadata import PackageNotFoundError, version

import gzlabel

_LIBRARIES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "umap-learn",
    "hdbscan",
    "astropy",
    "PySide6_Essentials",
    "timm",
)


def versions() -> dict[str, str]:
    """gzlabel's version and those of the libraries its results depend on, where installed."""
    found = {"gzlabel": gzlabel.__version__}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
