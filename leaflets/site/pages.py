"""The pages of the site: what stands on each, filled into the templates of templates/site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from leaflets.content.dates import dated, review
from leaflets.model.content import Language, Leaflet
from leaflets.plan.chapters import ABOUT
from leaflets.site import share, twin
from leaflets.site.addresses import INDEX, address, leaflet_page, link, offline_page, page_of, web_address
from leaflets.site.changes import site_changes
from leaflets.site.files import described, form_of, pages_of, size_of
from leaflets.site.house import logo_path, logo_size
from leaflets.site.listing import in_order, listed_name
from leaflets.site.markup import medical_page, open_graph_locale
from leaflets.site.shelf import FORMS, Download, SiteShelf

NOT_FOUND = "404.html"

LOST = "lost.js"
"""The script of that page."""

SCRIPT = "valid.js"
"""The script that knows when the day of a review has come."""

OWN_PAGES = ("search", "booklet", "practice", "about", "accessibility", "licence", "news")
"""The pages of a language that are of no leaflet, by name; each has a template."""


@dataclass(frozen=True)
class SitePage:
    """A page of the site: where it stands, its template, and what the template needs beside what all pages do."""

    path: str
    template: str
    language: Language
    title: str
    description: str
    values: Mapping[str, object] = field(default_factory=dict)
    twins: Mapping[str, str] = field(default_factory=dict)
    """The same page in each language, its own too, by the language's id."""
    is_listed: bool = True
    """Whether search engines should know it."""
    picture: str | None = None
    """What is shown where somebody shares it."""
    root: str | None = None
    """What its links begin with, where it is shown at other addresses than its own."""


