"""The oracle benchmark: which policy finds more, measured on galaxies whose labels are already known."""

from gzlabel.interest.simulation.plot import plot
from gzlabel.interest.simulation.registry import policy_sources
from gzlabel.interest.simulation.report import report_text
from gzlabel.interest.simulation.run import simulate
from gzlabel.interest.simulation.truth import Truth

__all__ = ["Truth", "plot", "policy_sources", "report_text", "simulate"]
