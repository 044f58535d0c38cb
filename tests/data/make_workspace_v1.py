"""Makes ``workspace-v1.gzlabel``, a workspace of schema version 1; kept so that every later version opens it.

Run once, by the program that wrote version 1, from the root: ``python tests/data/make_workspace_v1.py``.
"""

from pathlib import Path

import pyarrow as pa

from gzlabel.workspace import NewDecision, Workspace

PATH = Path(__file__).with_name("workspace-v1.gzlabel")


def main() -> None:
    """Write a workspace with something in every table."""
    table = pa.table(
        {
            "id": pa.array([587722981742084097 + n for n in range(6)], pa.int64()),
            "ra": [150.0 + n for n in range(6)],
            "dec": [2.0 - n for n in range(6)],
            "name": ["Ősz", "NGC 1", "", "M 31", "Мессье", "星"],
        }
    )
    with Workspace.create(PATH, table, id_column="id") as workspace:
        workspace.rater = "Anna"
        workspace.rename_interest("interesting", "rings")
        workspace.add_interest("mergers")
        workspace.journal.append("rings", [NewDecision(0, "rating", 5, 2.5, 1, 3, "expected_improvement")])
        workspace.journal.append("rings", [NewDecision(row, "rating", 0, 0.5, 1, 3) for row in (1, 2)])
        workspace.journal.append("rings", [NewDecision(3, "skip"), NewDecision(4, "artefact")])
        workspace.journal.append("rings", [NewDecision(5, "rating", 4)])
        workspace.journal.undo("rings")
        workspace.journal.append(
            "rings",
            [NewDecision(0, "rating", 1, purpose="second"), NewDecision(5, "cannot_tell")],
            rater="Béla",
        )
        workspace.journal.append("mergers", [NewDecision(3, "rating", 3)])
        workspace.annotations.tag([0, 1], "lens?")
        workspace.annotations.note(0, "two nuclei")
        workspace.annotations.flag([2])
        workspace.clusters.name("c1", "Gyűrűk")
        workspace.clusters.merge(("c1", "c2"))
        workspace.clusters.dismiss("c3")
        workspace.set_setting("page_size", 24)


if __name__ == "__main__":
    main()
