"""Damage as files suffer it, and as somebody would do it on purpose."""

import numpy as np

_TOKENS = (
    b"\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"99999999999999999999",
    b"-1", b"1e999", b"NaN",
    b"\n", b"\r\n", b'"', b"'", b",", b"\t", b"<!--", b"]]>", b"&lol;",
    b"../", b"=1+1", b"{", b"}", b"[", b"%s", b"\xef\xbb\xbf",
    b"END", b"NAXIS1  =           2147483647", b"\xf0\x9f\xaa\x90", b"\xc3\x28", b"(" * 300, b"[" * 3000,
)  # fmt: skip


def mutated(data: bytes, random: np.random.Generator) -> bytes:
    """One to a few changes: bits turned, bytes lost, cut, doubled, swapped, or replaced by something nasty."""
    changed = bytearray(data)
    for _ in range(int(random.choice([1, 2, 5, 20], p=[0.5, 0.25, 0.15, 0.1]))):
        if not changed:
            break
        # Most of a format is decided at its beginning and its end.
        reach = int(random.choice([64, 512, len(changed)]))
        place = int(random.integers(0, min(reach, len(changed))))
        if random.random() < 0.2:
            place = len(changed) - 1 - place
        _change(changed, place, random)
    return bytes(changed)


def _change(data: bytearray, place: int, random: np.random.Generator) -> None:
    length = int(random.integers(1, 40))
    match int(random.integers(0, 8)):
        case 0:
            data[place] ^= 1 << int(random.integers(0, 8))
        case 1:
            data[place] = int(random.integers(0, 256))
        case 2:
            del data[place:]
        case 3:
            del data[place : place + length]
        case 4:
            data[place:place] = data[place : place + length]
        case 5:
            data[place:place] = _TOKENS[int(random.integers(0, len(_TOKENS)))]
        case 6:
            token = _TOKENS[int(random.integers(0, len(_TOKENS)))]
            data[place : place + len(token)] = token
        case _:
            other = int(random.integers(0, len(data)))
            data[place : place + length] = data[other : other + length]
