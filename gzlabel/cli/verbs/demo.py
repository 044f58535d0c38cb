"""Open the desk on the galaxies of the Hubble deep field, which every installation carries."""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gzlabel.cli.terminal import ProgressBar, print_json
from gzlabel.cli.verbs.new import new_from_mosaic
from gzlabel.errors import UserError
from gzlabel.progress import Report, silent
from gzlabel.workspace_name import DEMONSTRATION

NAME = "demo"
HELP = "open the desk on the galaxies of the Hubble deep field"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--headless", action="store_true", help="play one scripted session without a screen")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the scripted session leaves its files")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    headless = arguments.headless
    if not headless and not has_display():
        print("There is no display here: playing one scripted session offscreen instead.", file=sys.stderr)
        headless = True
    if headless:
        out = arguments.out or Path("demo-output")
        print_json(rehearse(out, report=progress))
        print(f"The window is in {out / 'desk.png'}, the list in {out / 'curated.csv'}.", file=sys.stderr)
        return 0
    from gzlabel.desk import open_desk

    return open_desk(demo_workspace(_home(), report=progress))


def demo_workspace(folder: Path, *, report: Report = silent) -> Path:
    """The demonstration workspace in ``folder``, made if it is not there yet."""
    from gzlabel.catalogue.images import hubble_deep_field

    path = folder / DEMONSTRATION
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        new_from_mosaic(path, hubble_deep_field(), report=report).close()
    return path


def rehearse(out: Path, *, report: Report = silent) -> dict[str, object]:
    """Play the scripted session in the real window, offscreen, and write what it shows to ``out``.

    Returns
    -------
    dict
        The summary that is also written as ``summary.json``.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gzlabel.desk.rehearsal import rehearse_session

    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="gzlabel-") as folder:
        return rehearse_session(demo_workspace(Path(folder), report=report), out, report=report)


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _home() -> Path:
    from platformdirs import user_data_path

    folder = user_data_path("gzlabel", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"the demonstration cannot be kept here ({error})",
            where=folder,
            remedy="Make the folder writable, or play it elsewhere with `gzlabel demo --headless --out DIR`",
        ) from error
    return folder
