"""What a workspace is set to: before anybody chooses, and as it was kept, which a stranger may have done."""

from collections.abc import Callable, Mapping

from gzlabel.workbench.histograms import histogram_names
from gzlabel.workbench.map.colouring import colouring_names
from gzlabel.workbench.paging import MOST_SHOWN
from gzlabel.workspace import Workspace

DEFAULT_SETTINGS: Mapping[str, object] = {
    "acquisition": "default",
    "colour by": "expected interest",
    "contours": False,
    "encoder": "morphology",
    "histogram of": "",
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

_LARGEST_TILE_PX = 4096


def kept_settings(workspace: Workspace) -> dict[str, object]:
    """Every setting by name, as kept, or the default where that makes no sense."""
    kept = {key: workspace.setting(key, default) for key, default in DEFAULT_SETTINGS.items()}
    makes_sense: dict[str, Callable[[object], bool]] = {
        "colour by": colouring_names(workspace.catalogue).__contains__,
        "histogram of": ("", *histogram_names(workspace.catalogue)).__contains__,
        "known share": _is_share,
        "page size": range(1, MOST_SHOWN + 1).__contains__,
        "priors": _is_by_name,
        "repeat share": _is_share,
        "tag keys": _is_pairs,
        "tile px": range(_LARGEST_TILE_PX + 1).__contains__,
    }
    wrong = [key for key, is_right in makes_sense.items() if not is_right(kept[key])]
    return kept | {key: DEFAULT_SETTINGS[key] for key in wrong}


def looks_key(interest: str) -> str:
    """Setting under which an interest's planned looks are kept."""
    return f"looks of {interest}"


def kept_looks(workspace: Workspace, interest: str) -> int | None:
    """How many galaxies are to be looked at for an interest in all; None where nobody said."""
    n_looks = workspace.setting(looks_key(interest), None)
    return n_looks if type(n_looks) is int and n_looks > 0 else None


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def _is_by_name(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _is_pairs(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in value.values()
    )
