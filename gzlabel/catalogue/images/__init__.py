"""One image a galaxy, wherever it lies: files, archives, mosaics, FITS, cutout services."""
