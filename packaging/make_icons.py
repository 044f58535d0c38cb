"""Draw the program's icon for Windows (.ico) and macOS (.icns) from the one drawing in resources/icons.

python packaging/make_icons.py
"""

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
DRAWING = HERE.parent / "resources" / "icons" / "gzlabel.svg"
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_TYPES = {128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def main() -> None:
    """Write both files."""
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(DRAWING))
    (HERE / "windows" / "gzlabel.ico").write_bytes(ico({size: png(renderer, size) for size in ICO_SIZES}))
    (HERE / "macos" / "gzlabel.icns").write_bytes(icns({size: png(renderer, size) for size in ICNS_TYPES}))
    application.quit()


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """The drawing as a PNG of ``size`` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon: a directory of 16 bytes a picture, then the pictures."""
    directory, body, offset = b"", b"", 6 + 16 * len(pictures)
    for size, content in pictures.items():
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(content), offset)
        body, offset = body + content, offset + len(content)
    return struct.pack("<HHH", 0, 1, len(pictures)) + directory + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon: each picture behind its four-letter type and its length."""
    body = b"".join(
        ICNS_TYPES[size] + struct.pack(">I", len(content) + 8) + content for size, content in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    main()
