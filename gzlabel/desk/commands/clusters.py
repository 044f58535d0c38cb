"""The marked cluster."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command(
        "cluster.show",
        "Clusters",
        "Show its members",
        ("Ctrl+Return",),
        "Offer the galaxies of the marked cluster.",
        lambda acts: acts.clusters.show_members(),
        "clusters",
    ),
    Command(
        "cluster.name",
        "Clusters",
        "Name it…",
        ("F2",),
        "Give the marked cluster a name that lasts.",
        lambda acts: acts.clusters.edit_name(),
        "edit",
    ),
    Command(
        "cluster.previous",
        "Clusters",
        "Cluster above",
        ("Ctrl+Up",),
        "Mark the cluster above.",
        lambda acts: acts.clusters.mark(-1),
        repeats=True,
    ),
    Command(
        "cluster.next",
        "Clusters",
        "Cluster below",
        ("Ctrl+Down",),
        "Mark the cluster below.",
        lambda acts: acts.clusters.mark(1),
        repeats=True,
    ),
)
