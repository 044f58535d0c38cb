"""What must last: the ratings journal, interests, names and exports."""

from gzlabel.workspace.annotations import Annotation
from gzlabel.workspace.check import Finding, check
from gzlabel.workspace.cluster_edits import ClusterEdits
from gzlabel.workspace.decisions import KINDS, LIKED, Labels, NewDecision, Recorded
from gzlabel.workspace.journal import Journal
from gzlabel.workspace.repair import Repaired, repair
from gzlabel.workspace.workspace import Workspace

__all__ = [
    "KINDS",
    "LIKED",
    "Annotation",
    "ClusterEdits",
    "Finding",
    "Journal",
    "Labels",
    "NewDecision",
    "Recorded",
    "Repaired",
    "Workspace",
    "check",
    "repair",
]
