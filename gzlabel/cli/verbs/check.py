"""Look a workspace over."""

import argparse
from pathlib import Path

from gzlabel.cli.terminal import ProgressBar, print_json, print_table

NAME = "check"
HELP = "look a workspace over; nothing is changed"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb; exit code 1 if something is wrong."""
    from gzlabel import workspace

    progress = ProgressBar()
    findings = workspace.check(arguments.workspace, report=progress)
    progress.close()
    if arguments.json:
        print_json([finding.as_dict() for finding in findings])
    else:
        print_table(
            ("where", "state", "what", "remedy"),
            ((one.where, "sound" if one.is_sound else "WRONG", one.what, one.remedy) for one in findings),
        )
    return 0 if all(finding.is_sound for finding in findings) else 1
