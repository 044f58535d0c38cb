"""The parts of a cut: literals, columns, and what is done to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from gzlabel.catalogue.cut_values import FUNCTIONS, OPERATORS


@dataclass(frozen=True)
class Literal:
    """A number, a text or a truth value that stands in the cut."""

    value: float | int | str | bool
    depth: int = 1

    def evaluate(self, column_of: Callable[[str], Any]) -> Any:
        """Return it as an Arrow scalar."""
        try:
            return pa.scalar(self.value)
        except OverflowError:
            return pa.scalar(float(self.value))


@dataclass(frozen=True)
class Column:
    """The values of a column."""

    name: str
    depth: int = 1

    def evaluate(self, column_of: Callable[[str], Any]) -> Any:
        """Return its values."""
        return column_of(self.name)


@dataclass(frozen=True)
class Call:
    """An operator or a function and what it works on."""

    name: str
    arguments: tuple["Node", ...]
    depth: int

    def evaluate(self, column_of: Callable[[str], Any]) -> Any:
        """Return its result."""
        function = OPERATORS.get(self.name) or FUNCTIONS[self.name][1]
        return function(*(argument.evaluate(column_of) for argument in self.arguments))


Node = Literal | Column | Call


def columns_in(node: Node) -> tuple[str, ...]:
    """Return the names of the columns a cut looks at, in order, each once."""
    if isinstance(node, Column):
        return (node.name,)
    inner = node.arguments if isinstance(node, Call) else ()
    return tuple(dict.fromkeys(name for argument in inner for name in columns_in(argument)))
