"""Small ICC profiles, since no free one of a press is to be had."""

from __future__ import annotations

import struct


def icc(space: bytes = b"CMYK", device: bytes = b"prtr", name: str = "Test Coated FOGRA39") -> bytes:
    """An ICC version 2 profile with a header, a description, a white point and nothing to convert with."""
    text = name.encode() + b"\0"
    described = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    rights = b"text\0\0\0\0none\0"
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061)
    tags = [(b"desc", described), (b"cprt", rights), (b"wtpt", white)]
    table, body, start = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for signature, data in tags:
        padded = data + bytes(-len(data) % 4)
        table += signature + struct.pack(">II", start + len(body), len(data))
        body += padded
    size = struct.pack(">I", start + len(body))
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    illuminant = struct.pack(">iii", 63190, 65536, 54061)
    head = size + bytes(4) + b"\x02\x40\0\0" + device + space + b"Lab " + date + b"acsp" + bytes(28) + illuminant
    return head.ljust(128, b"\0") + table + body
