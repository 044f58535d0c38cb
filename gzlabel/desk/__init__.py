"""The desk: the only room that knows Qt."""

from gzlabel.desk.application import open_desk
from gzlabel.desk.window import DeskWindow

__all__ = ["DeskWindow", "open_desk"]
