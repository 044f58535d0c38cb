"""Images that stay in their zip or tar file."""

import pickle
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pyarrow as pa
import pytest
from PIL import Image

from gzlabel.catalogue.images import ArchiveImages, open_images, resolve_images, save_images
from gzlabel.errors import ImageError

TABLE = pa.table({"id": ["a", "b", "gone"]})


def png(shade: int) -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8), (shade, shade, shade)).save(content, "PNG")
    return content.getvalue()


def pack(path, members: dict[str, bytes]):
    """Write ``members`` as zip or tar, by the suffix."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path
    mode = {"tar": "w", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}[path.name.rpartition(".")[2]]
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, BytesIO(content))
    return path


@pytest.fixture(params=["pics.zip", "pics.tar", "pics.tgz", "pics.tar.bz2", "pics.tar.xz"])
def images(request, tmp_path):
    pack(tmp_path / request.param, {"deep/a.png": png(10), "./b.png": png(20), "notes.txt": b"hello"})
    found = resolve_images(TABLE, request.param, tmp_path, ["a", "b", "gone"])
    yield found
    found.close()


def test_members_are_found_by_id_and_read(images):
    assert images.read(0).max() == 10
    assert images.read(1).max() == 20
    assert images.missing().tolist() == [2]


def test_members_are_read_by_several_threads(images):
    with ThreadPoolExecutor(8) as threads:
        shades = list(threads.map(lambda row: int(images.read(row % 2).max()), range(64)))
    assert shades == [10, 20] * 32


def test_a_workspace_and_another_process_open_the_archive_again(images, tmp_path):
    (tmp_path / "w").mkdir()
    save_images(images, tmp_path / "w")
    for copy in (open_images(tmp_path / "w"), pickle.loads(pickle.dumps(images))):
        assert copy.read(1).max() == 20
        assert copy.digest(0) == images.digest(0)
        copy.close()


def test_digests_tell_content(images):
    assert images.digest(0) != images.digest(1)
    assert images.digest(2) == ""


def test_after_closing_it_can_be_read_again(images):
    images.read(0)
    images.close()
    assert images.read(0).max() == 10


def archive_images(path, *members):
    return ArchiveImages(path, pa.chunked_array([list(members)], type=pa.string()))


def test_links_in_a_tar_are_not_followed(tmp_path):
    (tmp_path / "secret.png").write_bytes(png(99))
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "soft.png"), (tarfile.LNKTYPE, "hard.png")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = kind, str(tmp_path / "secret.png")
            archive.addfile(link)
    images = archive_images(tmp_path / "a.tar", "soft.png", "hard.png")
    assert images.missing().tolist() == [0, 1]
    with pytest.raises(ImageError, match="links in an archive are not followed"):
        images.read(0)
    images.close()


def test_links_in_a_zip_are_not_followed(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("soft.png")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    images = archive_images(tmp_path / "a.zip", "soft.png")
    with pytest.raises(ImageError, match="links"):
        images.read(0)
    images.close()


@pytest.mark.parametrize("name", ["../a.png", "/etc/a.png", "x/../../a.png"])
def test_climbing_names_are_refused(tmp_path, name):
    pack(tmp_path / "a.zip", {name: png(1)})
    images = archive_images(tmp_path / "a.zip", name)
    with pytest.raises(ImageError, match="climbs"):
        images.read(0)
    images.close()


def test_a_damaged_member_is_told_and_the_others_stay(tmp_path):
    content = png(10)
    path = pack(tmp_path / "a.zip", {"a.png": content, "b.png": png(20)})
    whole = bytearray(path.read_bytes())
    start = bytes(whole).index(content)
    whole[start + 20] ^= 0xFF
    path.write_bytes(bytes(whole))
    images = archive_images(path, "a.png", "b.png")
    with pytest.raises(ImageError, match=r"a\.zip:a\.png"):
        images.read(0)
    assert images.read(1).max() == 20
    images.close()


def test_a_bomb_is_refused_before_it_unfolds(tmp_path, monkeypatch):
    monkeypatch.setattr("gzlabel.catalogue.images.archive_file.MAX_MEMBER_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", bytes(10_000))
    images = archive_images(tmp_path / "a.zip", "a.png")
    with pytest.raises(ImageError, match=r"claims 10,000 bytes"):
        images.read(0)
    images.close()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken", b"\x1f\x8bbroken"])
def test_what_is_no_archive_is_told(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(ImageError, match=r"a\.zip"):
        resolve_images(TABLE, "a.zip", tmp_path, ["a", "b", "gone"])


def test_an_archive_that_is_not_there_is_told(tmp_path):
    images = archive_images(tmp_path / "a.zip", "a.png")
    assert images.missing().tolist() == [0]
    with pytest.raises(ImageError, match="no such archive"):
        images.read(0)
