"""An e-book as one file: its documents, the lists that every reading program asks for, all in a ZIP (EPUB 3.3, OCF)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import jinja2

from leaflets.model.content import Language
from leaflets.site.epub.body import PICTURES, as_xhtml
from leaflets.site.epub.book import COVER, NAV, EpubBook, EpubPart
from leaflets.site.epub.print_pages import mark

MIMETYPE = b"application/epub+zip"

FOLDER = "EPUB"
"""Where the book lies in the file."""

PACKAGE, STYLE, PICTURE = "package.opf", "epub.css", "cover.png"

KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
"""The media types of pictures by the ends of their names."""

LEVEL = 9
"""How hard zlib packs: an e-book is read more often than made."""


@dataclass(frozen=True)
class _Item:
    """A file of the book as the list of files has it."""

    id: str
    name: str
    kind: str
    properties: str = ""


def packed(book: EpubBook, language: Language, environment: jinja2.Environment) -> bytes:
    """The bytes of an e-book, the same each time."""
    files = dict(_files(book, language, environment))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed_book:
        # First and not packed: a program knows the file by what stands at this place of it.
        packed_book.writestr(_entry("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        for path in sorted(files):
            packed_book.writestr(_entry(path), files[path], zipfile.ZIP_DEFLATED, LEVEL)
    return target.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    """A file's place in the ZIP, with no time of the clock and no mark of the system it was made on."""
    entry = zipfile.ZipInfo(path)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _files(book: EpubBook, language: Language, environment: jinja2.Environment) -> Iterator[tuple[str, bytes]]:
    """Every file by its path."""
    values = {"book": book, "language": language, "words": language.words, "mark": mark}
    items = list(_items(book))

    def filled(name: str) -> bytes:
        template = environment.get_template(f"site/epub/{name}")
        return as_xhtml(template.render(items=items, spine=_spine(book), package=PACKAGE, **values)).encode()

    yield "META-INF/container.xml", filled("container.xml")
    for name in (PACKAGE, NAV, COVER, STYLE):
        yield f"{FOLDER}/{name}", filled(name)
    yield f"{FOLDER}/{PICTURE}", book.cover.png
    for part in book.parts:
        yield f"{FOLDER}/{part.name}", part.xhtml.encode()
    for name, data in book.pictures.items():
        yield f"{FOLDER}/{PICTURES}/{name}", data


def _items(book: EpubBook) -> Iterator[_Item]:
    """The list of files, in the order of reading."""
    yield _Item("nav", NAV, "application/xhtml+xml", "nav")
    yield _Item("style", STYLE, "text/css")
    yield _Item("cover-picture", PICTURE, "image/png", "cover-image")
    yield _Item("cover", COVER, "application/xhtml+xml")
    for number, part in enumerate(book.parts, start=1):
        yield _Item(f"part-{number}", part.name, "application/xhtml+xml", "svg" if part.has_drawing else "")
    for number, name in enumerate(sorted(book.pictures), start=1):
        yield _Item(f"picture-{number}", f"{PICTURES}/{name}", KINDS[PurePosixPath(name).suffix.lower()])


def _spine(book: EpubBook) -> Sequence[str]:
    """The ids of the documents in the order of reading; the contents where they are a page stand before the text."""
    order: list[EpubPart] = list(book.parts)
    ids = [f"part-{number}" for number in range(1, len(order) + 1)]
    at = next((place for place, part in enumerate(order) if part.name == book.begins), 0)
    return ["cover", *ids[:at], *(["nav"] if book.is_long else []), *ids[at:]]
