"""How brightness becomes a picture: changed live, kept with the workspace."""

from collections.abc import Mapping
from typing import Any, cast

from gzlabel.catalogue.images import PixelScale, StoredSource, Stretch, save_images
from gzlabel.errors import UserError
from gzlabel.workbench.pictures import Pictures
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace

_STEEPEST = 8.0


class Stretching:
    """Draws every image under another stretch."""

    def __init__(self, workspace: Workspace, store: Store, pictures: Pictures, runner: JobRunner) -> None:
        self._workspace, self._store, self._pictures, self._runner = workspace, store, pictures, runner

    def scale(self, row: int) -> PixelScale | None:
        """Pixel size and north of one galaxy's picture, where they are known."""
        try:
            return self._workspace.images.scale(row)
        except UserError:
            return None

    def set(self, stretch: Stretch | None, *, keep: bool = True) -> None:
        """Draw under ``stretch``, None as the images come; ``keep`` it with the workspace."""
        try:
            source = self._workspace.images.with_stretch(stretch)
        except UserError as error:
            self._store.notify("warning", str(error))
            return
        if keep and not self._store.state.read_only and not self._workspace.problems:
            kept = cast(StoredSource, source)  # a workspace's images came out of its folder, and can go back
            folder = self._workspace.path
            self._runner.thread("saving", save_images, kept, folder, then=_done, failed=self._failed)
        self._pictures.use(source)
        self._store.replace(stretch=stretch)

    def change(self, changes: Mapping[str, object], *, keep: bool = True) -> None:
        """Change some fields of the stretch, as ``change({"invert": True})``."""
        present = self._store.state.stretch or Stretch()
        self.set(Stretch.from_json({**present.to_json(), **changes}), keep=keep)

    def tilt(self, contrast_factor: float, bias_step: float) -> None:
        """Change contrast by a factor and bias by a step, as a drag does; not kept until `set` or `change`."""
        present = self._store.state.stretch or Stretch()
        contrast = min(max(present.contrast * contrast_factor, 1 / _STEEPEST), _STEEPEST)
        bias = min(max(present.bias + bias_step, 0.0), 1.0)
        self.change({"contrast": contrast, "bias": bias}, keep=False)

    def _failed(self, failure: Failure) -> None:
        self._store.notify("warning", f"The stretch could not be kept. {failure.text}", failure.traceback)


def _done(_: Any) -> None:
    """Nothing follows from a stretch that is kept."""
