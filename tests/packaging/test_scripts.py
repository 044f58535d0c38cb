"""What compares builds and gathers licences."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
LOCKS = sorted(PACKAGING.glob("constraints-*.txt"))


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> ModuleType:
    spec = importlib.util.spec_from_file_location(request.param, PACKAGING / f"{request.param}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, request.param, module)
    spec.loader.exec_module(module)
    return module


def made(folder: Path, content: str = "a", mode: int = 0o644, link: str = "file") -> Path:
    folder.mkdir()
    (folder / "file").write_text(content)
    (folder / "file").chmod(mode)
    (folder / "link").symlink_to(link)
    return folder


@pytest.mark.parametrize("script", ["compare"], indirect=True)
@pytest.mark.parametrize(
    ("other", "differ"),
    [({}, []), ({"content": "b"}, ["file"]), ({"mode": 0o755}, ["file"]), ({"link": "/file"}, ["link"])],
)
def test_builds_are_compared_by_content_link_and_permission(
    script: ModuleType, tmp_path: Path, other: dict[str, object], differ: list[str]
) -> None:
    found = script.compared(made(tmp_path / "a"), made(tmp_path / "b", **other))  # type: ignore[arg-type]
    assert found["differ"] == differ
    assert (found["files"], found["bytes"]) == (2, 1)


@pytest.mark.parametrize("script", ["compare"], indirect=True)
def test_what_is_in_one_build_alone_is_told(script: ModuleType, tmp_path: Path) -> None:
    first, second = made(tmp_path / "a"), made(tmp_path / "b")
    (second / "more").touch()
    assert script.compared(first, second)["only_in_second"] == ["more"]
    assert script.compared(second, first)["only_in_first"] == ["more"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_line_of_a_lock_has_an_exact_version_and_a_hash(lock: Path) -> None:
    text = "\n".join(line for line in lock.read_text().splitlines() if not line.startswith("#"))
    entries = text.replace("\\\n", " ").splitlines()
    assert len(entries) > 45
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_linux_lock_brings_no_cuda() -> None:
    text = (PACKAGING / "constraints-linux.txt").read_text()
    assert "nvidia" not in text
    assert "\ntorch==" not in text
    assert "\ntorch==2.13.0+cpu --hash=sha256:" in (PACKAGING / "torch-cpu-linux.txt").read_text()


@pytest.mark.parametrize("script", ["licences"], indirect=True)
def test_qts_licence_and_its_terms_are_in_the_bundle(script: ModuleType) -> None:
    gathered = {place: file for file, place in script.gathered(PACKAGING / "constraints-linux.txt")}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in Path(gathered["licences/LGPL-3.txt"]).read_text()
    assert "GNU GENERAL PUBLIC LICENSE" in Path(gathered["licences/GPL-3.txt"]).read_text()
    assert "you may replace them" in Path(gathered["licences/NOTICE.txt"]).read_text()
    assert any(place.startswith("licences/pyside6-essentials/") for place in gathered)
    assert len(gathered) > 50


@pytest.mark.parametrize("script", ["licences"], indirect=True)
def test_what_is_installed_may_be_passed_on(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    code = script.main(PACKAGING / "constraints-linux.txt")
    said = capsys.readouterr().out
    assert "MAY NOT BE PASSED ON" not in said
    assert code == 0, said
