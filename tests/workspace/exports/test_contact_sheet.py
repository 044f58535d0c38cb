"""Contact sheets: nothing in them runs, and every galaxy is on them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from gzlabel.catalogue.images import FileImages
from gzlabel.errors import Cancelled, WorkspaceError
from gzlabel.progress import Step
from gzlabel.workspace import NewDecision, Workspace, write_contact_sheet

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
N_GALAXIES = 40


@pytest.fixture
def pictured(tmp_path: Path) -> Iterator[Workspace]:
    """Forty galaxies with names that attack, all but the last with a picture."""
    for n in range(N_GALAXIES - 1):
        Image.fromarray(np.full((40, 60, 3), 6 * n, np.uint8)).save(tmp_path / f"{n}.png")
    table = pa.table(
        {
            "id": [f"{EVIL}{n}" for n in range(N_GALAXIES)],
            "ra": np.linspace(10, 20, N_GALAXIES),
            "dec": np.linspace(-5, 5, N_GALAXIES),
        }
    )
    images = FileImages(tmp_path, [f"{n}.png" for n in range(N_GALAXIES)])
    with Workspace.create(tmp_path / "w.gzlabel", table, images) as workspace:
        workspace.rater = EVIL
        workspace.journal.append("interesting", [NewDecision(0, "rating", 5), NewDecision(1, "artefact")])
        workspace.annotations.note(0, EVIL)
        yield workspace


def write(workspace: Workspace, path: Path, groups: dict[str, list[int]] | None = None) -> int:
    return write_contact_sheet(
        workspace,
        path,
        groups or {EVIL: list(range(N_GALAXIES))},
        interest="interesting",
        mean=np.full(N_GALAXIES, 2.5),
        std=np.full(N_GALAXIES, 0.25),
        clusters=[EVIL] * N_GALAXIES,
        header={EVIL: EVIL},
    )


class Page(HTMLParser):
    """Collects tags, links and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_holds_every_galaxy_and_runs_nothing(pictured: Workspace, tmp_path: Path) -> None:
    assert write(pictured, tmp_path / "sheet.html") == N_GALAXIES
    page = Page((tmp_path / "sheet.html").read_text(encoding="utf-8"))
    assert page.tags.count("figure") == N_GALAXIES
    assert page.tags.count("img") == N_GALAXIES - 1
    assert "script" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert {value[:5] for name, value in page.attributes if name == "src" and value} == {"data:"}
    assert all(value and value.startswith("https://") for name, value in page.attributes if name == "href")
    for said in ("rated 5 by", "artefact by", "expected 2.5 ± 0.2", "no image", EVIL):
        assert said in page.text


def test_links_point_at_the_galaxy(pictured: Workspace, tmp_path: Path) -> None:
    write(pictured, tmp_path / "sheet.html", {"": [0]})
    text = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "https://www.legacysurvey.org/viewer?ra=10.000000&amp;dec=-5.000000" in text


def test_a_pdf_has_a_page_for_thirty_galaxies(pictured: Workspace, tmp_path: Path) -> None:
    rows = list(range(N_GALAXIES))
    assert write(pictured, tmp_path / "sheet.pdf", {"first": rows, "second": rows[:3]}) == 43
    data = (tmp_path / "sheet.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == 3


def test_an_empty_sheet_is_a_sheet(pictured: Workspace, tmp_path: Path) -> None:
    for name in ("sheet.pdf", "sheet.html"):
        assert write(pictured, tmp_path / name, {"none": []}) == 0
        assert (tmp_path / name).stat().st_size > 0


def test_a_cancelled_sheet_leaves_nothing(pictured: Workspace, tmp_path: Path) -> None:
    def stop(step: Step) -> None:
        if step.done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_contact_sheet(
            pictured, tmp_path / "sheet.html", {"": range(9)}, interest="interesting", report=stop
        )
    assert not (tmp_path / "sheet.html").exists()


def test_another_suffix_is_a_sentence(pictured: Workspace, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"cannot be written as \.doc.*Choose \.html or \.pdf"):
        write(pictured, tmp_path / "sheet.doc")
