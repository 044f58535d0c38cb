"""``images/{id}.jpg``: one path a galaxy, from the columns of its row."""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from gzlabel.errors import ImageError


def template_fields(template: str) -> tuple[str, ...]:
    """Names of the columns that ``template`` asks for.

    Raises
    ------
    ImageError
        If it is not a template, or asks for more than plain columns.
    """
    try:
        parts = [part[1:] for part in Formatter().parse(template) if part[1] is not None]
    except ValueError as error:
        raise ImageError(f"the template {template!r} cannot be read ({error})", remedy=_REMEDY) from error
    for name, form, conversion in parts:
        if not name or conversion or "{" in (form or ""):
            raise ImageError(f"{{{name}}} in the template {template!r} is no plain column", remedy=_REMEDY)
    return tuple(dict.fromkeys(str(name) for name, _, _ in parts))


def filled(
    template: str,
    columns: Mapping[str, Sequence[Any]],
    n_rows: int,
    others: Sequence[str] = (),
    *,
    quoted: bool = False,
) -> pa.ChunkedArray:
    """Fill ``template`` for every row; null where a value is missing or does not suit the format.

    Parameters
    ----------
    template
        For example ``images/{id}.jpg`` or ``{ra:.4f}_{dec:+.4f}.png``.
    columns
        Values by column name, each of ``n_rows``.
    n_rows
        How many paths to make.
    others
        Further column names, for the message when one is not there.
    quoted
        Whether values are quoted for an address.

    Raises
    ------
    ImageError
        If a column is not there.
    """
    names = template_fields(template)
    lacking = [name for name in names if name not in columns]
    if lacking:
        offered = ", ".join([*columns, *others][:12])
        raise ImageError(
            f"the template {template!r} asks for the column {lacking[0]!r}",
            remedy=f"The columns are {offered}",
        )
    formatter = _Quoting() if quoted else _Plain()
    rows = zip(*(columns[name] for name in names), strict=True) if names else [()] * n_rows
    paths = [_one(formatter, template, names, values) for values in rows]
    return pa.chunked_array([paths], type=pa.string())


class _Plain(Formatter):
    """Names stand for columns as they are written, dots and brackets too, and reach nothing inside a value."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs[field_name], field_name


class _Quoting(_Plain):
    """Values as parts of an address: a catalogue cannot add parameters or leave the server."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return quote(format(value, format_spec), safe="")


def _one(formatter: _Plain, template: str, names: tuple[str, ...], values: tuple[Any, ...]) -> str | None:
    if any(value is None or value == "" or value != value for value in values):
        return None
    try:
        return formatter.vformat(template, (), dict(zip(names, values, strict=True)))
    except (ValueError, TypeError):
        return None


_REMEDY = "Write column names in braces, as in images/{id}.jpg"
