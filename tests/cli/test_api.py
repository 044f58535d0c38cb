"""The commands as functions of a notebook."""

import inspect
from pathlib import Path

import numpy as np
import pytest

import gzlabel
from gzlabel.cli import verbs
from gzlabel.registry import modules_of

# Commands that are no use in a notebook, or are functions under another name.
OTHERS = {"open", "demo", "bench", "self-test", "cite", "atlas"}


def test_every_command_is_a_function() -> None:
    names = {module.NAME for module in modules_of(verbs)} - OTHERS
    assert names <= set(gzlabel.__all__)


@pytest.mark.parametrize("name", sorted(set(gzlabel.__all__) - {"__version__"}))
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(gzlabel, name)
    assert inspect.getdoc(found)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rankings'"):
        gzlabel.rankings  # noqa: B018


def test_a_search_from_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    vectors = np.random.default_rng(0).normal(size=(30, 6)).astype(np.float32)
    vectors[:5, 0] += 8
    np.save("v.npy", vectors)
    rows = "\n".join(f"G{row},{14 + row / 10}" for row in range(30))
    Path("c.csv").write_text(f"name,magnitude\n{rows}\n", encoding="utf-8")
    Path("r.csv").write_text("id,rating\nG0,5\nG1,5\nG10,0\nG11,0\nG12,0\n", encoding="utf-8")
    assert gzlabel.preview("c.csv").roles.id_column == "name"
    gzlabel.new("w.gzlabel", "c.csv", features="v.npy").close()
    assert gzlabel.rate("w.gzlabel", "r.csv") == 5
    assert {line["id"] for line in gzlabel.rank("w.gzlabel", top=5)} == {f"G{row}" for row in range(5)}
    assert gzlabel.cut("w.gzlabel", "magnitude > 14.15").n_kept == 28
    assert gzlabel.export("w.gzlabel", "list.csv", which="top", n=3).n == 3
    assert gzlabel.ratings("w.gzlabel", "for-a-colleague.csv") == 5
    assert gzlabel.similar("w.gzlabel", "G0", k=4)[0]["id"] in {"G1", "G2", "G3", "G4"}
    assert gzlabel.info("w.gzlabel")["galaxies"] == 30
    assert all(finding.is_sound for finding in gzlabel.check("w.gzlabel"))
