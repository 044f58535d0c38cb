"""What can go wrong because of a file or the environment, told as one sentence a user can act on.

    GzlabelError
     ├── UserError                 shown as a sentence, exit code 1
     │    ├── CatalogueError       a table, a column, an id, a cut
     │    ├── ImageError           one image, an archive, a mosaic, a cutout service
     │    │    └── OutOfReach      a server that may answer later
     │    ├── EmbeddingError       a matrix, an encoder, weights
     │    ├── AtlasError           a map or a cluster tree
     │    └── WorkspaceError       a workspace folder, its journal, an export
     │         ├── WorkspaceLocked another program holds it
     │         ├── WorkspaceDamaged its database is damaged or gone; `gzlabel repair` may mend it
     │         └── WorkspaceTooNew written by a newer gzlabel
     └── Cancelled                 the user stopped a long job; not a failure

Anything else that is raised is a bug, and is shown with its traceback.
"""

from pathlib import Path
from typing import Self


class GzlabelError(Exception):
    """Base of every error raised on purpose."""


class UserError(GzlabelError):
    """Something the user can mend.

    Parameters
    ----------
    what
        What happened, with the values, as a sentence without its full stop.
    where
        The file, with row or column where known.
    remedy
        What to do about it, as a sentence without its full stop.
    """

    def __init__(self, what: str, *, where: str | Path | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f"{where}: " if where is not None else ""
        advice = f" {remedy}." if remedy else ""
        super().__init__(f"{place}{what}.{advice}")

    def at(self, where: str | Path, *, instead_of: str | Path | None = None) -> Self:
        """Return the same mistake with its place, where it has none, or only ``instead_of``."""
        if self.where is not None and str(self.where) != str(instead_of):
            return self
        return type(self)(self.what, where=where, remedy=self.remedy)


class CatalogueError(UserError):
    """A table, a column, an id or a cut cannot be used."""


class ImageError(UserError):
    """An image cannot be read."""


class OutOfReach(ImageError):  # noqa: N818
    """A server cannot be reached now."""


class EmbeddingError(UserError):
    """A matrix, an encoder or its weights cannot be used."""


class AtlasError(UserError):
    """A map or a cluster tree cannot be made or read."""


class WorkspaceError(UserError):
    """A workspace folder cannot be used."""


class WorkspaceLocked(WorkspaceError):  # noqa: N818
    """Another program has the workspace open for writing."""


class WorkspaceDamaged(WorkspaceError):  # noqa: N818
    """The database is damaged or gone, which a repair may mend."""


class WorkspaceTooNew(WorkspaceError):  # noqa: N818
    """The workspace was written by a newer gzlabel."""


class Cancelled(GzlabelError):  # noqa: N818
    """The user stopped a job."""
