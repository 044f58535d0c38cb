"""What the installers say of the program agrees with the program; no installer is built here."""

import ast
import configparser
import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import gzlabel

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
SCRIPTS = sorted(PACKAGING.glob("*/*.sh"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def _spec_names(name: str) -> list[str]:
    tree = ast.parse((PACKAGING / "gzlabel.spec").read_text(encoding="utf-8"))
    (value,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name
    )
    found: list[str] = ast.literal_eval(value)
    return found


def _callers_of(name: str) -> set[str]:
    files = (ROOT / "gzlabel").rglob("*.py")
    return {
        ".".join(file.relative_to(ROOT).parts[:-1])
        for file in files
        if re.search(rf"\b{name}\(", file.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shell_scripts_parse(script: Path) -> None:
    done = subprocess.run(["sh", "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_desktop_entry_opens_a_workspace() -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(PACKAGING / "linux" / "gzlabel.desktop", encoding="utf-8")
    about = dict(entry["Desktop Entry"])
    assert about["Exec"] == "gzlabel open %f"
    assert about["Icon"] == "gzlabel"
    assert about["Categories"].endswith(";")
    assert all(about[key] for key in ("Type", "Name", "Comment", "StartupWMClass"))


def test_desktop_entry_and_file_type_name_the_same_type() -> None:
    text = (PACKAGING / "linux" / "gzlabel.desktop").read_text(encoding="utf-8")
    root = ElementTree.parse(PACKAGING / "linux" / "gzlabel-mime.xml").getroot()
    (declared,) = [node.attrib["type"] for node in root if node.tag.endswith("mime-type")]
    assert f"MimeType={declared};" in text


@pytest.mark.skipif(
    not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed here"
)
def test_desktop_entry_is_valid() -> None:
    entry = PACKAGING / "linux" / "gzlabel.desktop"
    done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed here")
def test_what_software_centres_show_is_valid() -> None:
    about = PACKAGING / "linux" / "org.gzlabel.desk.metainfo.xml"
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", about], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_what_software_centres_show_starts_what_the_menu_starts() -> None:
    root = ElementTree.parse(PACKAGING / "linux" / "org.gzlabel.desk.metainfo.xml").getroot()
    entry = configparser.RawConfigParser()
    entry.read(PACKAGING / "linux" / "gzlabel.desktop", encoding="utf-8")
    assert root.findtext("launchable") == "gzlabel.desktop"
    assert root.findtext("summary") == entry["Desktop Entry"]["Comment"]
    assert f"{root.findtext('provides/mediatype')};" == entry["Desktop Entry"]["MimeType"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.stem)
def test_every_action_is_named_by_its_hash(workflow: Path) -> None:
    used = re.findall(r"uses: (\S+) # v\d", workflow.read_text(encoding="utf-8"))
    assert len(used) == workflow.read_text(encoding="utf-8").count("uses:") > 0
    assert [action for action in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)] == []


def test_what_builds_an_installer_may_not_write_a_release() -> None:
    """A hundred wheels run while the installer is built; what makes the release runs none of them."""
    jobs = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8").partition("jobs:")[2]
    building, _, releasing = jobs.partition("\n  release:\n")
    assert "contents: read" in building
    assert "write" not in building
    assert "contents: write" in releasing
    assert not re.search(r"pip|python|packaging/|checkout", releasing)


@pytest.mark.parametrize("system", ["linux", "windows", "macos"])
def test_each_system_has_the_script_that_the_workflow_calls(system: str) -> None:
    assert (PACKAGING / system / "build.sh") in SCRIPTS


def test_without_a_certificate_no_keychain_is_made(tmp_path: Path) -> None:
    script = ["sh", PACKAGING / "macos" / "keychain.sh", tmp_path]
    done = subprocess.run(script, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_every_package_whose_modules_are_found_by_name_is_bundled() -> None:
    whole = _spec_names("FOUND_BY_NAME")
    by_name = _callers_of("modules_of") | _callers_of("import_module")
    assert by_name
    assert [name for name in by_name if not any(f"{name}.".startswith(f"{one}.") for one in whole)] == []


def test_nothing_the_program_needs_is_left_out() -> None:
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = declared.split("[project.optional-dependencies]")[0]
    named = {
        re.sub("-", "_", name).lower() for name in re.findall(r'^ {2}"([\w-]+)[>"]', needed, re.MULTILINE)
    }
    assert "numpy" in named
    assert named.isdisjoint(name.lower() for name in _spec_names("LEFT_OUT"))


@pytest.mark.parametrize("package", ["astropy", "certifi", "pyvo"])
def test_packages_that_read_files_of_their_own_bring_them_along(package: str) -> None:
    # pyvo opens an icon while it is imported; where that is absent it asks the network for it.
    spec = (PACKAGING / "gzlabel.spec").read_text(encoding="utf-8")
    assert f'collect_data_files("{package}")' in spec


def test_no_installer_writes_a_version_of_its_own() -> None:
    written = re.compile(rf"(?<![\d.]){re.escape(gzlabel.__version__)}(?![\d.])")
    files = [*SCRIPTS, PACKAGING / "gzlabel.spec", ROOT / ".github" / "workflows" / "release.yml"]
    assert [file.name for file in files if written.search(file.read_text(encoding="utf-8"))] == []


def test_debian_and_setup_script_want_the_same_libraries() -> None:
    control = (PACKAGING / "linux" / "make_deb.sh").read_text(encoding="utf-8")
    (depends,) = re.findall(r"^Depends: (.*)$", control, re.MULTILINE)
    wanted = re.findall(
        r"^need \S+ (\S+)", (PACKAGING / "linux" / "qt_libraries.sh").read_text(), re.MULTILINE
    )
    assert len(wanted) == 12
    assert set(wanted) <= {one.strip() for group in depends.split(",") for one in group.split("|")}


def test_macos_entitlements_let_numba_run_what_it_compiles() -> None:
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.cs.allow-jit"] is True


@pytest.mark.parametrize(
    ("icon", "magic"), [("windows/gzlabel.ico", b"\0\0\1\0"), ("macos/gzlabel.icns", b"icns")]
)
def test_icons_are_of_their_kind(icon: str, magic: bytes) -> None:
    assert (PACKAGING / icon).read_bytes()[:4] == magic
