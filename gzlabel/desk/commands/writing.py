"""What is written on galaxies beside ratings."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command(
        "write.flag",
        "Look",
        "Flag to look again",
        ("G",),
        "Mark the current galaxy to be looked at again, or take the mark away.",
        lambda acts: acts.flag(),
    ),
    Command(
        "write.flagged",
        "Look",
        "Show the flagged ones as a page",
        ("Shift+G",),
        "Offer every galaxy that is flagged to be looked at again.",
        lambda acts: acts.show_flagged(),
    ),
    Command(
        "write.note",
        "Look",
        "Note…",
        ("Ctrl+T",),
        "Write a note on the current galaxy.",
        lambda acts: acts.write_note(),
        "edit",
    ),
    Command(
        "write.tags",
        "Look",
        "Tags…",
        ("Shift+T",),
        "Tag the selected galaxies, or the current one; commas between.",
        lambda acts: acts.write_tags(),
    ),
    Command(
        "write.tag_keys",
        "Look",
        "Keys for tags…",
        ("Ctrl+Shift+L",),
        "Give tags keys of your choice: one that says yes, one that says no.",
        lambda acts: acts.dialogs.tag_keys(),
    ),
    Command(
        "look.cut",
        "Look",
        "Cut the catalogue",
        ("/",),
        "Offer and map only galaxies that fit an expression.",
        lambda acts: acts.cut(),
        "search",
    ),
)
