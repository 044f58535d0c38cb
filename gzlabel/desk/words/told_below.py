"""Sentences from below the desk, in the user's language: the rooms below know of no language.

They come with their figures and names in place, so each is found by the pattern of its English; one that no
pattern fits stays English as a whole.
"""

import re
from functools import lru_cache

from gzlabel.desk.page.page_words import SOURCES
from gzlabel.desk.words.below import JOB_TITLES, NAMES, SENTENCES
from gzlabel.desk.words.counted import told
from gzlabel.desk.words.language import translated

_PLACE, _GROUPED = re.compile(r"\{(\d+)\}"), re.compile(r"\d{1,3}(,\d{3})+")


def told_below(text: str) -> str:
    """A notice, a mistake or a step of a job in the user's language; as it is where that is not known."""
    if not text:
        return ""
    return _mistake(text) or _whole(text) or _listed(text) or text


def _whole(text: str) -> str:
    if text in SENTENCES:
        return translated(text)
    return _matched(text, (*SENTENCES, *SOURCES))


def _matched(text: str, sentences: tuple[str, ...]) -> str:
    for pattern, english in _patterns(sentences):
        found = pattern.fullmatch(text)
        if found is not None:
            return translated(english).format(*(_within(one) for one in found.groups()))
    return ""


def _within(name: str) -> str:
    """What stands in the place of a figure or a name: names that people gave stay as they are."""
    if name in JOB_TITLES:
        return translated(name)
    if _GROUPED.fullmatch(name):
        return told("{0:,}", int(name.replace(",", "")))
    return _matched(name, NAMES) or _whole(name) or _mistake(name) or name


def _mistake(text: str) -> str:
    """What a `gzlabel.errors.UserError` says: "place: what. remedy."."""
    if not text.endswith("."):
        return ""
    first, *others = re.split(r"(?<=\.)\s+", text)
    place, what = _after_place(first)
    said = [what, *(_whole(one.removesuffix(".")) for one in others)]
    return f"{place}{'. '.join(said)}." if all(said) else ""


def _after_place(sentence: str) -> tuple[str, str]:
    """The file or text that a mistake is in, and what is said of it; the latter empty where it is unknown."""
    bare = sentence.removesuffix(".")
    starts = [0, *(found.end() for found in re.finditer(": ", bare))]
    return next(((bare[:start], said) for start in starts if (said := _whole(bare[start:]))), ("", ""))


def _listed(text: str) -> str:
    said = [_whole(part) for part in text.split("; ")]
    return "; ".join(said) if len(said) > 1 and all(said) else ""


@lru_cache
def _patterns(sentences: tuple[str, ...]) -> list[tuple[re.Pattern[str], str]]:
    """The longest first: the more words, the surer."""
    with_places = [one for one in sentences if "{0}" in one and _n_fixed(one)]
    return [(_pattern(one), one) for one in sorted(with_places, key=_n_fixed, reverse=True)]


def _n_fixed(english: str) -> int:
    return len(_PLACE.sub("", english))


def _pattern(english: str) -> re.Pattern[str]:
    fixed = _PLACE.split(english)[::2]
    return re.compile("(.+?)".join(re.escape(part) for part in fixed), re.DOTALL)
