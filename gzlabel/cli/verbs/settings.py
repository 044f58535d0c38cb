"""What holds for the whole program: shown, or one of them switched."""

import argparse

from gzlabel.cli.terminal import print_table
from gzlabel.user_settings import DEFAULTS, change_setting, settings_file, user_setting

NAME = "settings"
HELP = "show or switch what holds for the whole program"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="?", help=f"one of {', '.join(DEFAULTS)}")
    parser.add_argument("value", nargs="?", help="on or off")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    if arguments.name is not None:
        change_setting(arguments.name, arguments.value or "")
    print_table(("setting", "value"), ((name, "on" if user_setting(name) else "off") for name in DEFAULTS))
    print(f"kept in {settings_file()}")
    return 0
