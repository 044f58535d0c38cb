"""One image a galaxy, wherever it lies: files, archives, mosaics, FITS, cutout services."""

from gzlabel.catalogue.images.demo import hubble_deep_field
from gzlabel.catalogue.images.detect import detect_sources
from gzlabel.catalogue.images.files import FileImages
from gzlabel.catalogue.images.mosaic import MosaicImages
from gzlabel.catalogue.images.none import NoImages
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.resolve import path_column, resolve_images
from gzlabel.catalogue.images.source import ImageSource, PictureSource, StoredSource
from gzlabel.catalogue.images.stored import open_images, save_images
from gzlabel.catalogue.images.stretch import Stretch

__all__ = [
    "FileImages",
    "ImageSource",
    "MosaicImages",
    "NoImages",
    "Picture",
    "PictureSource",
    "PixelScale",
    "StoredSource",
    "Stretch",
    "detect_sources",
    "hubble_deep_field",
    "open_images",
    "path_column",
    "resolve_images",
    "save_images",
]
