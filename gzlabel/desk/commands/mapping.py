"""The map."""

from gzlabel.desk.command import Command
from gzlabel.desk.map_contours import CONTOURS
from gzlabel.workbench.map_view import GREY, HIDDEN

COMMANDS = (
    Command(
        "map.lasso",
        "Map",
        "Lasso",
        ("L",),
        "Draw around galaxies to select them; Shift adds, Ctrl takes away.",
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
        lambda acts: acts.map.canvas.sight.show_all(),
        "fit",
    ),
    Command(
        "map.zoom_in",
        "Map",
        "Closer",
        ("Shift+Up",),
        "Zoom into the map.",
        lambda acts: acts.map.canvas.sight.zoom_steps(1),
        repeats=True,
    ),
    Command(
        "map.zoom_out",
        "Map",
        "Farther",
        ("Shift+Down",),
        "Zoom out of the map.",
        lambda acts: acts.map.canvas.sight.zoom_steps(-1),
        repeats=True,
    ),
    Command(
        "map.back",
        "Map",
        "View before",
        ("Shift+Left",),
        "Back to where the map was looked at before; a mouse's back button does the same.",
        lambda acts: acts.map.canvas.sight.step(-1),
    ),
    Command(
        "map.forward",
        "Map",
        "View after",
        ("Shift+Right",),
        "Forward again through the views of the map.",
        lambda acts: acts.map.canvas.sight.step(1),
    ),
    *(
        Command(
            f"map.{name}",
            "Map",
            f"Map {name}",
            (f"Alt+{name.capitalize()}",),
            "Move along the map.",
            lambda acts, right=right, down=down: acts.map.canvas.sight.pan(right, down),  # type: ignore[misc]
            repeats=True,
        )
        for name, right, down in (("left", -0.15, 0), ("right", 0.15, 0), ("up", 0, -0.15), ("down", 0, 0.15))
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
        "map.outlines",
        "Map",
        "Outlines of clusters",
        ("Alt+O",),
        "Draw a line around each cluster, or none.",
        lambda acts: acts.toggle_setting("outlines", True, False),
    ),
    Command(
        "map.contours",
        "Map",
        "Density contours",
        ("Alt+D",),
        "Draw lines within which 90, 70, 50, 30 and 10% of the galaxies in sight lie, or none.",
        lambda acts: acts.toggle_setting(CONTOURS, False, True),
    ),
    Command(
        "map.outside",
        "Map",
        "Grey or hide what the cut leaves out",
        ("Shift+O",),
        "Draw galaxies outside the cut in grey, or not at all.",
        lambda acts: acts.toggle_setting("outside the cut", GREY, HIDDEN),
    ),
    Command(
        "map.build",
        "Map",
        "Build the map anew…",
        ("Ctrl+M",),
        "Choose a recipe, and compute map and clusters again in the background.",
        lambda acts: acts.dialogs.recipe(),
    ),
    Command(
        "map.refit",
        "Map",
        "Refit the map to the ratings",
        ("Ctrl+Shift+M",),
        "Lay the map out anew, what is rated alike nearer together; measured to mislead, so only on request.",
        lambda acts: acts.workbench.background.refit_map(),
    ),
    Command(
        "map.unfit",
        "Map",
        "Back to the map before the refit",
        ("Ctrl+Alt+M",),
        "Take the refit back.",
        lambda acts: acts.workbench.background.unfit_map(),
    ),
)
