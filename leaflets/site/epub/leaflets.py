"""The e-book of a leaflet: its cover, all its words in the order they are printed in, and its sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jinja2
from markupsafe import Markup

from leaflets.model.artefact import EDITIONS
from leaflets.model.content import Language, Leaflet
from leaflets.pictures import MAX_BYTES
from leaflets.site.addresses import web_address
from leaflets.site.epub.body import PICTURES, as_xhtml, drawing, leaflet_body
from leaflets.site.epub.book import EpubBook, EpubCover, EpubLine, EpubPart, PageBreak
from leaflets.site.epub.print_pages import marked, printed_pages
from leaflets.site.files import form_of
from leaflets.site.house import logo_of
from leaflets.site.pages import day_in, review_in, tongue
from leaflets.site.pictures import pictures_of, safe
from leaflets.site.shelf import Download, SiteShelf
from leaflets.site.twin import Twin, callable_numbers, emergency
from leaflets.storage.files import read_plain

TEXT = "text.xhtml"
"""The document with the words of a leaflet."""

PRINTED = "a5"
"""The form whose pages a leaflet's e-book marks: folded or read, it has the same four."""


def leaflet_book(
    shelf: SiteShelf, language: Language, leaflet: Leaflet, cover: bytes, environment: jinja2.Environment
) -> EpubBook:
    """The e-book of a leaflet, under this picture. Raises OSError for a picture of its text that is gone."""
    words, edition = language.words, shelf.edition
    part = leaflet_part(shelf, language, leaflet, environment, TEXT, is_alone=True)
    book = EpubBook(
        id=leaflet.version_id if not edition.own else f"{edition.own.id}-{leaflet.version_id}",
        title=leaflet.title, authors=(leaflet.author,), publisher=publisher(shelf), description=leaflet.audience,
        rights=edition.text_licence or words["ask_to_reprint"], date=leaflet.date,
        cover=EpubCover(cover, f"{leaflet.kicker or words['kicker']} {leaflet.name}. {leaflet.poster}"),
        parts=(part,), contents=_contents(leaflet, language), begins=TEXT,
        pictures={**pictures_of(shelf, language.id, [leaflet]), **logo_picture(shelf)},
    )  # fmt: skip
    download = printed_as(shelf, language, leaflet.id, PRINTED)
    return book if download is None else _with_marks(book, shelf, download, language)


def _with_marks(book: EpubBook, shelf: SiteShelf, download: Download, language: Language) -> EpubBook:
    """The book with the pages of the file that is printed, where these fit its words."""
    pages = printed_pages(shelf.output / download.artefact.path)
    found = marked(book.parts[0].xhtml, pages, language.words["page"]) if pages else None
    if found is None:
        return book
    marks = tuple(PageBreak(page.label, f"{TEXT}#{page.id}") for page in pages)
    return replace(book, parts=(EpubPart(TEXT, found),), marks=marks, printed=printed_form(download, language))


def leaflet_part(
    shelf: SiteShelf,
    language: Language,
    leaflet: Leaflet,
    environment: jinja2.Environment,
    name: str,
    *,
    is_alone: bool,
) -> EpubPart:
    """The document with a leaflet's words; in a booklet, which has its own, without an imprint."""
    body = leaflet_body(shelf, language, leaflet)
    values = {
        "leaflet": leaflet, "body": body, "drawing": lambda: drawing(body, shelf, environment), "is_alone": is_alone,
        "emergency": emergency, "callable": callable_numbers, "blog": shelf.catalogue.sources[shelf.edition.blog],
        "aside": aside(body), "has_lapsed": shelf.has_lapsed(leaflet), "title": leaflet.title,
    }  # fmt: skip
    return part_of(shelf, language, environment, "leaflet", name, values)


def aside(body: Twin) -> Markup:
    """What comes below the steps, behind the doctor as it is printed; so it has headings of its own there."""
    return Markup(str(body.section("aside")).replace("<h3>", "<h2>").replace("</h3>", "</h2>"))


def part_of(
    shelf: SiteShelf,
    language: Language,
    environment: jinja2.Environment,
    template: str,
    name: str,
    values: dict[str, object],
) -> EpubPart:
    """A document of an e-book, filled into its template."""
    html = environment.get_template(f"site/epub/{template}.xhtml").render(
        language=language, words=language.words, edition=shelf.edition, name=name,
        date=lambda day: day_in(language, day), review=lambda day: review_in(shelf, language, day),
        tongue=lambda other: tongue(other, language), web=web_address(shelf.edition.publisher.website),
        logo=logo_name(shelf), pictures=PICTURES, **values,
    )  # fmt: skip
    return EpubPart(name, as_xhtml(html))


def _contents(leaflet: Leaflet, language: Language) -> tuple[EpubLine, ...]:
    """Its headings, in their order."""
    named = [(leaflet.section(name).heading, name) for name in ("summary", "body", "rest", "steps", "doctor")]
    if leaflet.diagram:
        named.insert(3, (leaflet.diagram.title, "diagram"))
    if aside := leaflet.part("aside"):
        named.append((aside.partition("\n")[0].removeprefix("### "), "aside"))
    if leaflet.cited:
        named.append((language.words["sources"], "sources"))
    return tuple(EpubLine(heading, f"{TEXT}#{name}") for heading, name in named)


def publisher(shelf: SiteShelf) -> str:
    """Who hands it out: the association whose edition it is, or the publisher of the series."""
    return shelf.edition.own.name if shelf.edition.own else shelf.edition.publisher.name


def logo_picture(shelf: SiteShelf) -> dict[str, bytes]:
    """The logo of an association's edition by its name, where it has one."""
    logo, name = logo_of(shelf.edition), logo_name(shelf)
    if logo is None or name is None:
        return {}
    folder = shelf.content / EDITIONS
    return {name: safe(logo.name, read_plain(folder / logo.name, MAX_BYTES, folder))}


def logo_name(shelf: SiteShelf) -> str | None:
    """What that logo is called in an e-book."""
    logo = logo_of(shelf.edition)
    return f"logo{Path(logo.name).suffix.lower()}" if logo else None


def printed_as(shelf: SiteShelf, language: Language, leaflet: str | None, form: str) -> Download | None:
    """The file of that form as it comes, where it is there."""
    files = shelf.files(language.id, leaflet)
    return next((one for one in files if one.artefact.format == form and one.is_plain), None)


def printed_form(download: Download, language: Language) -> str:
    """What names the form whose pages are marked: its title, what the form is called, and its version."""
    artefact = download.artefact
    return f"{artefact.title}. {form_of(download, language)}, {language.words['version'].lower()} {artefact.version}"
