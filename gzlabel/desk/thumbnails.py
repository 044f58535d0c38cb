"""Pictures ready to paint: asked of the workbench, kept as pixmaps, announced when they arrive."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from gzlabel.desk.pixels import image_of
from gzlabel.desk.style.look import Look
from gzlabel.desk.words.told_below import told_below
from gzlabel.workbench.state import Part
from gzlabel.workbench.work.failure import Failure

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SIZES_PX = (64, 128, 256, 512, 1024, 2048)
_KEPT_BYTES = 256 * 2**20


class Thumbnails(QObject):
    """Pixmaps of galaxies in a few sizes.

    Signals
    -------
    arrived(int)
        The picture of this catalogue row, or the news that it cannot be read.
    """

    arrived = Signal(int)

    def __init__(self, workbench: "Workbench", look: Look) -> None:
        super().__init__()
        self._workbench, self._look = workbench, look
        self._kept: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._kept_bytes = 0
        self._asked: set[tuple[int, int]] = set()
        self._broken: dict[int, str] = {}
        self._stretch, self._drawn = workbench.state.stretch, 0
        look.changed.connect(self.forget)

    def pixmap(self, row: int, size_px: int) -> QPixmap | None:
        """Picture of at least ``size_px`` device pixels, if there is one so large; None until it arrives."""
        key = (row, _step(size_px))
        if key not in self._kept and key not in self._asked and row not in self._broken:
            self._ask(key)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return self._any_size_of(row)

    def fetch(self, rows: Iterable[int], size_px: int) -> None:
        """Have pictures ready before they are shown."""
        for row in rows:
            self.pixmap(row, size_px)

    def has(self, row: int, size_px: int) -> bool:
        """Whether the picture is here in the right size, or will never be."""
        return (row, _step(size_px)) in self._kept or row in self._broken

    def complaint(self, row: int) -> str:
        """Why this galaxy has no picture; empty where it has one or none was asked for."""
        return told_below(self._broken.get(row, ""))

    def follow(self, parts: frozenset[Part]) -> None:
        """Ask for every picture again when the images are drawn otherwise."""
        if Part.IMAGES in parts and self._workbench.state.stretch != self._stretch:
            self._stretch = self._workbench.state.stretch
            rows = {row for row, _ in (*self._kept, *self._asked)} | set(self._broken)
            self._drawn += 1
            self._asked.clear()
            self.forget()
            for row in rows:
                self.arrived.emit(row)

    def forget(self) -> None:
        """Drop every picture, as after a change of theme or stretch."""
        self._kept.clear()
        self._broken.clear()
        self._kept_bytes = 0

    def _any_size_of(self, row: int) -> QPixmap | None:
        """What is at hand while the right size is on its way: blurred for a moment is better than blank."""
        return next((self._kept[row, size] for size in _SIZES_PX if (row, size) in self._kept), None)

    def _ask(self, key: tuple[int, int]) -> None:
        self._asked.add(key)
        (row, size), drawn = key, self._drawn

        def receive(pixels: NDArray[np.uint8] | Failure) -> None:
            if drawn != self._drawn:
                return
            self._asked.discard(key)
            if isinstance(pixels, Failure):
                self._broken[row] = pixels.text
            else:
                self._keep(key, QPixmap.fromImage(image_of(pixels, red_only=self._look.theme.is_red)))
            self.arrived.emit(row)

        self._workbench.pictures.request(row, size, receive)

    def _keep(self, key: tuple[int, int], pixmap: QPixmap) -> None:
        self._kept[key] = pixmap
        self._kept_bytes += _bytes_of(pixmap)
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            self._kept_bytes -= _bytes_of(self._kept.popitem(last=False)[1])


def _step(size_px: int) -> int:
    return next((size for size in _SIZES_PX if size >= size_px), _SIZES_PX[-1])


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
