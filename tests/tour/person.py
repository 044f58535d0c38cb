"""Somebody at the desk: presses keys, leads the mouse, and looks at what comes of it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tests.tour.screen import Screen

_PATIENCE_S = 60.0
THEMES = ("light", "dark", "red")
"""In the order in which T goes through them."""


class Person:
    """Sits down at `gzlabel demo`, in a home of its own.

    Parameters
    ----------
    screen
        What is looked at.
    shots
        Folder for the photographs.
    """

    def __init__(self, screen: Screen, shots: Path) -> None:
        self._screen, self._shots = screen, shots
        self._home = Path(screen.environment["HOME"])
        self.workspace = self._home / ".local/share/gzlabel/hubble-deep-field.gzlabel"
        self.n_ratings = 0
        self.complaints: list[str] = []

    def sit_down(self, theme: str) -> None:
        """Start the program, fill the screen with it and choose a theme."""
        with (self._home / "log").open("wb") as log:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "gzlabel", "demo"],
                env=self._screen.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait("the window", lambda: self._screen.has_window("hubble"))
        self._screen.settle()
        self._screen.key("F11", *["t"] * (THEMES.index(theme) + 1))

    def look(self, name: str, *keys: str, quiet_s: float = 0.4) -> None:
        """Press keys, see that something comes of it, wait until it is still and take a photograph."""
        self.act(lambda: self._screen.key(*keys), name, quiet_s)

    def act(self, deed: Callable[[], object], name: str, quiet_s: float = 0.4) -> None:
        """Do something, see that something comes of it, wait until it is still and take a photograph."""
        before = self._screen.frame()
        deed()
        if not self._screen.wait_for_change(before):
            self.complaints.append(f"{name}: nothing was to be seen")
        self._screen.settle(quiet_s)
        self.photograph(name)

    def glance(self, name: str, *keys: str) -> None:
        """Open what ``keys`` open, look at it, and put it away again."""
        self.look(name, *keys)
        before = self._screen.frame()
        self._screen.key("Escape")
        if not self._screen.wait_for_change(before):
            self.complaints.append(f"{name}: does not go away")
        self._screen.settle()

    def photograph(self, name: str) -> None:
        """Keep what is in sight."""
        n_before = len(list(self._shots.iterdir()))
        self._screen.photograph(self._shots / f"{n_before:02} {name}.png")

    def rate(self, *keys: str) -> None:
        """Rate by digits, each on the disk before the next is pressed."""
        for key in keys:
            self.decide(key, ratings=1)

    def decide(self, key: str, *, ratings: int = 0) -> None:
        """Press a key that decides, and wait until the journal has it.

        Parameters
        ----------
        ratings
            By how many ratings the present interest should have grown.
        """
        n_before = self._acts()
        self._screen.key(key)
        self.wait(f"{key} in the journal", lambda: self._acts() > n_before)
        self.n_ratings += ratings

    def leave(self) -> None:
        """Close by key, and see that everything has ended within a second, without complaint."""
        self.look("this session", "ctrl+q", quiet_s=1.0)
        began = time.monotonic()
        self._screen.key("Return")
        self.wait("every process to end", self._is_over)
        if (took_s := time.monotonic() - began) > 1.0:
            self.complaints.append(f"closing took {took_s:.2f} s")
        if self._program.returncode or "Traceback" in self.said:
            self.complaints.append(f"exit code {self._program.returncode}: {self.said}")

    @property
    def said(self) -> str:
        """What the program wrote to its terminal."""
        return (self._home / "log").read_text()

    def check(self) -> None:
        """Ask the program from outside what has come of it all."""
        facts, findings = (self._ask(verb, str(self.workspace)) for verb in ("info", "check"))
        interest = next(iter(facts["interests"]))
        if not (self._home / f"{interest}.csv").exists():
            self.complaints.append("no list was written")
        n_ratings = facts["interests"][interest]["ratings"]
        if n_ratings != self.n_ratings:
            self.complaints.append(f"{self.n_ratings} ratings were given, {n_ratings} are in the journal")
        self.complaints += [f"{one['where']}: {one['what']}" for one in findings if not one["is_sound"]]

    def _ask(self, *words: str) -> Any:
        """What `gzlabel ... --json` answers."""
        done = subprocess.run(
            [sys.executable, "-m", "gzlabel", *words, "--json"],
            env=self._screen.environment,
            capture_output=True,
        )
        if done.returncode:
            self.complaints.append(f"gzlabel {words[0]}: exit code {done.returncode}: {done.stderr.decode()}")
        return json.loads(done.stdout)

    def wait(self, what: str, is_there: Callable[[], bool]) -> None:
        """Wait until something has come about."""
        end = time.monotonic() + _PATIENCE_S
        while not is_there():
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain for {what}")
            time.sleep(0.03)

    def end(self) -> None:
        """Whatever happened: nothing of the program stays."""
        if not self._is_over():
            os.killpg(self._program.pid, signal.SIGKILL)
            self._program.wait()

    def _is_over(self) -> bool:
        """Whether neither the program nor a child of it runs; a zombie only waits for the system to count it."""
        self._program.poll()
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                state, _, group = file.read_text().rpartition(")")[2].split()[:3]
                if int(group) == self._program.pid and state != "Z":
                    return False
        return True

    def _acts(self) -> int:
        """How many acts the journal holds, those that take others back among them."""
        file = f"file:{self.workspace / 'workspace.sqlite'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True)) as journal:
            return int(journal.execute("SELECT count(*) FROM batch").fetchone()[0])
