"""The one table of what can be done: menus, palette, key overlay and shortcuts are all made from it.

One file a menu; each row is a `gzlabel.desk.command.Command`.
"""

from gzlabel.desk.command import Command
from gzlabel.desk.commands import (
    clusters,
    help,
    learning,
    looking,
    mapping,
    rating,
    viewing,
    workspace,
    writing,
)

MENUS = ("Workspace", "Rate", "Look", "Map", "Clusters", "View", "Help")

COMMANDS: tuple[Command, ...] = (
    *workspace.COMMANDS,
    *learning.COMMANDS,
    *rating.COMMANDS,
    *looking.COMMANDS,
    *writing.COMMANDS,
    *mapping.COMMANDS,
    *clusters.COMMANDS,
    *viewing.COMMANDS,
    *help.COMMANDS,
)
