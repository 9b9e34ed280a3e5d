"""Small ICC profiles, since no free one of a press is to be had."""

from __future__ import annotations

import struct

DARKEST = (75, 68, 67, 90)
"""Per cent of the four inks in the darkest colour of a profile here: 300 together."""


def icc(
    space: bytes = b"CMYK", device: bytes = b"prtr", name: str = "Test Coated FOGRA39", version: int = 2,
    darkest: tuple[int, int, int, int] = DARKEST, lacks: tuple[bytes, ...] = (),
) -> bytes:  # fmt: skip
    """An ICC profile with a header, a description, a white point and the tables of a press, but for those it `lacks`.

    Ink grows evenly from none at white to the `darkest` at black, whatever the hue.
    """
    text = name.encode() + b"\0"
    described = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    rights = b"text\0\0\0\0none\0"
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061)
    tables = {b"A2B": _to_colour(), b"B2A": _to_ink(darkest)}
    tags = [(b"desc", described), (b"cprt", rights), (b"wtpt", white)]
    tags += [(kind + intent, data) for kind, data in tables.items() for intent in (b"0", b"1", b"2")]
    tags = [(signature, data) for signature, data in tags if signature not in lacks]
    table, body, start = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    placed: dict[bytes, int] = {}
    for signature, data in tags:
        if data not in placed:  # The three intents share their table.
            placed[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += signature + struct.pack(">II", placed[data], len(data))
    size = struct.pack(">I", start + len(body))
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    illuminant = struct.pack(">iii", 63190, 65536, 54061)
    numbered = bytes((version, 0x10 if version == 2 else 0x20, 0, 0))
    head = size + bytes(4) + numbered + device + space + b"Lab " + date + b"acsp" + bytes(28) + illuminant
    return head.ljust(128, b"\0") + table + body


def _to_ink(darkest: tuple[int, int, int, int]) -> bytes:
    """B2A: a grid of two, of which lightness is the first side."""
    dark = bytes(round(ink * 2.55) for ink in darkest)
    return _table(3, 4, dark * 4 + bytes(4) * 4)


def _to_colour() -> bytes:
    """A2B: white without ink, black with all black, and grey with each of the others."""
    cells = [(255 - (key & 1) * 255 - (key & 1 == 0) * 60 * (key >> 1).bit_count(), 128, 128) for key in range(16)]
    return _table(4, 3, bytes(value for cell in cells for value in cell))


def _table(inputs: int, outputs: int, grid: bytes) -> bytes:
    """A table of type mft1, of bytes (ICC.1:2010, 10.9), with straight curves."""
    one = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    curves = bytes(range(256))
    return b"mft1" + bytes(4) + bytes((inputs, outputs, 2, 0)) + one + curves * inputs + grid + curves * outputs
