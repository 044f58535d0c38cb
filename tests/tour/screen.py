"""A screen that nobody else looks at, with its own keyboard and mouse."""

import os
import shutil
import subprocess
import time
from itertools import count
from pathlib import Path
from typing import Self

import numpy as np
from PIL import Image, ImageFilter

_PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "import": "imagemagick"}
_WIDTH, _HEIGHT = 1280, 800
_GLANCE_S, _PATIENCE_S, _STARTING_S = 0.12, 4.0, 20.0
_LIT, _BROADER_THAN_LETTERS = 40, 5


def missing_programs() -> list[str]:
    """What has to be installed first, by the names of Debian's packages."""
    return [package for program, package in _PROGRAMS.items() if shutil.which(program) is None]


class Screen:
    """Xvfb with a window manager, 1280 x 800 points large; a context manager.

    Places are given in points from the upper left corner: on a sharp screen a point is ``density`` pixels wide.

    Parameters
    ----------
    density
        Pixels a point.
    home
        Home of whatever is run here, so that nothing of the user's is touched.
    """

    def __init__(self, density: int, home: Path) -> None:
        self._density = density
        self._memory = home / "Xvfb_screen0"
        self._started: list[subprocess.Popen[bytes]] = []
        self._number = next(one for one in count(81) if not self._socket(one).exists())
        foreign = ("XDG_", "QT_", "GZLABEL_", "WAYLAND_", "DBUS_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        own = {"HOME": str(home), "DISPLAY": f":{self._number}", "LC_ALL": "C.UTF-8"}
        self.environment = {**kept, **own, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(density)}

    def __enter__(self) -> Self:
        size = f"{_WIDTH * self._density}x{_HEIGHT * self._density}x24"
        number, folder = f":{self._number}", str(self._memory.parent)
        # Without -noreset the server begins anew once the first to ask has gone, and ends the window manager.
        self._start("Xvfb", number, "-screen", "0", size, "-fbdir", folder, "-noreset")
        self._wait_until_answered("getdisplaygeometry")
        self._start("openbox")
        self._wait_until_answered("get_num_desktops")
        return self

    def __exit__(self, *_: object) -> None:
        for one in reversed(self._started):
            one.terminate()
            one.wait()

    def key(self, *keys: str) -> None:
        """Press keys, such as ``ctrl+k``, one after the other."""
        self._do("key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "15", text)

    def move(self, x: float, y: float) -> None:
        """Lead the mouse to a place."""
        self._do(*self._to(x, y))

    def click(self, x: float, y: float, *, button: int = 1, times: int = 1, held: str = "") -> None:
        """Click at a place, with a key held where one is named; buttons 4 and 5 are the wheel."""
        clicks = ("click", "--repeat", str(times), "--delay", "60", str(button))
        hold, release = (("keydown", held), ("keyup", held)) if held else ((), ())
        self._do(*self._to(x, y), *hold, *clicks, *release)

    def drag(self, *places: tuple[float, float], button: int = 1) -> None:
        """Press the button at the first place, lead the mouse past the others, let go at the last."""
        way = [word for place in places[1:] for word in (*self._to(*place), "sleep", "0.1")]
        self._do(*self._to(*places[0]), "mousedown", str(button), *way, "mouseup", str(button))

    def has_window(self, name: str) -> bool:
        """Whether a window of that name is in sight."""
        return not self._run("xdotool", "search", "--onlyvisible", "--name", name).returncode

    def frame(self) -> bytes:
        """Every pixel, from the memory of the screen itself: nobody is kept busy by being looked at."""
        return self._memory.read_bytes()

    def settle(self, quiet_s: float = _GLANCE_S, patience_s: float = _PATIENCE_S) -> None:
        """Wait until nothing has moved for ``quiet_s`` seconds, or patience is at its end."""
        end, since, last = time.monotonic() + patience_s, time.monotonic(), self.frame()
        while time.monotonic() < end and time.monotonic() - since < quiet_s:
            time.sleep(_GLANCE_S)
            if (now := self.frame()) != last:
                since, last = time.monotonic(), now

    def wait_for_change(self, before: bytes) -> bool:
        """Wait until the screen is another one than ``before``; False where it stays the same."""
        end = time.monotonic() + _PATIENCE_S
        while self.frame() == before:
            if time.monotonic() > end:
                return False
            time.sleep(_GLANCE_S)
        return True

    def photograph(self, path: Path) -> None:
        """Keep what is in sight as an image."""
        self._run("import", "-silent", "-window", "root", str(path))

    def lit_place(self, left: int, top: int, right: int, bottom: int) -> tuple[float, float]:
        """The lit spot nearest to the middle of a box, in points: a galaxy on a dark map, say, but no letter."""
        shot, density = self._memory.with_name("lit.png"), self._density
        self.photograph(shot)
        with Image.open(shot) as picture:
            spots = picture.convert("L").filter(ImageFilter.MinFilter(_BROADER_THAN_LETTERS))
            box = spots.crop((left * density, top * density, right * density, bottom * density))
        y, x = np.nonzero(np.asarray(box) > _LIT)
        nearest = int(np.argmin((x - box.width / 2) ** 2 + (y - box.height / 2) ** 2))
        return left + x[nearest] / density, top + y[nearest] / density

    def _wait_until_answered(self, question: str) -> None:
        """Ask the screen until it, or its window manager, answers."""
        end = time.monotonic() + _STARTING_S
        while self._run("xdotool", question).returncode:
            if time.monotonic() > end:
                self.__exit__()
                raise TimeoutError(f"nothing answers {question} on screen :{self._number}")
            time.sleep(_GLANCE_S)

    def _to(self, x: float, y: float) -> tuple[str, ...]:
        return "mousemove", str(round(x * self._density)), str(round(y * self._density))

    def _do(self, *words: str) -> None:
        self._run("xdotool", *words).check_returncode()

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(words, env=self.environment, capture_output=True, check=False)

    def _start(self, *words: str) -> None:
        quiet = subprocess.DEVNULL
        self._started.append(subprocess.Popen(words, env=self.environment, stdout=quiet, stderr=quiet))

    @staticmethod
    def _socket(number: int) -> Path:
        return Path(f"/tmp/.X11-unix/X{number}")
