"""What the model sees of a galaxy, and classifiers from what was said."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command(
        "learning.vectors",
        "Search",
        "Make the vectors anew…",
        ("Ctrl+Alt+V",),
        "Turn the images into vectors with another encoder or other weights.",
        lambda acts: acts.dialogs.vectors(),
    ),
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
