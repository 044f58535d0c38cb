"""The picture that every installation carries."""

from importlib.util import find_spec
from pathlib import Path

from gzlabel.errors import ImageError


def hubble_deep_field() -> Path:
    """The Hubble deep field in colour that scikit-image carries (1000 x 872, NASA/ESA, public domain).

    Raises
    ------
    ImageError
        If the installed scikit-image came without it.
    """
    spec = find_spec("skimage")
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        path = Path(folder) / "data" / "hubble_deep_field.jpg"
        if path.is_file():
            return path
    raise ImageError(
        "the Hubble deep field is not in this installation of scikit-image",
        remedy="Install scikit-image from its wheel, or name a mosaic of your own",
    )
