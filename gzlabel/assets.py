"""Where icons, styles and help pages lie, from a checkout, an installed wheel or a frozen program."""

from pathlib import Path


def asset(name: str) -> Path:
    """Path of a file under ``resources/``.

    Raises
    ------
    FileNotFoundError
        If the program was installed without it.
    """
    package = Path(__file__).parent
    for folder in (package / "resources", package.parent / "resources"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"resources/{name} is missing from this installation of gzlabel")
