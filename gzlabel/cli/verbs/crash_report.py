"""Show what was written down of the newest crash; it was sent to nobody."""

import argparse

from gzlabel.crash_report import crash_reports, reports_folder

NAME = "crash-report"
HELP = "print the report of the newest crash; none was ever sent"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--list", action="store_true", help="the paths of all of them, newest first")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    found = crash_reports()
    if arguments.list:
        print("\n".join(str(path) for path in found))
    elif found:
        print(found[0].read_text(encoding="utf-8", errors="replace"))
    else:
        print(f"There is none in {reports_folder()}.")
    return 0
