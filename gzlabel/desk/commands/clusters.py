"""The marked cluster."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command("cluster.show", "Clusters", "Show its members", ("Ctrl+Return",), "Offer the galaxies of the marked cluster.", lambda acts: acts.clusters.show_members(), "clusters"),
    Command("cluster.examples", "Clusters", "Show nine typical and nine borderline", ("Ctrl+Shift+Return",), "Offer the galaxies that say most about the marked cluster.", lambda acts: acts.clusters.show_examples()),
    Command("cluster.name", "Clusters", "Name it…", ("F2",), "Give the marked cluster a name that lasts.", lambda acts: acts.clusters.edit_name(), "edit"),
    Command("cluster.merge", "Clusters", "Merge with the one below", ("Ctrl+J",), "Treat the marked cluster and the next as one.", lambda acts: acts.clusters.merge_with_next(), "merge"),
    Command("cluster.split", "Clusters", "Split", ("Ctrl+Shift+J",), "Take the marked cluster apart where the tree allows.", lambda acts: acts.clusters.split(), "split"),
    Command("cluster.dismiss", "Clusters", "Dismiss", ("Ctrl+D",), "Hide the marked cluster.", lambda acts: acts.clusters.dismiss(), "dismiss"),
    Command("cluster.restore", "Clusters", "Forget merge, split and dismissal", ("Ctrl+Shift+D",), "Leave the marked cluster to the tree again.", lambda acts: acts.clusters.restore()),
    Command("cluster.previous", "Clusters", "Cluster above", ("Ctrl+Up",), "Mark the cluster above.", lambda acts: acts.clusters.mark(-1), repeats=True),
    Command("cluster.next", "Clusters", "Cluster below", ("Ctrl+Down",), "Mark the cluster below.", lambda acts: acts.clusters.mark(1), repeats=True),
)
