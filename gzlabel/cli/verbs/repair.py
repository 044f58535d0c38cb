"""Mend a damaged workspace."""

import argparse
from pathlib import Path

from gzlabel.cli.terminal import ProgressBar

NAME = "repair"
HELP = "mend a damaged workspace from its journal; what is replaced is set aside, never deleted"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    from gzlabel import workspace

    progress = ProgressBar()
    repaired = workspace.repair(arguments.workspace, report=progress)
    progress.close()
    if repaired.still_wrong:
        print(f"{arguments.workspace} is not whole: {repaired.n_decisions:,} decisions are")
    elif repaired.was_sound:
        print(f"{arguments.workspace} is sound: {repaired.n_decisions:,} decisions")
    else:
        print(f"{arguments.workspace} is mended: {repaired.n_decisions:,} decisions kept")
    if repaired.n_unreadable:
        print(f"{repaired.n_unreadable:,} decisions are in no source any more")
    for name in repaired.set_aside:
        print(f"set aside: {name}")
    for sentence in repaired.still_wrong:
        print(f"still wrong: {sentence}")
    return 1 if repaired.still_wrong else 0
