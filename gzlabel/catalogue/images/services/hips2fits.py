"""Any sky survey as HiPS, cut by CDS, Strasbourg (Boch et al. 2020, ASPC 527, 121); here DSS2 in colour."""

NAME = "hips2fits"
TITLE = "hips2fits, DSS2 colour (whole sky)"
TEMPLATE = (
    "https://alasky.cds.unistra.fr/hips-image-services/hips2fits"
    "?hips=CDS%2FP%2FDSS2%2Fcolor&ra={ra:.7f}&dec={dec:.7f}&fov={fov_deg:.7f}&width={size}&height={size}"
    "&projection=TAN&coordsys=icrs&format=jpg"
)
ARCSEC_PER_PX = 1.0
CREDIT = "hips2fits, a service of CDS; Digitized Sky Survey, STScI"
