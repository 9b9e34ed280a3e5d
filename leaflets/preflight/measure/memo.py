"""Pages measured before. In a process that stays, a page that is as it was need not be measured again.

What a reader sees of a page is its content, what that draws with, and its boxes. When those are the same to the byte,
so is all that was measured.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from leaflets.model.proof import QrCode
from leaflets.preflight.measure import paint as painting
from leaflets.preflight.measure import qr, text
from leaflets.preflight.measure.paint import Painted
from leaflets.preflight.measure.qr import QrReading
from leaflets.preflight.measure.text import MeasuredPage
from leaflets.processes.bench import Bench, Shelf

_ELSEWHERE = frozenset({"/A", "/B", "/Dest", "/P", "/Parent", "/Popup", "/StructParent", "/StructParents"})
"""What leads from a page to other pages or into the tag tree, and changes nothing of its looks."""

PAGES: Shelf[MeasuredPage] = Shelf("pages")
LOOKS: Shelf[QrReading] = Shelf("looks")
PAINTED: Shelf[Painted] = Shelf("painted")


def names(pdf: Pdf, bench: Bench) -> tuple[str, ...]:
    """What each page of a file is known by; nothing on a bench that keeps none."""
    return tuple(page_digests(pdf)) if bench.most else ()


def measured(data: bytes, digests: Sequence[str], bench: Bench) -> tuple[MeasuredPage, ...]:
    """What stands on each page of `data`, which are known by `digests`."""
    if not digests:
        return tuple(text.pages(data))
    known = bench.at(PAGES)
    found = {number: page for number, digest in enumerate(digests, start=1) if (page := known.get(digest))}
    for page in text.pages(data, but=found.keys()):
        found[page.number] = page
        known.put(digests[page.number - 1], page)
    return tuple(found[number] for number in sorted(found))


def painted(pdf: Pdf, digests: Sequence[str], only_texts: bool, bench: Bench) -> tuple[Painted, ...]:
    """What the content of each page paints; remembered is what has nothing of the file itself."""
    # Pictures and colours are objects of the file, which is closed before anybody asks again.
    if not digests or not only_texts:
        return tuple(painting.painted(pdf, only_texts))
    known = bench.at(PAINTED)
    fonts: painting.Fonts = {}
    return tuple(
        known.of(digest, lambda page=page: painting.painted_on(page, fonts, only_texts))  # type: ignore[misc]
        for digest, page in zip(digests, pdf.pages, strict=True)
    )


def looked_at(
    data: bytes, digests: Sequence[str], wanted: Sequence[QrCode], pages: Sequence[MeasuredPage], bench: Bench
) -> QrReading:
    """What a phone makes of the pages of `data` that should hold codes; `pages` are the pages as they were measured."""
    whole = {page.number: page.symbols for page in pages}
    if not digests:
        return qr.look(data, wanted, whole)
    known = bench.at(LOOKS)
    looks: list[QrReading] = []
    for number in sorted({code.page for code in wanted}):
        own = tuple(code for code in wanted if code.page == number)
        digest = hashlib.sha256(f"{digests[number - 1] if number <= len(digests) else ''} {own}".encode()).hexdigest()
        looks.append(known.of(digest, lambda own=own: qr.look(data, own, whole)))  # type: ignore[misc]
    return qr.together(looks)


def page_digests(pdf: Pdf) -> Iterator[str]:
    """The SHA-256 of each page's number and of all that it shows."""
    # Fonts and forms are shared by pages: each is read once a file, not once a page.
    hashed: dict[tuple[int, int], bytes] = {}
    for number, page in enumerate(pdf.pages, start=1):
        # With the number: what is measured tells its page.
        boxes = [[float(side) for side in box] for box in (page.mediabox, page.cropbox, page.trimbox)]
        whole = hashlib.sha256(f"{number} {boxes}".encode())
        for key in ("/Contents", "/Resources", "/Rotate", "/Annots", "/Group", "/UserUnit"):
            # A page may have these from the node above it (ISO 32000-1, 7.7.3.4).
            whole.update(key.encode() + _digest(_inherited(page.obj, key), hashed))
        yield whole.hexdigest()


def _inherited(page: Object, key: str) -> Object | None:
    node: Object | None = page
    while node is not None and key not in node:
        node = node.get("/Parent")
    return node[key] if node is not None else None


def _digest(thing: object, hashed: dict[tuple[int, int], bytes]) -> bytes:
    """The digest of an object and of all it refers to; each indirect object is read once a file."""
    if not isinstance(thing, Object) or not isinstance(thing, Array | Dictionary | Stream):
        said = thing.unparse() if isinstance(thing, Object) else repr(thing).encode()
        return hashlib.sha256(said).digest()
    name = thing.objgen if thing.is_indirect else (0, 0)
    if name in hashed:
        return hashed[name]
    if name != (0, 0):
        hashed[name] = b"above"  # What leads back to itself, as an annotation does to its form, is read once.
    whole = hashlib.sha256()
    if isinstance(thing, Array):
        for item in thing:
            whole.update(_digest(item, hashed))
    else:
        for key in sorted(set(thing.keys()) - _ELSEWHERE):
            whole.update(key.encode() + b"\0" + _digest(thing[key], hashed))
    if isinstance(thing, Stream):
        whole.update(thing.read_raw_bytes())
    if name != (0, 0):
        hashed[name] = whole.digest()
    return whole.digest()
