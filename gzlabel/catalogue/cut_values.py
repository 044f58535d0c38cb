"""What the operators and functions of a cut do to columns; a missing value makes a missing result.

Columns are Arrow arrays, so whole numbers are compared exactly; truth is Kleene's, of three values.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.columns import is_number, is_text
from gzlabel.errors import CatalogueError


def truth(values: Any) -> Any:
    """Return truth values; a number is true where it is not 0."""
    if pa.types.is_boolean(values.type):
        return values
    if is_number(values.type):
        return pc.not_equal(values, 0)
    if pa.types.is_null(values.type):
        return values.cast(pa.bool_())
    raise CatalogueError(
        f"a column of {_kind(values)} is neither true nor false", remedy="Compare it: name == 'a'"
    )


def _number(values: Any) -> Any:
    if pa.types.is_boolean(values.type):
        return values.cast(pa.int64())
    if not is_number(values.type):
        raise CatalogueError(
            f"{_kind(values)} cannot be reckoned with",
            remedy="Write number(name) to read the text as numbers",
        )
    return values.cast(pa.float64() if pa.types.is_floating(values.type) else _widest(values.type))


def _widest(integer: pa.DataType) -> pa.DataType:
    return pa.uint64() if pa.types.is_uint64(integer) else pa.int64()


def _real(values: Any) -> Any:
    return _number(values).cast(pa.float64(), safe=False)


def _known(values: Any) -> Any:
    """Return ``values`` with null for what has no value, such as the root of a negative number."""
    return pc.if_else(pc.is_nan(values), pa.scalar(None, values.type), values)


def _real_function(function: Callable[..., Any]) -> Callable[..., Any]:
    def applied(*values: Any) -> Any:
        return _known(function(*(_real(one) for one in values)))

    return applied


def _exact_function(function: Callable[..., Any]) -> Callable[..., Any]:
    def applied(*values: Any) -> Any:
        numbers = [_number(one) for one in values]
        if any(pa.types.is_floating(one.type) for one in numbers):
            numbers = [_real(one) for one in numbers]
        return function(*numbers)

    return applied


def _text_function(function: Callable[..., Any]) -> Callable[..., Any]:
    def applied(values: Any, *others: Any) -> Any:
        text = values.cast(pa.string())
        return function(text, *(one.as_py() if isinstance(one, pa.Scalar) else one for one in others))

    return applied


def _comparison(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def compared(left: Any, right: Any) -> Any:
        return function(*_alike(left, right))

    return compared


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Bring two values to one type, or say why that cannot be."""
    if is_text(left.type) and is_text(right.type):
        return left.cast(pa.string()), right.cast(pa.string())
    if pa.types.is_temporal(left.type) or pa.types.is_temporal(right.type):
        kind = left.type if pa.types.is_temporal(left.type) else right.type
        return left.cast(kind), right.cast(kind)
    if pa.types.is_null(left.type) or pa.types.is_null(right.type):
        return left, right
    if is_text(left.type) or is_text(right.type):
        raise CatalogueError(
            f"{_kind(left)} cannot be compared with {_kind(right)}",
            remedy="Put text in quotes, or write number(name) to read text as numbers",
        )
    return _number(left), _number(right)


def _kind(values: Any) -> str:
    return "text" if is_text(values.type) else "a number" if is_number(values.type) else str(values.type)


def _is_in(values: Any, *members: Any) -> Any:
    found = [pc.equal(*_alike(values, member)) for member in members if member.type != values.type]
    same = [member for member in members if member.type == values.type]
    if same:
        listed = pa.array([member.as_py() for member in same], type=values.type)
        found.append(pc.if_else(values.is_valid(), pc.is_in(values, value_set=listed), None))
    result = found[0]
    for one in found[1:]:
        result = pc.or_kleene(result, one)
    return result


def _remainder(left: Any, right: Any) -> Any:
    return pc.subtract(left, pc.multiply(pc.floor(pc.divide(left, right)), right))


def _read_number(text: Any) -> Any:
    if not is_text(text.type):
        return _number(text)
    is_one = pc.match_substring_regex(text, r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$")
    return pc.utf8_trim_whitespace(pc.if_else(is_one, text, None)).cast(pa.float64())


def _fold(function: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def folded(first: Any, *others: Any) -> Any:
        result = truth(first)
        for one in others:
            result = function(result, truth(one))
        return result

    return folded


OPERATORS: dict[str, Callable[..., Any]] = {
    "and": _fold(pc.and_kleene),
    "or": _fold(pc.or_kleene),
    "not": lambda value: pc.invert(truth(value)),
    "<": _comparison(pc.less),
    "<=": _comparison(pc.less_equal),
    ">": _comparison(pc.greater),
    ">=": _comparison(pc.greater_equal),
    "==": _comparison(pc.equal),
    "!=": _comparison(pc.not_equal),
    "in": _is_in,
    "like": _text_function(pc.match_like),
    "is missing": lambda value: (
        value.is_null() if hasattr(value, "is_null") else pa.scalar(not value.is_valid)
    ),
    "+": _exact_function(pc.add_checked),
    "-": _exact_function(pc.subtract_checked),
    "*": _exact_function(pc.multiply_checked),
    "/": _real_function(pc.divide),
    "%": _real_function(_remainder),
    "**": _real_function(pc.power),
    "negative": _exact_function(pc.negate_checked),
}

FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "abs": (1, _exact_function(pc.abs_checked)),
    "sqrt": (1, _real_function(pc.sqrt)),
    "exp": (1, _real_function(pc.exp)),
    "ln": (1, _real_function(pc.ln)),
    "log10": (1, _real_function(pc.log10)),
    "sin": (1, _real_function(pc.sin)),
    "cos": (1, _real_function(pc.cos)),
    "tan": (1, _real_function(pc.tan)),
    "floor": (1, _real_function(pc.floor)),
    "round": (1, _real_function(pc.round)),
    "number": (1, _read_number),
    "lower": (1, _text_function(pc.utf8_lower)),
    "length": (1, _text_function(pc.utf8_length)),
    "startswith": (2, _text_function(pc.starts_with)),
    "endswith": (2, _text_function(pc.ends_with)),
    "contains": (2, _text_function(pc.match_substring)),
}


def as_mask(values: Any, n_galaxies: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Return truth values ``(n_galaxies,)``; what is not known to be true is false."""
    result = truth(values)
    if isinstance(result, pa.Scalar):
        return np.full(n_galaxies, bool(result.as_py()))
    return np.asarray(result.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)
