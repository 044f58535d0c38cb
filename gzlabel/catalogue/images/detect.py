"""Galaxies found in a mosaic: background, threshold, deblending.

Source Extractor (Bertin & Arnouts 1996, A&AS 117, 393), through sep (Barbary 2016, JOSS 1, 58).
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.measure import Detection, measured
from gzlabel.catalogue.images.mosaic import MosaicImages, cutout_boxes
from gzlabel.catalogue.images.mosaic_file import Mosaic
from gzlabel.errors import ImageError
from gzlabel.progress import Report, Step, silent

_SMALLEST_SIDE = 16
_MARGIN = 1.8  # sides of the detected area, so that faint outskirts and some sky show
_ROWS_AT_ONCE = 1024
_N_STEPS = 4


@dataclass(frozen=True)
class _Settings:
    threshold: float
    min_area_px: int
    deblend_contrast: float
    background_px: int


def detect_sources(
    mosaic_path: Path,
    *,
    threshold: float = 3.0,
    min_area_px: int = 9,
    deblend_contrast: float = 0.005,
    background_px: int = 64,
    report: Report = silent,
) -> tuple[pa.Table, MosaicImages]:
    """Find galaxies in a mosaic and cut each out.

    Parameters
    ----------
    mosaic_path
        FITS, JPEG, PNG or TIFF.
    threshold
        In standard deviations of the background.
    min_area_px
        Connected pixels a source needs.
    deblend_contrast
        Share of the flux a peak needs to become a source of its own.
    background_px
        Side of the meshes that the background is estimated in.
    report
        Receives each step.

    Returns
    -------
    table
        A row a galaxy: ``id``, ``x``, ``y`` and what was measured; ``ra``, ``dec`` only where the mosaic has
        a WCS.
    images
        The cutouts in the same order.

    Raises
    ------
    ImageError
        If the mosaic cannot be read, or nothing is found in it.
    """
    if not threshold > 0:
        raise ImageError(f"a threshold of {threshold:g} is not positive", remedy="Take one between 1 and 5")
    settings = _Settings(threshold, min_area_px, deblend_contrast, background_px)
    images = MosaicImages(Path(mosaic_path), np.zeros((0, 3), dtype=np.int32))
    return _found(images, settings, report)


def _found(images: MosaicImages, settings: _Settings, report: Report) -> tuple[pa.Table, MosaicImages]:
    report(Step("Reading the mosaic", 0, _N_STEPS))
    mosaic = images.mosaic
    brightness, mask = _brightness(mosaic)
    report(Step("Finding galaxies", 1, _N_STEPS))
    detection = _detected(brightness, mask, settings, images.path)
    n_sources = len(detection.sources)
    report(Step(f"Measuring {n_sources:,} galaxies", 2, _N_STEPS))
    table = measured(mosaic, brightness, mask, detection)
    boxes = _boxes(detection.sources, brightness.shape)
    report(Step(f"Found {n_sources:,} galaxies", _N_STEPS, _N_STEPS))
    return table, replace(images, boxes=boxes)


def _brightness(mosaic: Mosaic) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Mean over the bands, 0 where nothing was measured, and the mask of those pixels."""
    height, width, n_bands = mosaic.pixels.shape
    mean = np.zeros((height, width), dtype=np.float32)
    for top in range(0, height, _ROWS_AT_ONCE):
        for band in range(n_bands):
            mean[top : top + _ROWS_AT_ONCE] += mosaic.pixels[top : top + _ROWS_AT_ONCE, :, band]
    mean /= n_bands
    mask = ~np.isfinite(mean)
    mean[mask] = 0.0
    return mean, mask


def _boxes(sources: NDArray[Any], shape: tuple[int, ...]) -> NDArray[np.int32]:
    """Squares scaled to each source's detected area, pushed inside ``shape`` (height, width)."""
    height, width = shape
    extent = np.maximum(sources["xmax"] - sources["xmin"], sources["ymax"] - sources["ymin"]) + 1.0
    side = np.clip(_MARGIN * extent, _SMALLEST_SIDE, max(min(shape), 1))
    boxes = cutout_boxes(sources["x"], sources["y"], side)
    for place, length in ((0, width), (1, height)):
        boxes[:, place] = np.clip(boxes[:, place], 0, np.maximum(length - boxes[:, 2], 0))
    return boxes


def _detected(
    brightness: NDArray[np.float32], mask: NDArray[np.bool_], settings: _Settings, path: Path
) -> Detection:
    """Subtract the background from ``brightness`` in place and find sources, brightest first."""
    import sep

    try:
        background = sep.Background(
            brightness, mask=mask, bw=settings.background_px, bh=settings.background_px
        )
        background.subfrom(brightness)
        sep.set_extract_pixstack(max(300_000, brightness.size // 4))
        sep.set_sub_object_limit(4096)
        noise = max(background.globalrms, float(np.finfo(np.float32).tiny))
        sources, segments = sep.extract(
            brightness,
            settings.threshold,
            err=noise,
            mask=mask,
            minarea=settings.min_area_px,
            deblend_cont=settings.deblend_contrast,
            segmentation_map=True,
        )
    except Exception as error:
        if type(error) is not Exception:  # sep raises the bare class when its buffers overflow
            raise
        raise ImageError(
            f"galaxies cannot be told apart ({error})", where=path, remedy="Raise the detection threshold"
        ) from error
    if len(sources) == 0:
        raise ImageError(
            f"nothing in the mosaic is {settings.threshold:g} standard deviations above its background",
            where=path,
            remedy="Lower the detection threshold",
        )
    order = np.argsort(-sources["flux"], kind="stable")
    return Detection(sources[order], order + 1, segments, float(noise))
