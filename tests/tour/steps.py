"""The tour of the README, step by step, and every panel and dialog after it."""

from functools import partial

from tests.tour.person import Person
from tests.tour.screen import Screen

# Where things stand in the window that fills the screen, in points.
_TILE, _NEXT_TILE = (156, 246), (252, 246)
_MAP, _MIDDLE_OF_MAP = (938, 168), (900, 180, 1100, 380)
_LASSO = ((900, 130), (1060, 130), (1060, 240), (960, 290), (880, 240), (900, 130))
_CLUSTER, _SECOND_CLUSTER = (1140, 482), (1140, 520)
_RANKED = (620, 558)
_LARGE, _RATE_MENU = (330, 330), (193, 14)

_DIALOGS = {
    "every key": "question",
    "every command": "ctrl+k",
    "help": "F1",
    "preferences": "ctrl+comma",
    "rename interest": "ctrl+shift+i",
    "remove interest": "ctrl+alt+BackSpace",
    "hand over": "ctrl+r",
    "trust": "ctrl+b",
    "this session so far": "ctrl+shift+p",
    "vectors": "ctrl+alt+v",
    "train": "ctrl+shift+t",
    "classifiers": "ctrl+shift+r",
    "find": "ctrl+g",
    "note": "ctrl+t",
    "tags": "shift+t",
    "keys for tags": "ctrl+shift+l",
    "stretch": "b",
    "build the map": "ctrl+m",
    "examples by class": "ctrl+alt+e",
    "elsewhere": "ctrl+alt+o",
    "crash reports": "shift+F1",
    "check of the workspace": "ctrl+alt+w",
}


def take_the_tour(person: Person, screen: Screen, theme: str) -> None:
    """Everything, in order."""
    person.sit_down(theme)
    for step in (_rate, _large_view, _map, _lasso, _clusters, _panels, _interests, _export):
        step(person, screen)
    for step in (_dialogs, _stretch, _welcome):
        step(person, screen)
    person.leave()


def _rate(person: Person, screen: Screen) -> None:
    """Steps 1 to 4 of the README."""
    screen.settle(0.6)
    person.photograph("first page")
    person.rate("3", "0", "0", "5", "4", "0", "2", "1")
    for key in ("space", "x", "c"):
        person.decide(key)
    person.look("rated", "Right", quiet_s=1.0)
    person.decide("Return", ratings=24 - 11)
    person.look("page turned", "Right", quiet_s=1.0)
    person.decide("BackSpace", ratings=-13)
    person.look("page back", "Left")
    person.decide("shift+BackSpace", ratings=13)
    person.look("page turned again", "Right", quiet_s=1.0)
    person.rate("5")
    person.decide("BackSpace", ratings=-1)
    person.rate("0", "4", "0", "0", "3")
    screen.settle(2.5, patience_s=60)  # vectors, map and clusters are made meanwhile
    person.photograph("all made")


def _large_view(person: Person, screen: Screen) -> None:
    """One galaxy large: closer, moved, measured, beside others, in turn with one."""
    person.look("large", "v")
    person.look("pixels", "z")
    person.act(partial(screen.click, *_LARGE, button=4, times=3), "closer by wheel")
    person.act(partial(screen.drag, _LARGE, (380, 360), (430, 400)), "moved")
    person.look("ruler", "a", "u")
    person.act(partial(screen.drag, (250, 300), (350, 380), (420, 420)), "measured")
    screen.key("Escape")
    person.look("compared", "k")
    person.look("lasso asked while compared", "l")
    screen.key("Escape", "Escape")
    person.look("blinking", "j")
    screen.key("Escape", "Escape")
    screen.settle()


def _map(person: Person, screen: Screen) -> None:
    """Step 5 of the README."""
    screen.key("h", "alt+d")
    screen.settle()
    person.photograph("map, contours")
    screen.key("alt+d")
    person.act(partial(screen.click, *_MAP, button=4, times=5), "map, closer", 1.0)
    galaxy = screen.lit_place(*_MIDDLE_OF_MAP)
    person.act(partial(screen.move, *galaxy), "map, hovered", 0.5)
    person.act(partial(screen.click, *galaxy), "map, clicked")
    person.look("map, whole", "Escape", "h", quiet_s=0.5)
    person.look("map, next colouring", "m")


