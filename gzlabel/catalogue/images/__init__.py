"""One image a galaxy, wherever it lies: files, archives, mosaics, FITS, cutout services."""

from gzlabel.catalogue.images.archive import ArchiveImages
from gzlabel.catalogue.images.bands import BandImages
from gzlabel.catalogue.images.demo import hubble_deep_field
from gzlabel.catalogue.images.detect import detect_sources
from gzlabel.catalogue.images.files import FileImages
from gzlabel.catalogue.images.joined import JoinedImages, join_images
from gzlabel.catalogue.images.manners import Manners
from gzlabel.catalogue.images.mosaic import MosaicImages
from gzlabel.catalogue.images.none import NoImages
from gzlabel.catalogue.images.path_column import path_column
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.positions import cutouts_at_pixels, cutouts_on_sky
from gzlabel.catalogue.images.refusals import refusal_notes, refused_paths
from gzlabel.catalogue.images.resolve import Cutting, resolve_images
from gzlabel.catalogue.images.service import ServiceImages
from gzlabel.catalogue.images.service_address import Service, cutout_services, is_service
from gzlabel.catalogue.images.source import ImageSource, PictureSource, StoredSource
from gzlabel.catalogue.images.stored import open_images, save_images, trust_images
from gzlabel.catalogue.images.stretch import Stretch, rendered

__all__ = [
    "ArchiveImages",
    "BandImages",
    "Cutting",
    "FileImages",
    "ImageSource",
    "JoinedImages",
    "Manners",
    "MosaicImages",
    "NoImages",
    "Picture",
    "PictureSource",
    "PixelScale",
    "Service",
    "ServiceImages",
    "StoredSource",
    "Stretch",
    "cutout_services",
    "cutouts_at_pixels",
    "cutouts_on_sky",
    "detect_sources",
    "hubble_deep_field",
    "is_service",
    "join_images",
    "open_images",
    "path_column",
    "refusal_notes",
    "refused_paths",
    "rendered",
    "resolve_images",
    "save_images",
    "trust_images",
]
