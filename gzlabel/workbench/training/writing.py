"""The report of a training as files, with pictures of the workspace's galaxies."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.reports.page import THUMBNAIL_PX, write_report
from gzlabel.embedding.reports.training_report import TrainingReport
from gzlabel.errors import ImageError
from gzlabel.workspace import Workspace


def write_report_of(workspace: Workspace, report: TrainingReport, folder: Path) -> tuple[Path, Path]:
    """Write ``report.html`` and ``report.png``; return their paths."""
    ids = workspace.catalogue.ids

    def thumbnail(row: int) -> NDArray[np.uint8] | None:
        from PIL import Image, ImageOps

        try:
            pixels = workspace.images.read(row, 2 * THUMBNAIL_PX)
        except ImageError:
            return None
        side = (2 * THUMBNAIL_PX, 2 * THUMBNAIL_PX)
        return np.asarray(ImageOps.fit(Image.fromarray(pixels), side, Image.Resampling.LANCZOS))

    return write_report(report, folder, lambda row: str(ids[row]), thumbnail)
