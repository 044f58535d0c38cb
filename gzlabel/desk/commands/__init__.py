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
    picturing,
    rating,
    searching,
    tools,
    viewing,
    workspace,
    writing,
)

MENUS = ("Workspace", "Search", "Rate", "Look", "Picture", "Map", "Clusters", "Tools", "View", "Help")

COMMANDS: tuple[Command, ...] = (
    *workspace.COMMANDS,
    *searching.COMMANDS,
    *learning.COMMANDS,
    *rating.COMMANDS,
    *looking.COMMANDS,
    *writing.COMMANDS,
    *picturing.COMMANDS,
    *mapping.COMMANDS,
    *clusters.COMMANDS,
    *tools.COMMANDS,
    *viewing.COMMANDS,
    *help.COMMANDS,
)
