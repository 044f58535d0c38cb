"""From positions to the addresses of their pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images import services
from gzlabel.catalogue.images.service import ServiceImages
from gzlabel.catalogue.images.template import filled, template_fields
from gzlabel.errors import ImageError
from gzlabel.registry import modules_of


@dataclass(frozen=True)
class Service:
    """A cutout service known by name; see `gzlabel.catalogue.images.services`."""

    name: str
    title: str
    template: str
    arcsec_per_px: float
    credit: str


def cutout_services() -> tuple[Service, ...]:
    """The services known by name."""
    return tuple(
        Service(module.NAME, module.TITLE, module.TEMPLATE, module.ARCSEC_PER_PX, module.CREDIT)
        for module in modules_of(services)
    )


def is_service(images: str) -> bool:
    """Whether what the user calls images is a service's name or an address."""
    return images.startswith(("http://", "https://")) or images in {found.name for found in cutout_services()}


def service_images(
    images: str,
    sky: tuple[NDArray[np.float64], NDArray[np.float64]] | None,
    columns: Mapping[str, Sequence[Any]],
    n_galaxies: int,
    cache: Path,
    *,
    size_px: int = 256,
    arcsec_per_px: float | None = None,
) -> ServiceImages:
    """Address every galaxy's picture.

    Parameters
    ----------
    images
        Name of a known service, or a template of addresses in ``{ra}``, ``{dec}``, ``{size}``,
        ``{arcsec_per_px}``, ``{fov_deg}``, ``{id}`` and any column.
    sky
        Right ascension and declination, each ``(n_galaxies,)`` in degrees, NaN where unknown.
    columns
        Values by column name, each ``(n_galaxies,)``.
    n_galaxies
        How many rows the source covers.
    cache
        The folder that keeps what is fetched.
    size_px
        Side of the picture.
    arcsec_per_px
        Size of its pixels; None takes the service's own.

    Raises
    ------
    ImageError
        If positions are wanted and there are none, or the template asks for an unknown column.
    """
    known = {found.name: found for found in cutout_services()}.get(images)
    template = known.template if known is not None else images
    scale = arcsec_per_px or (known.arcsec_per_px if known is not None else 0.262)
    wanted = set(template_fields(template))
    constants = {"size": size_px, "arcsec_per_px": scale, "fov_deg": size_px * scale / 3600.0}
    values = {
        **columns,
        **(_positions(sky) if wanted & {"ra", "dec"} else {}),
        **{name: [value] * n_galaxies for name, value in constants.items() if name in wanted},
    }
    urls = filled(template, values, n_galaxies, quoted=True)
    if known is None:
        return ServiceImages(urls, cache)
    return ServiceImages(urls, cache, scale, size_px, known.credit)


def _positions(sky: tuple[NDArray[np.float64], NDArray[np.float64]] | None) -> dict[str, list[float]]:
    if sky is None:
        raise ImageError(
            "the catalogue has no positions to ask a cutout service for",
            remedy="Say which columns hold right ascension and declination",
        )
    return {"ra": sky[0].tolist(), "dec": sky[1].tolist()}
