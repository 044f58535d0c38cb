"""Why the galaxies of a page are on it, in the user's language."""

from PySide6.QtCore import QCoreApplication

from gzlabel.desk.clusters.cluster_title import cluster_title
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.workbench.state import State

SOURCES = (
    "random, until the vectors are ready",
    "similar to {0}",
    "taken back",
    "examples of {0}",
    "surprising in {0}",
    "the selection",
    "flagged to look again",
    "dropped pictures",
    "{0}",
)
"""What `gzlabel.workbench.state.Page.source` says, but for the model's choice."""


def page_source(state: State, keyboard: Keyboard) -> str:
    """The page's source, with the present name of the cluster it is from."""
    page, about = state.page, state.page.about
    if page.source == "model" and page.acquisition not in ("", state.settings["acquisition"]):
        otherwise = QCoreApplication.translate("page", "chosen otherwise; turn to the new choice with {0}")
        return otherwise.format(keyboard.key("look.next_page"))
    if page.source == "model":
        return QCoreApplication.translate("page", "the model's choice")
    if page.source.startswith("random") and state.scores is not None:
        ready = QCoreApplication.translate("page", "random; the model's page is ready: turn to it with {0}")
        return ready.format(keyboard.key("look.next_page"))
    if page.cluster and state.clusters is not None:
        named = (one.name for one in state.clusters.summaries if one.key == page.cluster)
        about = next(named, about)
    return QCoreApplication.translate("page", page.source).format(cluster_title(about))
