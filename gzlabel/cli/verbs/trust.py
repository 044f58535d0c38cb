"""Let a workspace that somebody else made read its images wherever they lie."""

import argparse
from pathlib import Path

NAME = "trust"
HELP = "let a workspace made elsewhere read images outside of its folder"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    from gzlabel.catalogue.images import open_images, trust_images
    from gzlabel.workspace.opening import assert_workspace

    path: Path = arguments.workspace
    assert_workspace(path)
    trust_images(path)
    images = open_images(path)
    try:
        n_there = images.n_galaxies - len(images.missing())
        print(f"{path} may read its images; {n_there:,} of {images.n_galaxies:,} are there")
    finally:
        images.close()
    return 0
