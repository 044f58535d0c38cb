"""The images of an open workspace: ratings need none, so a failure to open them is a problem and no error."""

from pathlib import Path
from typing import TYPE_CHECKING

from gzlabel.errors import ImageError

if TYPE_CHECKING:
    from gzlabel.catalogue.images import PictureSource


class ShownImages:
    """Opens the images when they are first asked for.

    Parameters
    ----------
    folder
        The workspace's folder.
    n_galaxies
        How many rows the catalogue has.

    Attributes
    ----------
    problems
        Why there are none to show, where they could not be opened.
    """

    def __init__(self, folder: Path, n_galaxies: int) -> None:
        self._folder, self._n_galaxies = folder, n_galaxies
        self._source: PictureSource | None = None
        self.problems: tuple[str, ...] = ()

    @property
    def source(self) -> "PictureSource":
        """One image a galaxy; a source without any where they cannot be opened."""
        if self._source is None:
            from gzlabel.catalogue.images import NoImages, open_images

            try:
                self._source = open_images(self._folder)
            except ImageError as error:
                self._source = NoImages(self._n_galaxies, because=error)
                self.problems = (*self.problems, str(error))
        return self._source

    def close(self) -> None:
        """Let go of files and connections."""
        if self._source is not None:
            self._source.close()
            self._source = None
