"""Icons in a style sheet: drawn in the theme's colour, and gone with the program."""

import subprocess
import sys
from pathlib import Path

from gzlabel.desk.style.sheet_icons import SheetIcons


def test_an_icon_is_written_in_the_colour_asked_for() -> None:
    icon = Path(SheetIcons().path("tick", "#123456"))
    assert icon.name == "tick-123456.svg"


def test_nothing_is_left_on_the_disk_when_the_program_ends() -> None:
    program = (
        "from gzlabel.desk.style.sheet_icons import SheetIcons\n"
        "icons = SheetIcons()\n"
        "print(icons.path('tick', '#ffffff'))\n"
        # As in the desk, whose objects hold each other and are not taken apart at the end.
        "import gc\n"
        "icons.itself = icons\n"
        "gc.freeze()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    icon = Path(done.stdout.strip())
    assert icon.name == "tick-ffffff.svg"
    assert not icon.parent.exists()
