"""Put sections together with pypdf, then write the whole compactly with pikepdf."""

from __future__ import annotations

import gc
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from leaflets.merge.tags import TagJoiner
from leaflets.model.proof import QrCode
from leaflets.pdf.fonts import fold
from leaflets.pdf.metadata import describe
from leaflets.pdf.saving import saved
from leaflets.processes.bench import Bench, Shelf
from leaflets.processes.heap import give_back

SCHEME = "booklet:"
"""A link to this scheme names a destination in another section; merging makes it a link within the file."""

SECTIONS: Shelf[PdfReader] = Shelf("sections")
"""To parse them is a third of a merge, and a booklet is merged again when one of them has changed."""


@dataclass(frozen=True, slots=True)
class BookletPart:
    """A finished section and its bookmark: level (1 or 2) and title, or None."""

    pdf: bytes
    bookmark: tuple[int, str] | None = None


def merge(
    parts: Sequence[BookletPart], title: str, author: str, language: str, label: str, bench: Bench | None = None
) -> bytes:
    """One tagged PDF of `parts` in order; `label` names the first page, the cover. The same parts give the same bytes.

    Sections that lie parsed on `bench` are not parsed again.

    Raises ValueError when a link names a destination no part has.
    """
    give_back()
    joined = _joined(parts, title, author, language, label, bench or Bench())
    # pypdf's objects hold each other: 30 MB for 64 pages, which the fonts and the inspection after this can do with.
    gc.collect()
    compact = _compact(joined)
    give_back()
    return compact


def _joined(parts: Sequence[BookletPart], title: str, author: str, language: str, label: str, bench: Bench) -> bytes:
    writer = PdfWriter()
    joiner = TagJoiner(writer)
    destinations: dict[str, ArrayObject] = {}
    parents: dict[int, IndirectObject] = {}
    for part in parts:
        reader = _read(part.pdf, bench)
        first = len(writer.pages)
        for page in reader.pages:
            writer.add_page(page)
        joiner.join(reader, first)
        destinations |= _destinations(reader, writer, first)
        if part.bookmark is not None:
            level, name = part.bookmark
            parents[level] = writer.add_outline_item(title=name, page_number=first, parent=parents.get(level - 1))
    joiner.finish(language)
    _link(writer, destinations)
    root = writer.root_object
    root[NameObject("/Names")] = DictionaryObject({NameObject("/Dests"): _name_tree(destinations)})
    root[NameObject("/PageLabels")] = _labels(label)
    describe(writer, title=title, author=author, language=language)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _read(section: bytes, bench: Bench) -> PdfReader:
    """The section, parsed; nothing that merging does changes it, so that it may be merged again."""
    return bench.at(SECTIONS).of(hashlib.sha256(section).hexdigest(), lambda: PdfReader(io.BytesIO(section)))


def _destinations(reader: PdfReader, writer: PdfWriter, first: int) -> dict[str, ArrayObject]:
    """The named destinations of a section, on the pages they have in the whole."""
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    found: dict[str, ArrayObject] = {}
    for name, destination in reader.named_destinations.items():
        page = destination.raw_get("/Page")
        target = writer.pages[first + numbers[page.idnum]].indirect_reference
        assert target is not None
        found[name] = ArrayObject(
            [target, NameObject("/XYZ"), destination["/Left"], destination["/Top"], NumberObject(0)]
        )
    return found


def _link(writer: PdfWriter, destinations: Mapping[str, ArrayObject]) -> None:
    """Make the links to other sections links within the file."""
    for page in writer.pages:
        for reference in page.get("/Annots", ArrayObject()):
            annotation = reference.get_object()
            action = annotation.get("/A")
            address = str(action.get_object().get("/URI", "")) if action is not None else ""
            if address.startswith(SCHEME):
                name = address.removeprefix(SCHEME)
                if name not in destinations:
                    raise ValueError(f'a link names "{name}", which no section of the booklet has')
                del annotation[NameObject("/A")]
                annotation[NameObject("/Dest")] = TextStringObject(name)


def _name_tree(destinations: Mapping[str, ArrayObject]) -> DictionaryObject:
    names = ArrayObject()
    for name in sorted(destinations):
        names.extend([TextStringObject(name), destinations[name]])
    return DictionaryObject({NameObject("/Names"): names})


def _labels(label: str) -> DictionaryObject:
    """Page labels: the cover by name, then the folios as printed (ISO 32000-1, 12.4.2)."""
    decimal = {NameObject("/S"): NameObject("/D"), NameObject("/St"): NumberObject(2)}
    cover = {NameObject("/P"): TextStringObject(label)}
    nums = [NumberObject(0), DictionaryObject(cover), NumberObject(1), DictionaryObject(decimal)]
    return DictionaryObject({NameObject("/Nums"): ArrayObject(nums)})


def _compact(data: bytes) -> bytes:
    """The same file with its fonts once and its objects in streams; pypdf writes neither."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fold(pdf)
        return saved(pdf)


def shifted(codes: Sequence[QrCode], first: int) -> tuple[QrCode, ...]:
    """The QR codes of a section that begins on page `first` (from 1) of the whole."""
    return tuple(QrCode(page=code.page + first - 1, url=code.url, box_mm=code.box_mm) for code in codes)
