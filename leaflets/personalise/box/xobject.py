"""Take a page out of one PDF as a form another can paint, with all it refers to."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Object

from leaflets.personalise.incremental_update import Content, Numbered, Stream, reference

Identity = tuple[int, int]
Pieces = tuple[bytes | Identity, ...]
"""An object as it is written, its references to others left open."""


@dataclass(frozen=True)
class _Open:
    """An object of the page, and its packed data when it is a stream."""

    pieces: Pieces
    data: bytes | None


def form(pdf: bytes) -> Numbered:
    """The first page of `pdf` as a form of 1 × 1, the size of a picture, for any object numbers."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        page = file.pages[0]
        _, _, width, height = (float(side) for side in page.mediabox)
        whole = page.as_form_xobject()
        # A picture fills the unit square; so does the form, by its own matrix (ISO 32000-1, 8.10.1).
        whole.Matrix = Array([1 / width, 0, 0, 1 / height, 0, 0])
        things = _reachable(file.make_indirect(whole))
        parts = {identity: _opened(thing) for identity, thing in things.items()}

    def objects(slot: int, free: int) -> dict[int, Content]:
        numbers = dict(zip(parts, [slot, *range(free, free + len(parts))], strict=False))
        return {numbers[identity]: _closed(part, numbers) for identity, part in parts.items()}

    return objects


def _reachable(first: Object) -> dict[Identity, Object]:
    """`first` and every object it leads to, each once."""
    found: dict[Identity, Object] = {first.objgen: first}
    waiting = [first]
    while waiting:
        for thing in _references(waiting.pop()):
            if thing.objgen not in found:
                found[thing.objgen] = thing
                waiting.append(thing)
    return found


def _inside(thing: object) -> Iterator[object]:
    if isinstance(thing, pikepdf.Stream):
        # The length is written anew with the stream, and may itself be an object nobody else needs.
        yield from (value for key, value in thing.stream_dict.items() if key != "/Length")
    elif isinstance(thing, Dictionary):
        yield from (value for _, value in thing.items())
    elif isinstance(thing, Array):
        yield from thing


def _references(thing: object) -> Iterator[Object]:
    for value in _inside(thing):
        if isinstance(value, Object) and value.is_indirect:
            yield value
        else:
            yield from _references(value)


def _opened(thing: Object) -> _Open:
    if not isinstance(thing, pikepdf.Stream):
        return _Open(tuple(_pieces(thing)), None)
    names = {key: value for key, value in thing.stream_dict.items() if key != "/Length"}
    # What is packed is copied as it lies in the file: to unpack it would cost time and change nothing.
    if "/Filter" in names:
        return _Open(tuple(_entries(names)), thing.read_raw_bytes())
    packed = Stream.pack(b"", thing.read_bytes())
    return _Open((*_entries(names), packed.head), packed.data)


def _entries(names: Mapping[str, object]) -> Iterator[bytes | Identity]:
    for key, value in names.items():
        yield key.encode() + b" "
        yield from _value(value)


def _value(value: object) -> Iterator[bytes | Identity]:
    if isinstance(value, Object) and value.is_indirect:
        yield value.objgen
    else:
        yield from _pieces(value)


def _pieces(thing: object) -> Iterator[bytes | Identity]:
    if isinstance(thing, Dictionary):
        yield b"<<"
        yield from _entries(dict(thing.items()))
        yield b">>"
    elif isinstance(thing, Array):
        yield b"["
        for value in thing:
            yield from _value(value)
            yield b" "
        yield b"]"
    elif isinstance(thing, Object):
        yield thing.unparse() + b" "
    else:
        yield (str(thing).lower() if isinstance(thing, bool) else str(thing)).encode() + b" "


def _closed(part: _Open, numbers: Mapping[Identity, int]) -> Content:
    written = b"".join(piece if isinstance(piece, bytes) else reference(numbers[piece]) + b" " for piece in part.pieces)
    return written if part.data is None else Stream(written, part.data, True)
