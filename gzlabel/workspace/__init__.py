"""What must last: the ratings journal, interests, names and exports."""

from gzlabel.workspace.annotations import Annotation
from gzlabel.workspace.cluster_edits import ClusterEdits
from gzlabel.workspace.decisions import KINDS, LIKED, Labels, NewDecision, Recorded
from gzlabel.workspace.journal import Journal
from gzlabel.workspace.workspace import Workspace

__all__ = [
    "KINDS",
    "LIKED",
    "Annotation",
    "ClusterEdits",
    "Journal",
    "Labels",
    "NewDecision",
    "Recorded",
    "Workspace",
]
