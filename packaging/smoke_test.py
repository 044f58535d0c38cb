"""Launch the frozen program, never the source, and see that it does what it must.

    python packaging/smoke_test.py dist/gzlabel/gzlabel [--source .venv/bin/python]

Each line has bitten somebody: spawning from a frozen parent, numba's cache folder, Qt's plugins, fonts, certificates.
With ``--source`` the start-up is compared with that of the source under that interpreter, in processor time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

_PATIENCE_S = 900
_SLOWEST = 1.5
# A command of less than a tenth of a second has no ratio worth the name: finding the modules is most of it.
_NEVER_NOTICED_S = 0.1
_LIBRARIES = ("torch", "timm", "umap", "hdbscan", "h5py")


class Smoke:
    """One program in an empty home without Python.

    Parameters
    ----------
    program
        The frozen program.
    home
        An empty folder.
    """

    def __init__(self, program: str, home: Path) -> None:
        self._program, self._home = program, home
        self._environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        if sys.platform == "win32":
            own = {"QT_QPA_PLATFORM": "offscreen", "LOCALAPPDATA": str(home)}
            self._environment = {**os.environ, **own}

    def run(self, *arguments: str) -> str:
        """Standard output; the test ends where the program fails."""
        began = time.monotonic()
        done = subprocess.run(
            [self._program, *arguments],
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE_S,
            cwd=self._home,
        )
        took = time.monotonic() - began
        print(f"{' '.join(arguments):40} exit {done.returncode}  {took:5.1f} s", flush=True)
        if done.returncode != 0:
            raise SystemExit(f"{done.stdout}\n{done.stderr}")
        return done.stdout

    def self_test(self) -> None:
        """Libraries, child processes, Qt, certificates."""
        said = self.run("--self-test")
        ok("every step of the self-test", "This installation works." in said, said)
        for library in _LIBRARIES:
            ok(f"{library}, in a child spawned by the frozen parent (freeze_support)", library in said, said)
        if sys.platform == "linux":
            ok("certificates of authorities", "authorities trusted" in said, said)
            ok("Qt's plugin for X11, with the libraries it needs", "xcb loads" in said, said)
            for picture in ("jpeg", "svg"):
                ok(f"Qt's plugin for {picture}", picture in said, said)
        ok("fonts", "0 font families" not in said and "font families" in said, said)

    def demo(self) -> None:
        """The real window, offscreen; and what it leaves in the home."""
        self.run("demo", "--headless", "--out", "demo")
        summary = json.loads((self._home / "demo" / "summary.json").read_text(encoding="utf-8"))
        ok("sixty ratings in the demo", summary["ratings"] >= 60, str(summary))
        ok("a picture of the window", (self._home / "demo" / "desk.png").stat().st_size > 50_000)
        if sys.platform == "linux":
            compiled = list((self._home / ".cache" / "numba").rglob("*.nbc"))
            ok(f"numba's {len(compiled)} compiled functions in the user's own cache", bool(compiled))

    def start_up(self, python: str) -> None:
        """Processor time of the same command, frozen over source; both warm."""
        for arguments in (["--version"], ["settings"], ["similar", "--help"]):
            source = {**self._environment, "PYTHONPATH": str(Path(__file__).parents[1])}
            pairs = [
                (
                    _processor_s([self._program, *arguments], self._environment),
                    _processor_s([python, "-m", "gzlabel", *arguments], source),
                )
                for _ in range(6)
            ][1:]
            frozen, plain = (statistics.median(values) for values in zip(*pairs, strict=True))
            what = f"{' '.join(arguments)}: {frozen:.2f} s frozen, {plain:.2f} s from source"
            ok(
                f"start-up no slower by more than a half, or 0.1 s ({what}, ratio {frozen / plain:.2f})",
                frozen <= max(_SLOWEST * plain, plain + _NEVER_NOTICED_S),
            )

    def window_up(self, python: str) -> None:
        """Seconds to the first page in the window, frozen over source."""
        source = {**self._environment, "PYTHONPATH": str(Path(__file__).parents[1])}
        pairs = [
            (
                _first_page_s([self._program], self._environment),
                _first_page_s([python, "-m", "gzlabel"], source),
            )
            for _ in range(4)
        ][1:]
        frozen, plain = (statistics.median(values) for values in zip(*pairs, strict=True))
        what = f"{frozen:.2f} s frozen, {plain:.2f} s from source, ratio {frozen / plain:.2f}"
        ok(f"the first page no slower by more than a half ({what})", frozen <= _SLOWEST * plain)


def ok(what: str, is_so: bool, said: str = "") -> None:
    """Print a line; end the test where it is not so."""
    print(f"  {'ok    ' if is_so else 'FAILED'}  {what}", flush=True)
    if not is_so:
        raise SystemExit(f"{what}\n{said}")


def _processor_s(command: list[str], environment: dict[str, str]) -> float:
    before = os.times()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _first_page_s(program: list[str], environment: dict[str, str]) -> float:
    small = ["--galaxies", "2000", "--ratings", "50", "--seconds", "1", "--pages", "1", "--json"]
    run = subprocess.run(
        [*program, "bench", "desk", *small],
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return float(json.loads(run.stdout)["first_page_s"])


def main() -> int:
    """Try everything; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--source", help="an interpreter that has the same libraries")
    arguments = parser.parse_args()
    program = str(arguments.program.resolve())
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        smoke = Smoke(program, Path(folder))
        ok("the version", smoke.run("--version").startswith("gzlabel "))
        smoke.self_test()
        smoke.demo()
        if arguments.source and sys.platform != "win32":
            smoke.start_up(arguments.source)
            smoke.window_up(arguments.source)
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
