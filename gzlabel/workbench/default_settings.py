"""What a workspace is set to before anybody chooses."""

from collections.abc import Mapping

DEFAULT_SETTINGS: Mapping[str, object] = {
    "acquisition": "default",
    "colour by": "expected interest",
    "contours": False,
    "encoder": "morphology",
    "known share": 0.0,
    "map by itself": True,
    "noise from repeats": False,
    "outlines": True,
    "outside the cut": "grey",
    "page size": 24,
    "priors": {},
    "repeat share": 0.0,
    "tag keys": {},
    "tile px": 0,
}
