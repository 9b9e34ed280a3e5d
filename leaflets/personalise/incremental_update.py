"""Add to a finished PDF without touching it: an incremental update (ISO 32000-1, 7.5.6).

The bytes of the base come first, unchanged; the objects that are new or replaced follow, and a cross-reference stream.
So a personalised leaflet costs what it adds, and its medical text is byte for byte that of the proof.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# The smallest zlib makes. A stamp is a few kB and packed once for all copies that hold it, so its time counts little.
LEVEL = 9


@dataclass(frozen=True)
class Ending:
    """What an update needs to know of the file it is added to: where its cross-references start, its next free object
    number, the objects of its catalogue and information, and its first identifier."""

    start: int
    size: int
    root: int
    info: int | None
    identifier: bytes


class Stream(NamedTuple):
    """A stream: the inside of its dictionary without /Length, and its data, as it is written or still to be packed."""

    head: bytes
    data: bytes
    is_packed: bool = False

    @classmethod
    def pack(cls, head: bytes, data: bytes) -> Stream:
        """The stream with its data compressed once, for use in many files."""
        return cls(head + b"/Filter/FlateDecode", zlib.compress(data, LEVEL), True)


Content = bytes | Stream
"""An object as it is written: anything but a stream as its own bytes."""

Numbered = Callable[[int, int], Mapping[int, Content]]
"""Takes the number of a slot and the first free one, gives objects by number."""


def reference(number: int) -> bytes:
    """How one object names another."""
    return b"%d 0 R" % number


def references(numbers: Sequence[int]) -> bytes:
    return b"[" + b" ".join(map(reference, numbers)) + b"]"


def read_start(pdf: bytes) -> int:
    """The offset the file's last `startxref` names. Raises ValueError when there is none."""
    # The last line but one of a file is the offset of its cross-references (ISO 32000-1, 7.5.5).
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf[-64:])
    if found is None:
        raise ValueError("the file does not end like a PDF")
    return int(found.group(1))


def append(pdf: bytes, ending: Ending, objects: Mapping[int, Content]) -> bytes:
    """`pdf` with `objects` by their number. The same input gives the same bytes."""
    top = max(ending.size, *objects) + 1
    packed = {number: content for number, content in sorted(objects.items()) if not isinstance(content, Stream)}
    streams = {number: content for number, content in sorted(objects.items()) if isinstance(content, Stream)}
    # A stream may not lie in an object stream (ISO 32000-1, 7.5.7), so these stand on their own.
    streams[top] = _object_stream(packed)
    parts = [pdf, b"" if pdf.endswith(b"\n") else b"\n"]
    place = sum(map(len, parts))
    # Kinds of rows: 1 is an offset in the file, 2 the number of an object stream and the place in it (7.5.8.3).
    rows: dict[int, tuple[int, int, int]] = {number: (2, top, index) for index, number in enumerate(packed)}
    for number, stream in streams.items():
        written = _written(number, stream)
        rows[number] = (1, place, 0)
        parts.append(written)
        place += len(written)
    # The cross-reference stream is an object too, and lists itself.
    rows[top + 1] = (1, place, 0)
    # The second identifier changes with each update, the first stays (ISO 32000-1, 14.4). Of the content, not of the
    # hour, so that the same practice gets the same file; MD5 is what the clause proposes, and guards nothing here.
    digest = hashlib.md5(b"".join(parts[1:]), usedforsecurity=False).hexdigest().encode()
    parts.append(_written(top + 1, _cross_references(ending, rows, digest)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % place)
    return b"".join(parts)


def _written(number: int, stream: Stream) -> bytes:
    if not stream.is_packed:
        stream = Stream.pack(stream.head, stream.data)
    head, data, _ = stream
    return b"%d 0 obj\n<<%b/Length %d>>stream\n%b\nendstream\nendobj\n" % (number, head, len(data), data)


def _object_stream(objects: Mapping[int, bytes]) -> Stream:
    """Objects that are no streams, compressed together (ISO 32000-1, 7.5.7)."""
    index: list[bytes] = []
    place = 0
    for number, content in objects.items():
        index.append(b"%d %d" % (number, place))
        place += len(content) + 1
    # Pairs of number and offset come first, then the objects; /First is where these begin (7.5.7, table 16).
    first = b" ".join(index) + b"\n"
    head = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(first))
    return Stream(head, first + b"\n".join(objects.values()))


def _cross_references(ending: Ending, rows: Mapping[int, tuple[int, int, int]], digest: bytes) -> Stream:
    """The cross-reference stream of the update, which names the one before it (ISO 32000-1, 7.5.8)."""
    numbers = sorted(rows)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][0] + runs[-1][1]:
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
    index = b" ".join(b"%d %d" % (first, count) for first, count in runs)
    table = b"".join(
        # As wide as /W says below: four bytes reach 4 GB, two 65,535 objects in one object stream.
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + order.to_bytes(2, "big")
        for kind, place, order in (rows[number] for number in numbers)
    )
    info = b"/Info " + reference(ending.info) if ending.info is not None else b""
    return Stream(
        b"/Type/XRef/Size %d/Index[%b]/W[1 4 2]/Prev %d/Root %b%b/ID[<%b><%b>]"
        % (numbers[-1] + 1, index, ending.start, reference(ending.root), info, ending.identifier, digest),
        table,
    )
