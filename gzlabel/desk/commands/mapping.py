"""The map."""

from gzlabel.desk.command import Command

COMMANDS = (
    Command(
        "map.lasso",
        "Map",
        "Lasso",
        ("L",),
        "Draw around galaxies to select them; Shift adds, Alt takes away.",
        lambda acts: acts.lasso(),
        "lasso",
    ),
    Command(
        "map.rectangle",
        "Map",
        "Rectangle",
        ("R",),
        "Drag a rectangle to select.",
        lambda acts: acts.rectangle(),
        "rectangle",
    ),
    Command(
        "map.whole",
        "Map",
        "Whole map",
        ("H",),
        "Bring every galaxy into sight.",
        lambda acts: acts.map.canvas.show_all(),
        "fit",
    ),
    Command(
        "map.zoom_in",
        "Map",
        "Closer",
        ("Shift+Up",),
        "Zoom into the map.",
        lambda acts: acts.map.canvas.zoom(1),
        repeats=True,
    ),
    Command(
        "map.zoom_out",
        "Map",
        "Farther",
        ("Shift+Down",),
        "Zoom out of the map.",
        lambda acts: acts.map.canvas.zoom(-1),
        repeats=True,
    ),
    Command(
        "map.colour",
        "Map",
        "Next colouring",
        ("M",),
        "Colour the map by something else.",
        lambda acts: acts.map.colour_by_next(),
        "map",
    ),
    Command(
        "map.build",
        "Map",
        "Build the map anew…",
        ("Ctrl+M",),
        "Compute map and clusters again, in the background.",
        lambda acts: acts.workbench.background.build_map(),
    ),
)
