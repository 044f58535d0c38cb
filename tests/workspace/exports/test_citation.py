"""BibTeX that BibTeX can read."""

import re
from importlib.metadata import version

from gzlabel import __version__
from gzlabel.workspace.exports.citation import REFERENCES, Reference, bibtex


def test_every_entry_is_balanced_and_has_its_own_key() -> None:
    text = bibtex()
    assert text.count("{") == text.count("}")
    keys = re.findall(r"^@\w+\{(\w+),$", text, flags=re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(REFERENCES)


def test_versions_in_use_are_named() -> None:
    text = bibtex()
    assert f"version = {{{__version__}}}" in text
    assert f"umap-learn {version('umap-learn')}" in text


def test_an_encoders_reference_may_be_added() -> None:
    extra = Reference("Liu2021", "inproceedings", "the encoder", (("title", "Swin & friends: 100%"),))
    assert r"Swin \& friends: 100\%" in bibtex([extra])
