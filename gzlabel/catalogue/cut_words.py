"""The words of a cut: names, numbers, texts and signs, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gzlabel.errors import CatalogueError

_PATTERN = re.compile(
    r"""(?P<blank>\s+)
    | (?P<number>(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?(?![^\W\d]))
    | `(?P<quoted>(?:[^`]|``)+)`
    | (?P<text>'(?:[^']|'')*'|"(?:[^"]|"")*")
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>\*\*|<=|>=|==|!=|<>|&&|\|\||[-+*/%^<>=()&|!~,])
    """,
    re.VERBOSE,
)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_RESERVED = {"and", "or", "not", "in", "is", "like", "between", "missing", "null", "true", "false"}
_SAME = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "~": "not",
    "=": "==",
    "<>": "!=",
    "^": "**",
}


@dataclass(frozen=True)
class Word:
    """One word of a cut.

    Attributes
    ----------
    kind
        ``number``, ``text``, ``name``, ``sign`` (reserved words and signs) or ``end``.
    value
        As it is meant: quotes taken off, reserved words in lower case, ``&&`` as ``and``.
    place
        Character at which it begins, from 1.
    """

    kind: str
    value: str
    place: int


def words_of(text: str, names: Sequence[str]) -> list[Word]:
    """Split ``text`` into words, the last of kind ``end``.

    Raises
    ------
    CatalogueError
        If a character means nothing in a cut.
    """
    words, place = [], 0
    while place < len(text):
        found = _PATTERN.match(text, place)
        if found is None:
            raise CatalogueError(
                f"the cut cannot be read at {text[place : place + 12]!r}, character {place + 1}",
                where=text,
                remedy=hint_about_names(text, names) or "Put column names with blanks or signs in backquotes",
            )
        if found.lastgroup != "blank":
            words.append(_word(found, place + 1))
        place = found.end()
    return [*words, Word("end", "", len(text) + 1)]


def hint_about_names(text: str, names: Sequence[str]) -> str | None:
    """Tell of a column whose name holds blanks or signs and stands in ``text`` without its backquotes."""
    bare = re.sub(r"`[^`]*`", "", text)
    for name in sorted(names, key=len, reverse=True):
        if not _PLAIN_NAME.fullmatch(name) and name in bare:
            return f"Put the name in backquotes: {quoted(name)}"
    return None


def quoted(name: str) -> str:
    """A column's name as a cut has it: in backquotes where it holds blanks or signs, or is a word of the grammar."""
    is_plain = _PLAIN_NAME.fullmatch(name) and name.lower() not in _RESERVED
    return name if is_plain else f"`{name.replace('`', '``')}`"


def _word(found: re.Match[str], place: int) -> Word:
    kind, value = str(found.lastgroup), found.group(str(found.lastgroup))
    if kind == "quoted":
        return Word("name", value.replace("``", "`"), place)
    if kind == "text":
        return Word("text", value[1:-1].replace(value[0] * 2, value[0]), place)
    if kind == "word":
        return (
            Word("sign", value.lower(), place) if value.lower() in _RESERVED else Word("name", value, place)
        )
    return Word(kind, _SAME.get(value, value), place)
