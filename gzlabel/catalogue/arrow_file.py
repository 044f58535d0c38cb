"""What an Arrow file claims to unpack to, by its own description, read before anything is unpacked.

References
----------
"Arrow Columnar Format", https://arrow.apache.org/docs/format/Columnar.html; the schemas File.fbs and Message.fbs;
"FlatBuffers internals", https://flatbuffers.dev/internals.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_MAGIC, _CONTINUED = b"ARROW1", b"\xff" * 4
_FOOTER_DICTIONARIES, _FOOTER_BATCHES = 2, 3
_MESSAGE_KIND, _MESSAGE_HEADER, _MESSAGE_BODY = 1, 2, 3
_DICTIONARY_BATCH, _DICTIONARY_DATA = 2, 1
_BATCH_BUFFERS, _BATCH_COMPRESSION = 2, 3
_BLOCK, _BUFFER, _LENGTH = struct.Struct("<qi4xq"), struct.Struct("<qq"), struct.Struct("<q")


def unpacked_bytes(path: Path) -> int:
    """Bytes that the compressed buffers of an Arrow file unpack to; 0 where none is compressed.

    Raises
    ------
    ValueError
        If the file's description of itself points outside the file.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            file.seek(size - len(_MAGIC) - 4)
            (footer_size,) = struct.unpack("<i", file.read(4))
            file.seek(size - len(_MAGIC) - 4 - footer_size)
            footer = _Flat(file.read(footer_size))
            blocks = [
                _BLOCK.unpack_from(footer.data, place)
                for slot in (_FOOTER_DICTIONARIES, _FOOTER_BATCHES)
                for place in footer.structs(footer.root, slot, _BLOCK.size)
            ]
            return sum(n_bytes for block in blocks for n_bytes in _claims(file, size, *block))
        except (struct.error, OSError, OverflowError) as error:
            raise ValueError("its description of itself points outside the file") from error


def _claims(file: BinaryIO, size: int, offset: int, metadata_length: int, body_length: int) -> Iterator[int]:
    """The unpacked length of each compressed buffer of one block; each stands before its buffer, -1 for none."""
    _assert_within(size, offset, metadata_length)
    file.seek(offset)
    content = file.read(metadata_length)
    message = _Flat(content[8:] if content.startswith(_CONTINUED) else content[4:])
    kind, batch = message.slot(message.root, _MESSAGE_KIND), message.table(message.root, _MESSAGE_HEADER)
    if kind and message.data[kind] == _DICTIONARY_BATCH:
        batch = message.table(batch, _DICTIONARY_DATA)
    if said := message.slot(message.root, _MESSAGE_BODY):
        (body_length,) = _LENGTH.unpack_from(message.data, said)
    _assert_within(size, offset + metadata_length, body_length)
    is_compressed = message.slot(batch, _BATCH_COMPRESSION)
    for place in message.structs(batch, _BATCH_BUFFERS, _BUFFER.size):
        start, length = _BUFFER.unpack_from(message.data, place)
        _assert_within(body_length, start, length)
        if is_compressed and length >= _LENGTH.size:
            file.seek(offset + metadata_length + start)
            yield max(*_LENGTH.unpack(file.read(_LENGTH.size)), 0)


def _assert_within(size: int, start: int, length: int) -> None:
    if min(start, length) < 0 or start + length > size:
        raise struct.error("a block or a buffer outside")


class _Flat:
    """Tables in a flat buffer. A table begins with the way back to the places of its slots; 0 is no place."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        (self.root,) = struct.unpack_from("<I", data)

    def slot(self, table: int, number: int) -> int:
        """Where a slot of a table lies; 0 where it was left out."""
        places = table - struct.unpack_from("<i", self.data, table)[0]
        if places < 0:
            raise struct.error("slots before the beginning")
        (length,) = struct.unpack_from("<H", self.data, places)
        if 4 + 2 * number >= length:
            return 0
        (step,) = struct.unpack_from("<H", self.data, places + 4 + 2 * number)
        return table + step if step else 0

    def table(self, table: int, number: int) -> int:
        """Where the table lies that a slot refers to."""
        place = self.slot(table, number)
        return place + int(struct.unpack_from("<I", self.data, place)[0])

    def structs(self, table: int, number: int, width: int) -> range:
        """Where the structs of a vector lie, each of ``width`` bytes."""
        if not self.slot(table, number):
            return range(0)
        start = self.table(table, number)
        (count,) = struct.unpack_from("<I", self.data, start)
        return range(start + 4, start + 4 + count * width, width)
