"""The licences of everything that an installer holds: listed, checked, and gathered for the bundle.

    python packaging/licences.py [LOCK]        LOCK: packaging/constraints-linux.txt unless named

Prints a line a distribution; the exit code is 1 where a licence is not one under which we may pass it on, or where
neither the distribution nor ``packaging/licences`` holds its text.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).parent

# Needed to build the bundle, and not in it but for PyInstaller's loader, whose licence lets it be passed on.
TOOLS = {
    "altgraph",
    "macholib",
    "pefile",
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "pywin32-ctypes",
    "setuptools",
}
_MAY_BE_PASSED_ON = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|LGPL|HPND|Zlib|CC0|Unlicense)",
    re.IGNORECASE,
)
_TEXT = re.compile(r"(?i)(licen[sc]e|copying|notice|authors)")


def locked(lock: Path) -> list[str]:
    """Names of the distributions in a lock, tools left out, torch added where it comes from its own index."""
    names = re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return sorted({*names, "torch"} - TOOLS)


def licence(found: Distribution) -> str:
    """What a distribution says its licence is."""
    about = found.metadata
    said = about.get("License-Expression") or ""
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if "License ::" in line
    ]
    free = (about.get("License") or "").strip().splitlines()
    return said or "; ".join([*classified, *free[:1]])


def texts(found: Distribution) -> dict[str, Path]:
    """The licence texts that a distribution brought, else that kept here for it, by a name of its own."""
    brought = {
        "-".join(file.parts[1:]): Path(str(file.locate()))
        for file in found.files or ()
        if _TEXT.match(file.name) and file.suffix not in (".py", ".pyc")
    }
    kept = HERE / "licences" / f"{found.name.lower().replace('_', '-')}.txt"
    there = {name: path for name, path in brought.items() if path.is_file()}
    return there or ({kept.name: kept} if kept.is_file() else {})


def of_system(libraries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """On Debian, the copyright files of the packages that shared libraries came from: (file, place)."""
    wanted = [path for path in libraries if path.startswith(("/lib/", "/usr/lib/"))]
    if not wanted or not shutil.which("dpkg-query"):
        return
    both = [*wanted, *(f"/usr{path}" for path in wanted), *(path.removeprefix("/usr") for path in wanted)]
    said = subprocess.run(["dpkg-query", "-S", *both], capture_output=True, text=True, check=False).stdout
    for package in sorted(
        {line.split(":")[0] for line in said.splitlines() if not line.startswith("diversion")}
    ):
        text = Path("/usr/share/doc") / package / "copyright"
        if text.is_file():
            yield str(text), f"licences/system/{package}/copyright"


def gathered(lock: Path) -> Iterator[tuple[str, str]]:
    """Every text with its place in the bundle: (file, place)."""
    for general in ("NOTICE.txt", "LGPL-3.txt", "GPL-3.txt"):
        yield str(HERE / "licences" / general), f"licences/{general}"
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        yield str(python), "licences/python/LICENSE.txt"
    for name in locked(lock):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        for own, path in texts(found).items():
            yield str(path), f"licences/{name}/{own}"


def main(lock: Path) -> int:
    """Print the list; return an exit code."""
    wrong = 0
    for name in locked(lock):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            print(f"{name:24} not installed here")
            continue
        said, n_texts = licence(found), len(texts(found))
        fault = "" if _MAY_BE_PASSED_ON.search(said) else "  MAY NOT BE PASSED ON?"
        fault += "" if n_texts else "  NO TEXT"
        wrong += bool(fault)
        print(f"{name:24} {found.version:14} {said[:60]:60} {n_texts} texts{fault}")
    return min(wrong, 1)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "constraints-linux.txt"))
