"""A person goes through the tour of the README and every panel, with real keys and a real mouse.

In three themes, each at two densities, on a screen of its own; photographs of every step are left to be looked at.
What commands can check is checked at the end: exit code 1 where something was wrong.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tour.person import THEMES, Person
from tests.tour.screen import Screen, missing_programs
from tests.tour.steps import take_the_tour


def main() -> int:
    """One tour for each theme and density."""
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the photographs go")
    parser.add_argument("--theme", choices=THEMES, action="append")
    parser.add_argument("--density", type=int, choices=(1, 2), action="append")
    arguments = parser.parse_args()
    if missing := missing_programs():
        print(f"The tour needs programs that are not here: install {' '.join(missing)}.", file=sys.stderr)
        return 1
    n_complaints = 0
    for density in arguments.density or (1, 2):
        for theme in arguments.theme or THEMES:
            shots = arguments.folder / f"{theme}-{density}"
            complaints = tour(theme, density, shots)
            print(f"{shots}: {len(list(shots.iterdir()))} photographs, {len(complaints)} complaints")
            print(*(f"  {complaint}\n" for complaint in complaints), sep="", end="", flush=True)
            n_complaints += len(complaints)
    return 1 if n_complaints else 0


def tour(theme: str, density: int, shots: Path) -> list[str]:
    """What was wrong on one tour."""
    shots.mkdir(parents=True, exist_ok=True)
    for before in shots.glob("*.png"):
        before.unlink()
    with TemporaryDirectory(prefix="gzlabel-tour-") as home, Screen(density, Path(home)) as screen:
        person = Person(screen, shots)
        try:
            take_the_tour(person, screen, theme)
            person.check()
        except TimeoutError as error:
            person.photograph("in vain")
            person.complaints.append(f"{error}; the program said: {person.said}")
        finally:
            person.end()
    return person.complaints


if __name__ == "__main__":
    sys.exit(main())
