"""What to cite."""

import argparse

NAME = "cite"
HELP = "print versions, methods and references as BibTeX"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: none."""


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    from gzlabel.workspace import bibtex

    print(bibtex(), end="")
    return 0
