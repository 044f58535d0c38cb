"""``python -m gzlabel``, the ``gzlabel`` command and the frozen program begin here."""

import multiprocessing
import sys


def main() -> int:
    """Run the command line; return its exit code."""
    # A frozen program starts its child processes by running itself again: this must come before anything else.
    multiprocessing.freeze_support()
    from gzlabel.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
