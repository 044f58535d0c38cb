"""The workspace, its interests, its lists."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command(
        "workspace.new",
        "Workspace",
        "New workspace…",
        ("Ctrl+N",),
        "Begin with a table or a mosaic image.",
        lambda acts: acts.new_workspace(),
        "add",
    ),
    Command(
        "workspace.open",
        "Workspace",
        "Open workspace…",
        ("Ctrl+O",),
        "Open another workspace.",
        lambda acts: acts.open_workspace(),
        "folder",
    ),
    Command(
        "workspace.add",
        "Workspace",
        "Add rows…",
        ("Ctrl+Shift+O",),
        "Bring further galaxies into this workspace; every rating stays.",
        lambda acts: acts.add_rows(),
        "table",
    ),
    Command(
        "workspace.export",
        "Workspace",
        "Export a list…",
        ("Ctrl+E",),
        "Write the curated list with its provenance.",
        lambda acts: acts.dialogs.export(),
        "export",
    ),
    Command(
        "workspace.check",
        "Workspace",
        "Check this workspace…",
        ("Ctrl+Alt+W",),
        "Look over the ratings, the transcript, the vectors and the backups; what is damaged can be repaired.",
        lambda acts: acts.dialogs.check(),
    ),
    Command(
        "workspace.close",
        "Workspace",
        "Close the window",
        ("Ctrl+W", "Ctrl+Q"),
        "End; every rating is kept.",
        lambda acts: acts.close(),
    ),
)
