"""The discovery curves, as a picture."""

from pathlib import Path
from typing import Any

import numpy as np

from gzlabel.errors import UserError


def plot(results: dict[str, Any], path: str | Path) -> None:
    """Draw mean finds against looks for each policy of ``results``, as `simulate` returns them.

    The band holds the middle half of the seeds. The format follows the suffix of ``path``.

    Raises
    ------
    UserError
        If Matplotlib is not installed, or does not know the suffix.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UserError(
            "a plot needs Matplotlib, which is not installed", remedy="Run: pip install 'gzlabel[plots]'"
        ) from error
    settings = results["settings"]
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.add_subplot()
    for name in results["summary"]:
        curves = np.array([run["found"] for run in results["runs"] if run["policy"] == name])
        looks = np.arange(1, curves.shape[1] + 1)
        (line,) = axes.plot(looks, curves.mean(axis=0), label=name)
        low, high = np.quantile(curves, [0.25, 0.75], axis=0)
        axes.fill_between(looks, low, high, color=line.get_color(), alpha=0.15, linewidth=0)
    axes.set(xlabel="galaxies looked at", ylabel=f"found, of {settings['n_positive']}")
    axes.set_title(f"{settings['start']} start, {len(settings['seeds'])} seeds")
    axes.legend(frameon=False)
    try:
        figure.savefig(path, dpi=150, metadata=None)
    except ValueError as error:
        raise UserError(
            f"the plot cannot be written: {error}", where=path, remedy="Use .png, .pdf or .svg"
        ) from error
