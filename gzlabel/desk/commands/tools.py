"""Other programs, other places, and what the words of a catalogue mean."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command(
        "tools.elsewhere",
        "Tools",
        "Open elsewhere…",
        ("Ctrl+Alt+O",),
        "Look at the current galaxy in the Legacy Survey viewer, SIMBAD, NED, ESASky, SDSS, or at your own address.",
        lambda acts: acts.dialogs.elsewhere(),
    ),
    Command(
        "tools.copy",
        "Tools",
        "Copy coordinates…",
        ("Ctrl+Shift+C",),
        "Copy the current galaxy's position in degrees, sexagesimal, or as an IAU name.",
        lambda acts: acts.dialogs.coordinates(),
    ),
    Command(
        "tools.examples",
        "Tools",
        "Examples by class…",
        ("Ctrl+Alt+E",),
        "Show a few galaxies of each class of a column.",
        lambda acts: acts.dialogs.examples(),
    ),
    Command(
        "tools.conflicts",
        "Tools",
        "Show where raters disagree",
        ("Ctrl+Alt+D",),
        "Offer every galaxy that one rater likes and another does not, to settle by rating again.",
        lambda acts: acts.show_conflicts(),
    ),
    Command(
        "samp.connect",
        "Tools",
        "Connect to TOPCAT, Aladin… (SAMP)",
        ("Ctrl+Alt+S",),
        "Talk to other programs on this machine, or leave them.",
        lambda acts: acts.workbench.sharing.toggle(),
    ),
    Command(
        "samp.list",
        "Tools",
        "Send them the list",
        ("Ctrl+Alt+L",),
        "Send what was rated 3 or more as a table; a row marked there is shown here, and the other way round.",
        lambda acts: acts.workbench.sharing.send(acts.workbench.liked_rows()),
    ),
    Command(
        "samp.selection",
        "Tools",
        "Send them the selection",
        ("Ctrl+Alt+Shift+L",),
        "Send the selected galaxies as a table.",
        lambda acts: acts.workbench.sharing.send(acts.workbench.state.selection),
    ),
    Command(
        "samp.point",
        "Tools",
        "Point them at this galaxy",
        ("Ctrl+Alt+P",),
        "Have Aladin and its like look at the position of the current galaxy.",
        lambda acts: acts.point_others(),
    ),
)
