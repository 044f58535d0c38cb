"""What is measured of each source in a mosaic: light, size, shape and colour, as columns a person may use.

Radii by growth curve, as in Source Extractor's FLUX_RADIUS; concentration after Conselice (2003),
ApJS 147, 1.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.mosaic_file import Mosaic

Column = NDArray[Any]
_LIGHT_FRACTIONS = (0.2, 0.5, 0.8)


@dataclass(frozen=True)
class Detection:
    """Sources found in a mosaic.

    Attributes
    ----------
    sources
        ``(n_sources,)`` records of `sep.extract`.
    segments
        ``(n_sources,)`` the number of each in `segment_map`.
    segment_map
        ``(height, width)`` int32, 0 where there is none.
    noise
        Standard deviation of the background.
    """

    sources: NDArray[Any]
    segments: NDArray[np.int64]
    segment_map: NDArray[np.int32]
    noise: float


def measured(
    mosaic: Mosaic, brightness: NDArray[np.float32], mask: NDArray[np.bool_], detection: Detection
) -> pa.Table:
    """A row a source, with units and descriptions.

    Parameters
    ----------
    mosaic
        Where the sources were found.
    brightness, mask
        ``(height, width)``, background subtracted, and where nothing was measured.
    detection
        The sources.
    """
    sources = detection.sources
    r20, r50, r80 = _light_radii(brightness, mask, detection)
    flux, area_px = sources["flux"], sources["tnpix"]
    columns: dict[str, Column] = {
        "id": np.arange(1, len(sources) + 1, dtype=np.int64),
        "x": sources["x"],
        "y": sources["y"],
        **_sky(mosaic, sources),
        "size_px": np.maximum(sources["xmax"] - sources["xmin"], sources["ymax"] - sources["ymin"]) + 1,
        "flux": flux,
        "signal_to_noise": flux / (detection.noise * np.sqrt(area_px)),
        "peak": sources["peak"],
        "half_light_radius": r50,
        "concentration": 5.0 * _log10(r80 / r20),
        "ellipticity": 1.0 - sources["b"] / np.where(sources["a"] > 0, sources["a"], np.nan),
        "position_angle": np.degrees(sources["theta"]),
        "surface_brightness": flux / area_px,
        **_colours(mosaic, detection),
        "blended": (sources["flag"] & 1).astype(bool),
    }
    return _described(columns)


def _light_radii(
    brightness: NDArray[np.float32], mask: NDArray[np.bool_], detection: Detection
) -> tuple[Column, Column, Column]:
    """Radii in pixels that hold 20, 50 and 80 percent of the light; NaN where there is none.

    The light within four standard deviations of the ellipse counts, without that of neighbours.
    """
    import sep

    sources = detection.sources
    radii, _ = sep.flux_radius(
        brightness,
        sources["x"],
        sources["y"],
        np.maximum(4.0 * sources["a"], 3.0),
        _LIGHT_FRACTIONS,
        mask=mask,
        seg_id=detection.segments,
        segmap=detection.segment_map,
        subpix=3,
    )
    radii = np.where(np.isfinite(radii) & (radii > 0), radii, np.nan)
    return radii[:, 0], radii[:, 1], radii[:, 2]


def _sky(mosaic: Mosaic, sources: NDArray[Any]) -> dict[str, Column]:
    """Right ascension and declination in degrees, from the mosaic's WCS; nothing without one."""
    if mosaic.wcs is None:
        return {}
    position = mosaic.wcs.pixel_to_world(sources["x"], sources["y"]).icrs
    return {"ra": position.ra.deg, "dec": position.dec.deg}


def _colours(mosaic: Mosaic, detection: Detection) -> dict[str, Column]:
    """Difference of magnitudes between neighbouring bands, the shorter wavelength first."""
    n_bands = mosaic.pixels.shape[2]
    if n_bands < 2 or n_bands > 12:
        return {}
    order = list(range(n_bands - 1, -1, -1) if mosaic.bands[0] == "red" else range(n_bands))
    fluxes = [_band_flux(mosaic, band, detection) for band in order]
    names = [mosaic.bands[band] for band in order]
    colours = {}
    for first, second in zip(range(n_bands - 1), range(1, n_bands), strict=True):
        colours[f"{names[first]}_{names[second]}"] = 2.5 * (_log10(fluxes[second]) - _log10(fluxes[first]))
    return colours


def _band_flux(mosaic: Mosaic, band: int, detection: Detection) -> Column:
    """Light of one band within 2.5 standard deviations of each source's ellipse, without background."""
    import sep

    sources = detection.sources

    values = np.ascontiguousarray(mosaic.pixels[:, :, band], dtype=np.float32)
    mask = ~np.isfinite(values)
    values = np.where(mask, np.float32(0), values)
    sep.Background(values, mask=mask).subfrom(values)
    flux, _, _ = sep.sum_ellipse(
        values,
        sources["x"],
        sources["y"],
        np.maximum(sources["a"], 0.5),
        np.maximum(sources["b"], 0.5),
        np.clip(sources["theta"], -np.pi / 2, np.pi / 2),
        2.5,
        mask=mask,
        seg_id=detection.segments,
        segmap=detection.segment_map,
        subpix=3,
    )
    return np.asarray(flux)


def _log10(values: Column) -> Column:
    """Logarithm, NaN where there is none."""
    return np.log10(np.where(values > 0, values, np.nan))


_DESCRIPTIONS: dict[str, tuple[str, str, str]] = {
    "id": ("", "meta.id;meta.main", "Number of the source in the mosaic, brightest first"),
    "x": ("pixel", "pos.cartesian.x;instr.det", "Column of the centre, 0 at the middle of the first pixel"),
    "y": ("pixel", "pos.cartesian.y;instr.det", "Row of the centre as stored, 0 at the middle of the first"),
    "ra": ("deg", "pos.eq.ra;meta.main", "Right ascension from the mosaic's WCS (ICRS)"),
    "dec": ("deg", "pos.eq.dec;meta.main", "Declination from the mosaic's WCS (ICRS)"),
    "size_px": ("pixel", "phys.angSize", "Longer side of the detected area"),
    "flux": ("", "phot.flux", "Sum over the detected pixels above the background, mean of the bands"),
    "signal_to_noise": ("", "stat.snr", "Flux over the background noise of as many pixels"),
    "peak": ("", "phot.flux;stat.max", "Brightest pixel above the background"),
    "half_light_radius": ("pixel", "phys.angSize.radius", "Radius that holds half the light"),
    "concentration": ("", "phys.structure.concentration", "5 log10(r80 / r20)"),
    "ellipticity": ("", "src.ellipticity", "1 - minor axis / major axis"),
    "position_angle": ("deg", "pos.posAng", "Major axis from the image's rows, counter-clockwise as stored"),
    "surface_brightness": ("", "phot.flux.sb", "Flux a detected pixel"),
    "blended": ("", "meta.code", "Whether the source was separated from a neighbour"),
}


def _described(columns: dict[str, Column]) -> pa.Table:
    arrays, schema = [], []
    for name, values in columns.items():
        unit, ucd, text = _DESCRIPTIONS.get(name, ("mag", "phot.color", f"Colour {name}, not calibrated"))
        array = pa.array(values, from_pandas=True)
        metadata = {"unit": unit, "ucd": ucd, "description": text}
        arrays.append(array)
        filled = {key: value for key, value in metadata.items() if value}
        schema.append(pa.field(name, array.type, metadata=filled))
    return pa.Table.from_arrays(arrays, schema=pa.schema(schema))
