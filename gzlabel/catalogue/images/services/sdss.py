"""Sloan Digital Sky Survey SkyServer, pictures after Lupton et al. (2004), PASP 116, 133."""

NAME = "sdss"
TITLE = "SDSS, gri"
TEMPLATE = (
    "https://skyserver.sdss.org/dr18/SkyServerWS/ImgCutout/getjpeg"
    "?ra={ra:.7f}&dec={dec:.7f}&scale={arcsec_per_px:.6f}&width={size}&height={size}"
)
ARCSEC_PER_PX = 0.396127
CREDIT = "Sloan Digital Sky Survey"
