"""Help."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command("help.keys", "Help", "Keys", ("?",), "Show every key.", lambda acts: acts.dialogs.keys(), "keys"),
    Command(
        "help.tour",
        "Help",
        "Help",
        ("F1",),
        "The tour, the keys and the method, in plain words.",
        lambda acts: acts.dialogs.help(),
        "help",
    ),
    Command(
        "help.crashes",
        "Help",
        "Crash reports…",
        ("Shift+F1",),
        "What the program wrote down when it broke down, to read and to copy.",
        lambda acts: acts.dialogs.crashes(),
    ),
)