def _lasso(person: Person, screen: Screen) -> None:
    """Several galaxies at once: around them by mouse, by keyboard, one by one on the page."""
    screen.key("l")
    screen.settle()
    person.act(partial(screen.drag, *_LASSO), "map, lasso")
    person.look("selection as a page", "shift+s", quiet_s=0.5)
    person.look(
        "rectangle by keyboard",
        "alt+m",
        "Left",
        "Up",
        "r",
        "Left",
        "space",
        "Down",
        "Right",
        "Right",
        "Return",
    )
    screen.key("Escape", "Escape", "Escape", "n")
    screen.settle(0.5)
    for tile in (_TILE, _NEXT_TILE):
        screen.click(*tile, held="ctrl")
    person.look("selection compared", "k")
    screen.key("Escape", "Escape", "Escape")
    screen.settle()


def _clusters(person: Person, screen: Screen) -> None:
    """Through a cluster, and a name for it."""
    person.act(partial(screen.click, *_CLUSTER, times=2), "cluster as a page", 0.5)
    screen.key("F2")
    screen.settle()
    screen.type("faint ones")
    person.look("cluster named", "Return")
    person.act(partial(screen.click, *_SECOND_CLUSTER, button=3), "cluster menu")
    screen.key("Escape")
    person.look("nine typical", "ctrl+shift+Return", quiet_s=0.5)
    person.look("clusters merged", "ctrl+j", quiet_s=0.5)
    person.look("clusters apart again", "ctrl+shift+d", quiet_s=0.5)
    person.look("page of the model again", "n", quiet_s=0.5)


def _panels(person: Person, screen: Screen) -> None:
    """Why, progress, histogram, ranking; a menu, the cut."""
    person.look("why", "w")
    person.look("progress", "p")
    person.look("histogram", "alt+4", quiet_s=0.5)
    person.look(
        "histogram, marked by keyboard", "alt+4", "Right", "Right", "shift+Right", "space", quiet_s=0.5
    )
    screen.key("Escape", "Escape")
    person.look("ranking", "alt+1")
    person.act(partial(screen.click, *_RANKED), "ranked, clicked")
    screen.key("Escape")
    person.act(partial(screen.click, *_TILE, button=3), "tile menu")
    screen.key("Escape")
    person.act(partial(screen.click, *_RATE_MENU), "rate menu")
    screen.key("Escape", "Escape", "slash")
    screen.type("size_px > 8")
    person.look("cut", "Return", quiet_s=0.5)
    screen.key("slash", "ctrl+a", "Delete", "Return", "Escape")
    screen.settle(0.5)
    person.look("smaller pages, larger text", "bracketleft", "ctrl+shift+Up", "ctrl+shift+Up", quiet_s=0.5)
    screen.key("bracketright", "ctrl+shift+Down", "ctrl+shift+Down")
    screen.settle(0.5)


def _interests(person: Person, screen: Screen) -> None:
    """A new one, a copy, one of both, all of them; then back to the first."""
    person.look("new interest", "ctrl+i")
    screen.type("red ones")
    person.look("begun", "Return", quiet_s=0.5)
    person.look("copy", "ctrl+shift+n", "ctrl+alt+c")
    person.look("copied", "Return", quiet_s=0.5)
    person.look("combine", "ctrl+alt+i")
    screen.key("Tab", "Tab", "space")
    person.look("combined", "Return", quiet_s=0.5)
    person.glance("all interests", "ctrl+alt+a")
    person.look("first interest again", "ctrl+shift+n", quiet_s=1.0)


def _export(person: Person, screen: Screen) -> None:
    """Step 6 of the README."""
    person.look("export", "ctrl+e")
    person.look("exported", "Return", quiet_s=0.5)
    screen.key("d")


def _dialogs(person: Person, screen: Screen) -> None:
    for name, key in _DIALOGS.items():
        person.glance(name, key)
    person.look("no coordinates", "ctrl+shift+c")
    screen.key("d")


def _stretch(person: Person, screen: Screen) -> None:
    """Late, since it changes every picture."""
    screen.key("v")
    screen.settle()
    person.act(partial(screen.drag, _LARGE, (400, 300), button=3), "stretched")
    person.look("white sky", "i")
    screen.key("i", "Escape")
    screen.settle()


def _welcome(person: Person, screen: Screen) -> None:
    """The welcome page, what begins there, and back to the desk; one more rating, to have a session to tell of."""
    person.look("welcome", "ctrl+n", quiet_s=0.5)
    for name in ("new from table", "new from mosaic"):
        screen.key(*["Tab"] * (2 if name == "new from table" else 1))
        person.glance(name, "space")
    person.look("back at the desk", "shift+Tab", "shift+Tab", "shift+Tab", "Return", quiet_s=2.0)
    person.rate("4")
