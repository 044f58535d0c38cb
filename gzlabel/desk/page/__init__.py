"""The galaxies on offer, and those decided last."""
