"""Classifiers from what was said."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command(
        "learning.train",
        "Search",
        "Train a classifier…",
        ("Ctrl+Shift+T",),
        "Learn the ratings, a tag or a column, and predict every galaxy.",
        lambda acts: acts.dialogs.train(),
    ),
    Command(
        "learning.reports",
        "Search",
        "Classifiers and their reports…",
        ("Ctrl+Shift+R",),
        "Confusion, calibration, scores and worst mistakes of each classifier.",
        lambda acts: acts.dialogs.classifiers(),
    ),
)
