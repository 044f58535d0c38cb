"""DESI Legacy Imaging Surveys, Dey et al. (2019), AJ 157, 168."""

NAME = "legacy-survey"
TITLE = "Legacy Surveys DR10, grz"
TEMPLATE = (
    "https://www.legacysurvey.org/viewer/cutout.jpg"
    "?ra={ra:.7f}&dec={dec:.7f}&layer=ls-dr10&pixscale={arcsec_per_px:.5f}&size={size}"
)
ARCSEC_PER_PX = 0.262
CREDIT = "Legacy Surveys / D. Lang (Perimeter Institute)"
