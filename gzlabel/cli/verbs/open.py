"""Open the desk."""

import argparse
from pathlib import Path

NAME = "open"
HELP = "open the desk, on a workspace if one is named"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path, nargs="?")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    from gzlabel.desk import open_desk

    return open_desk(arguments.workspace)
