"""What must last: the ratings journal, interests, names and exports."""

from gzlabel.workspace.agreement import (
    Agreement,
    Consistency,
    Recovery,
    agreement,
    cohen_kappa,
    krippendorff_alpha,
    recovery_of_known,
    self_consistency,
)
from gzlabel.workspace.annotations import NOT, Annotation, opposite
from gzlabel.workspace.backup import backups_of
from gzlabel.workspace.check import Finding, check
from gzlabel.workspace.cluster_edits import ClusterEdits
from gzlabel.workspace.combination import combine_interests, ratings_everywhere
from gzlabel.workspace.creation import EMBEDDING_FOLDER, refuse_occupied
from gzlabel.workspace.decisions import KINDS, Labels, NewDecision, Recorded
from gzlabel.workspace.exports.citation import Reference, bibtex
from gzlabel.workspace.exports.contact_sheet import write_contact_sheet
from gzlabel.workspace.exports.export import Beside, export_list
from gzlabel.workspace.exports.ratings_table import export_ratings, import_ratings
from gzlabel.workspace.exports.selection_function import (
    RankBin,
    SelectionFunction,
    export_selection_function,
    selection_function,
)
from gzlabel.workspace.exports.tags_table import tagged_in_table
from gzlabel.workspace.failures import REPAIR
from gzlabel.workspace.growth import decide_growth, growing_folder
from gzlabel.workspace.journal import Journal
from gzlabel.workspace.repair import Repaired, repair
from gzlabel.workspace.sqlite.set_aside import FOLDER as BACKUPS
from gzlabel.workspace.workspace import Workspace

__all__ = [
    "BACKUPS",
    "EMBEDDING_FOLDER",
    "KINDS",
    "NOT",
    "REPAIR",
    "Agreement",
    "Annotation",
    "Beside",
    "ClusterEdits",
    "Consistency",
    "Finding",
    "Journal",
    "Labels",
    "NewDecision",
    "RankBin",
    "Recorded",
    "Recovery",
    "Reference",
    "Repaired",
    "SelectionFunction",
    "Workspace",
    "agreement",
    "backups_of",
    "bibtex",
    "check",
    "cohen_kappa",
    "combine_interests",
    "decide_growth",
    "export_list",
    "export_ratings",
    "export_selection_function",
    "growing_folder",
    "import_ratings",
    "krippendorff_alpha",
    "opposite",
    "ratings_everywhere",
    "recovery_of_known",
    "refuse_occupied",
    "repair",
    "selection_function",
    "self_consistency",
    "tagged_in_table",
    "write_contact_sheet",
]