@lru_cache(maxsize=8)
def environment_of(templates: Path) -> jinja2.Environment:
    """The templates of a folder, each compiled once."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def all_pages(shelf: SiteShelf) -> Iterator[SitePage]:
    """Every page of the site."""
    yield _front(shelf)
    yield _not_found(shelf)
    for language in shelf.languages:
        yield _list(shelf, language)
        yield _offline(language)
        yield from (_of_leaflet(shelf, language, leaflet) for leaflet in shelf.leaflets(language.id))
        yield from (_OWN[name](shelf, language) for name in OWN_PAGES if _has(shelf, language, name))


def _has(shelf: SiteShelf, language: Language, name: str) -> bool:
    """Whether a language has a page: that of the booklet needs one, if only one that is kept back, and it says
    why; that about the series its chapter.
    """
    if name == "booklet":
        return bool(shelf.files(language.id, None) or shelf.withheld(language.id))
    return name != ABOUT or ABOUT in shelf.catalogue.chapters.get(language.id, {})


def html_of(page: SitePage, shelf: SiteShelf, sheet: str) -> str:
    """The HTML of a page; `sheet` is the name of the style sheet."""
    environment = environment_of(shelf.templates)
    language = page.language

    def to(target: str) -> str:
        return link(page.path, target) if page.root is None else page.root + target

    return environment.get_template(f"site/{page.template}.html").render(
        page=page, shelf=shelf, language=language, words=language.words, to=to, edition=shelf.edition, sheet=sheet,
        whole=lambda path: address(shelf.base, path) if shelf.base else None,
        own=lambda name: to(page_of(language.id, name)), has=lambda name: _has(shelf, language, name),
        home=to(f"{language.id}/{INDEX}"), locale=open_graph_locale(language.id), languages=shelf.languages,
        date=lambda day: day_in(language, day), review=lambda day: review_in(shelf, language, day),
        leaflet_page=lambda leaflet: to(leaflet_page(leaflet.language, leaflet.slug)),
        listed_name=lambda leaflet: listed_name(leaflet, language),
        tongue=lambda name: tongue(name, language), web=web_address(shelf.edition.publisher.website),
        logo=logo_path(shelf.edition), logo_size=logo_size(shelf.edition),
        cover=lambda leaflet: to(f"drawings/{leaflet.id}.svg"),
        described=lambda download: described(download, language), form=lambda download: form_of(download, language),
        counted=lambda download: pages_of(download, language), sized=lambda count: size_of(count, language),
        **page.values,
    )  # fmt: skip


def tongue(name: str, language: Language) -> str:
    """What a language is called in another: Engels."""
    from babel import Locale

    return Locale.parse(name, sep="-").get_display_name(language.id.replace("-", "_")) or name


def day_in(language: Language, day: dt.date) -> str:
    """A day as the language writes it; no line ends within it, or it would take a second look."""
    return dated(language, day).replace(" ", "\u00a0")


def review_in(shelf: SiteShelf, language: Language, review_by: dt.date) -> str:
    """By when a text is to be reviewed, or that this day has come."""
    said = review(language, review_by, is_past=review_by <= shelf.day)
    return said.replace(dated(language, review_by), day_in(language, review_by))


def _front(shelf: SiteShelf) -> SitePage:
    """Where somebody comes in who names no language."""
    first = shelf.languages[0]
    return SitePage(INDEX, "front", first, first.words["series"], first.words["site_intro"], is_listed=False)


def _not_found(shelf: SiteShelf) -> SitePage:
    """The page that answers at any address cannot know from where it leads: it names the path of the site.

    Where nobody said that it is the root of a host, at which most sites are.
    """
    first = shelf.languages[0]
    title, said = first.words["site_not_found"], first.words["site_not_found_text"]
    root = urlsplit(shelf.base or "/").path
    return SitePage(NOT_FOUND, "not-found", first, title, said, {"script": LOST}, is_listed=False, root=root)


def _offline(language: Language) -> SitePage:
    """What the worker shows at the address of a page that was not read; it stands at the root and knows its way."""
    words = language.words
    title, said = words["site_offline"], words["site_offline_text"]
    return SitePage(offline_page(language.id), "offline", language, title, said, is_listed=False, root="./")


def _twins(shelf: SiteShelf, path: Callable[[Language], str | None]) -> dict[str, str]:
    found = ((language.id, path(language)) for language in shelf.languages)
    return {name: where for name, where in found if where is not None}


def _list(shelf: SiteShelf, language: Language) -> SitePage:
    words = language.words
    values = {"leaflets": in_order(shelf.leaflets(language.id), language)}
    twins = _twins(shelf, lambda other: f"{other.id}/{INDEX}")
    return SitePage(
        f"{language.id}/{INDEX}", "list", language, words["series"], words["site_intro"], values, twins,
        picture=next((share.names(one)[0] for one in values["leaflets"] if not shelf.withdrawal(one)), None),
    )  # fmt: skip


def _of_leaflet(shelf: SiteShelf, language: Language, leaflet: Leaflet) -> SitePage:
    files = shelf.files(language.id, leaflet.id)
    path = leaflet_page(language.id, leaflet.slug)
    body = twin.Twin(shelf, language, leaflet, link(path, f"{language.id}/pictures"))
    gone = shelf.withdrawal(leaflet)
    values = {
        "leaflet": leaflet, "body": body, "drawing": lambda: body.drawing(environment_of(shelf.templates)),
        "files": files, "main": next(iter(_reading(files)), None), "shown": _shown(files), "folded": _folded(files),
        "data": None if gone else medical_page(shelf, leaflet, files), "share": share.names(leaflet), "gone": gone,
        "emergency": twin.emergency,
        "callable": twin.callable_numbers, "script": SCRIPT, "blog": shelf.catalogue.sources[shelf.edition.blog],
    }  # fmt: skip

    def elsewhere(other: Language) -> str | None:
        same = (one for one in shelf.leaflets(other.id) if one.id == leaflet.id)
        return next((leaflet_page(other.id, one.slug) for one in same), None)

    return SitePage(
        path, "leaflet", language, leaflet.title, leaflet.audience, values, _twins(shelf, elsewhere),
        is_listed=gone is None, picture=share.names(leaflet)[0],
    )  # fmt: skip


def _reading(files: tuple[Download, ...]) -> list[Download]:
    """The files to read, the one that most people want first."""
    return [one for one in files if one.artefact.purpose == "reading" and one.is_plain]


def _shown(files: tuple[Download, ...]) -> list[Download]:
    return [one for one in files if one.is_plain and one.artefact.format in FORMS]


def _folded(files: tuple[Download, ...]) -> list[Download]:
    return [one for one in files if one not in _shown(files)]


def _search(shelf: SiteShelf, language: Language) -> SitePage:
    values = {"leaflets": list(zip(count(), in_order(shelf.leaflets(language.id), language), strict=False))}
    return _own_page(shelf, language, "search", values)


def _booklet(shelf: SiteShelf, language: Language) -> SitePage:
    files = shelf.files(language.id, None)
    chapters = shelf.catalogue.chapters[language.id]
    values = {
        "files": files, "main": next(iter(_reading(files)), None),
        "withheld": [listed_name(one, language) for one in shelf.withheld(language.id)],
        "leaflets": shelf.leaflets(language.id), "chapters": [chapters[name] for name in _opening(shelf, language)],
    }  # fmt: skip
    return _own_page(shelf, language, "booklet", values)


def _opening(shelf: SiteShelf, language: Language) -> list[str]:
    """The chapters for everybody, in their order."""
    order = shelf.edition.chapters
    return [name for name in (*order.opening, *order.closing) if name in shelf.catalogue.chapters[language.id]]


def _practice(shelf: SiteShelf, language: Language) -> SitePage:
    leaflets = in_order(shelf.leaflets(language.id), language)
    values = {
        "body": twin.Body(shelf, language, (), "pictures"),
        "rows": [(one, shelf.files(language.id, one.id)) for one in leaflets],
        "booklets": shelf.files(language.id, None),
    }  # fmt: skip
    return _own_page(shelf, language, "practice", values)


def _about(shelf: SiteShelf, language: Language) -> SitePage:
    chapter = shelf.catalogue.chapters[language.id][ABOUT]
    body = twin.Body(shelf, language, chapter.cited, "pictures")
    return _own_page(shelf, language, ABOUT, {"chapter": chapter, "body": body})


def _words_alone(name: str) -> Callable[[SiteShelf, Language], SitePage]:
    def made(shelf: SiteShelf, language: Language) -> SitePage:
        return _own_page(shelf, language, name, {"body": twin.Body(shelf, language, (), "pictures")})

    return made


def _news(shelf: SiteShelf, language: Language) -> SitePage:
    return _own_page(shelf, language, "news", {"changes": site_changes(shelf, language)})


def _own_page(shelf: SiteShelf, language: Language, name: str, values: Mapping[str, object]) -> SitePage:
    title = language.words[f"site_{name}"]
    twins = _twins(shelf, lambda other: page_of(other.id, name) if _has(shelf, other, name) else None)
    return SitePage(
        page_of(language.id, name), name, language, title, language.words[f"site_{name}_text"].split("\n")[0],
        values, twins, is_listed=name != "search",
    )  # fmt: skip


_OWN: Mapping[str, Callable[[SiteShelf, Language], SitePage]] = {
    "search": _search, "booklet": _booklet, "practice": _practice, "about": _about,
    "accessibility": _words_alone("accessibility"), "licence": _words_alone("licence"), "news": _news,
}  # fmt: skip
