"""``python -m gzlabel``, the ``gzlabel`` command and the frozen program begin here."""

import gc
import multiprocessing
import sys


def main() -> int:
    """Run the command line; return its exit code."""
    # A frozen program starts its child processes by running itself again: this must come before anything else.
    multiprocessing.freeze_support()
    from gzlabel.cli.main import run

    try:
        return run(sys.argv[1:])
    except Exception as error:
        return _tell_bug(error)
    finally:
        # Python's last search for cycles takes half a second among a window's objects, and seconds among torch's;
        # the memory goes back anyway.
        gc.freeze()


def _tell_bug(error: Exception) -> int:
    """Show the traceback and where it was written down; return the exit code of a bug."""
    import traceback

    from gzlabel.crash_report import write_crash_report

    traceback.print_exception(error)
    report = write_crash_report(error)
    if report is not None:
        sys.stderr.write(
            f"gzlabel: this is our mistake. A report was written to {report}; it is sent to nobody\n"
        )
    return 70


if __name__ == "__main__":
    raise SystemExit(main())
