"""Vectors that are cut, or go, under the window's own process: a sentence, and the window lives on."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gzlabel.errors import EmbeddingError
from gzlabel.workbench.background import _most_like
from gzlabel.workbench.features import are_whole, reading_features
from gzlabel.workbench.kin import kin_of
from gzlabel.workbench.map.reading import linear_map

LOOKS: dict[str, Callable[[Path], Any]] = {
    "kin": lambda path: kin_of(path, 0, np.array([900]), np.array([2])),
    "most like": lambda path: _most_like(path, 0, 5, None),
    "linear map": linear_map,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A thousand vectors."""
    np.save(tmp_path / "v.npy", np.random.default_rng(0).standard_normal((1000, 4), dtype=np.float32))
    return tmp_path / "v.npy"


@pytest.mark.parametrize("look", LOOKS)
def test_vectors_that_are_gone_or_cut_are_a_sentence(path: Path, look: str) -> None:
    assert LOOKS[look](path) is not None
    assert are_whole(path, 1000)
    assert not are_whole(path, 1001)
    os.truncate(path, 5000)
    with pytest.raises(EmbeddingError, match=r"removed or are damaged; the ratings are safe.*made anew"):
        LOOKS[look](path)
    assert not are_whole(path, 1000)
    path.unlink()
    with pytest.raises(EmbeddingError, match=r"v\.npy: the vectors in use were removed"):
        LOOKS[look](path)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody cut an open file")
def test_vectors_cut_while_they_are_read_are_a_sentence(path: Path) -> None:
    with pytest.raises(EmbeddingError, match="the ratings are safe"), reading_features(path) as features:  # noqa: PT012
        assert len(features[:10]) == 10
        os.truncate(path, 5000)
        features[900]
