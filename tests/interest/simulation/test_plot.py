"""The discovery curves as a file."""

from pathlib import Path
from typing import Any

import pytest

from gzlabel.errors import UserError
from gzlabel.interest.simulation import plot

RESULTS: dict[str, Any] = {
    "settings": {"n_positive": 4, "start": "cold", "seeds": [0, 1]},
    "runs": [{"policy": "random", "found": [0, 1]}, {"policy": "random", "found": [1, 2]}],
    "summary": {"random": {}},
}


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_curves_are_drawn(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("matplotlib", reason="Matplotlib is an optional package")
    plot(RESULTS, tmp_path / f"curves{suffix}")
    assert (tmp_path / f"curves{suffix}").stat().st_size > 1000


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="Matplotlib is an optional package")
    with pytest.raises(UserError, match="cannot be written"):
        plot(RESULTS, tmp_path / "curves.galaxy")
