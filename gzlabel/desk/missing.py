"""Why a panel has nothing to show: it is on its way, it could not be made, or there is nothing."""

from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.words.language import translated
from gzlabel.desk.words.told_below import told_below
from gzlabel.workbench.state import State

_VECTORS, _ATLAS, _READING = "embedding", "atlas", "map"


def map_missing(state: State, keyboard: Keyboard) -> str:
    """Why there is no map."""
    why = _failure(state, _VECTORS, _ATLAS, _READING)
    if why:
        return why
    if _runs(state, _VECTORS):
        return translated("The vectors are being made; then comes the map.")
    makes_itself = state.settings.get("map by itself", True) and not state.read_only
    if _runs(state, _ATLAS) or makes_itself or state.is_page_coming:
        return translated("The map is on its way.")
    if state.read_only:
        return translated("No map was made yet, and this workspace is open for reading only.")
    return translated("No map yet: {0} builds it.").format(keyboard.key("map.build"))


def clusters_missing(state: State, keyboard: Keyboard) -> str:
    """Why there are no clusters."""
    if state.clusters is not None:
        if state.cut.kept is not None:
            return translated("No cluster has a galaxy within the cut.")
        return translated("Nothing stands apart on this map: no clusters, or all are dismissed.")
    why = _failure(state, _VECTORS, _ATLAS, _READING)
    if why:
        return why
    if state.map is not None and state.map.is_final:
        return translated("The clusters are being chosen.")
    if state.map is not None and not _runs(state, _ATLAS):
        none = translated("No clusters yet: they come with the map, which {0} builds.")
        return none.format(keyboard.key("map.build"))
    if state.map is not None:
        return translated("The clusters come when the map is finished.")
    return map_missing(state, keyboard)


def ranking_missing(state: State) -> str:
    """Why there is no ranking."""
    why = _failure(state, _VECTORS) if state.scores is None else ""
    if why:
        return why
    if _runs(state, _VECTORS) and state.scores is None:
        return translated("The vectors are being made; then comes the ranking.")
    if state.is_model_coming:
        return translated("The model has yet to learn your ratings.")
    if state.cut.keeps_nothing:
        return translated("No galaxy is within the cut.")
    return translated("The ranking comes with the first ratings.")


def model_missing(state: State) -> str:
    """Why there is no model."""
    why = _failure(state, _VECTORS)
    if why:
        return why
    if state.is_model_coming:
        return translated("The model has yet to learn your ratings.")
    return translated("There is no model yet: it comes with the vectors and the first ratings.")


def page_missing(state: State) -> str:
    """Why no galaxy is on offer."""
    if state.is_page_coming:
        return translated("Choosing the next galaxies …")
    if state.cut.keeps_nothing:
        return translated("No galaxy is within the cut.")
    if state.cut.kept is not None:
        return translated("Every galaxy within the cut is decided.")
    return translated("Every galaxy that has a vector is decided: nothing is left to offer")


def _runs(state: State, key: str) -> bool:
    return any(job.key == key for job in state.jobs)


def _failure(state: State, *keys: str) -> str:
    """Why one of these jobs ended without its result."""
    return next((told_below(state.ended[key]) for key in keys if key in state.ended), "")
