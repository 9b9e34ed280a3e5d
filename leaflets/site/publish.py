"""The whole site in its folder: written beside what is there and put in its place at once, the same bytes each time."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import starmap
from pathlib import Path

from leaflets.messages import say
from leaflets.model.content import Chapter, Leaflet
from leaflets.plan.chapters import ABOUT
from leaflets.problems import ContentError, Problem
from leaflets.site import pages, search, share, styles, valid
from leaflets.site.addresses import FOLDER, INDEX, SiteFile, offline_page
from leaflets.site.epub.books import all_books
from leaflets.site.house import logo_file
from leaflets.site.listing import in_order
from leaflets.site.markup import feed, sitemap, web_manifest
from leaflets.site.own_files import own_files
from leaflets.site.pictures import pictures_of
from leaflets.site.shelf import Download, SiteShelf
from leaflets.site.thumbnails import Drawn, first_page
from leaflets.storage.atomic import HALF, make_folder, noting, stay_inside
from leaflets.storage.digests import file_digest
from leaflets.storage.manifest import CACHE
from leaflets.typeset.palette import palette

SCRIPTS = ("site.js", "search.js", pages.SCRIPT, pages.LOST)

LIFT = 7
"""By how many hundredths of the disc a motif stands higher on a cover, whose horizon cuts it."""


def publish_site(shelf: SiteShelf) -> int:
    """Write the site of what is on the shelf; gives the number of its files. Raises ContentError."""
    files = all_files(shelf)
    if problems := list(twice(files)):
        raise ContentError(*problems)
    found: list[Problem] = []
    with noting(found, shelf.output / FOLDER, shelf.output):
        write_site(files, shelf.output)
    if found:
        raise ContentError(*found)
    return len(files)


def all_files(shelf: SiteShelf) -> list[SiteFile]:
    """Every file of the site, in the order of their paths; no two have the same. Raises ContentError."""
    drawn = Drawn(shelf.output)
    shared = _shared(shelf, drawn)
    shelf = replace(shelf, books=all_books(shelf, shared, drawn))
    made = [*pages.all_pages(shelf), *valid.valid_pages(shelf)]
    # Looked at twice: the fonts hold what the pages say, and the pages name the style sheet.
    texts = {page.path: pages.html_of(page, shelf, styles.SHEET) for page in made}
    fonts = styles.fonts(texts.values(), drawn)
    files = [SiteFile(path, text.encode()) for path, text in texts.items()]
    files += [*fonts, SiteFile(styles.SHEET, styles.sheet(shelf.look, shelf.templates, fonts).encode())]
    files += [*_drawings(shelf, drawn), *_scripts(shelf), *_of_languages(shelf, made)]
    files += [file for several in shelf.offered.values() for one in several for file in _taken(shelf, one, drawn)]
    files += [*_pictures(shelf), *starmap(SiteFile, shared.items()), *shelf.books.values()]
    files.append(_worker(shelf, files))
    files += own_files(shelf, files)
    drawn.forget_others()
    return sorted(files, key=lambda file: file.path)


def _drawings(shelf: SiteShelf, drawn: Drawn) -> Iterator[SiteFile]:
    """The covers' discs, and the icon."""
    yield from logo_file(shelf)
    yield SiteFile("drawings/_series.svg", share.cover_disc(shelf.look, "", 0, 0).encode())
    groups = {leaflet.id: leaflet.group for one in shelf.languages for leaflet in shelf.leaflets(one.id)}
    for name, group in groups.items():
        yield SiteFile(f"drawings/{name}.svg", share.cover_disc(shelf.look, name, group, LIFT).encode())
    icon = share.icon(shelf.look)
    yield SiteFile("favicon.svg", icon.encode())
    yield SiteFile("icon-192.png", drawn.get("png", icon, lambda: share.icon_pixels(shelf.look)))


def _scripts(shelf: SiteShelf) -> Iterator[SiteFile]:
    for name in SCRIPTS:
        yield SiteFile(name, (shelf.templates / "site" / name).read_bytes())


def _of_languages(shelf: SiteShelf, made: Sequence[pages.SitePage]) -> Iterator[SiteFile]:
    """The index of each language; and where the address is known, what tells others of the pages."""
    for language in shelf.languages:
        leaflets = in_order(shelf.leaflets(language.id), language)
        terms = shelf.catalogue.glossary.get(language.id, ())
        index = search.index(leaflets, language, terms, shelf.catalogue.formats, shelf.register)
        yield SiteFile(f"{language.id}/search-index.js", index.encode())
        if shelf.base:
            yield SiteFile(f"{language.id}/feed.xml", feed(shelf, language).encode())
    theme = palette(shelf.look, "screen")["group-0"]
    yield SiteFile("manifest.webmanifest", web_manifest(shelf.languages[0], theme).encode())
    if shelf.base:
        yield SiteFile("sitemap.xml", sitemap(shelf.base, [page.path for page in made if page.is_listed]).encode())
        yield SiteFile("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {shelf.base}sitemap.xml\n".encode())


def _pictures(shelf: SiteShelf) -> Iterator[SiteFile]:
    """The pictures of the texts."""
    for language in shelf.languages:
        about = shelf.catalogue.chapters.get(language.id, {}).get(ABOUT)
        texts: list[Leaflet | Chapter] = [*shelf.leaflets(language.id), *([about] if about else [])]
        for name, data in pictures_of(shelf, language.id, texts).items():
            yield SiteFile(f"{language.id}/pictures/{name}", data)


def _taken(shelf: SiteShelf, download: Download, drawn: Drawn) -> Iterator[SiteFile]:
    """A file to take along, the picture of its first page, and its print ticket."""
    artefact = download.artefact
    path = shelf.output / artefact.path
    yield SiteFile(artefact.path, path)
    yield SiteFile(download.picture, drawn.get("webp", artefact.sha256, lambda: first_page(path)))
    if download.ticket is not None:
        yield SiteFile(download.ticket.path, shelf.output / download.ticket.path)


def _shared(shelf: SiteShelf, drawn: Drawn) -> dict[str, bytes]:
    """The pictures to share of each leaflet that is handed out, by their paths."""
    found: dict[str, bytes] = {}
    environment = pages.environment_of(shelf.templates)
    for language in shelf.languages:
        for leaflet in shelf.handed_out(language.id):
            pictures = share.share_pictures(leaflet, language, shelf.look, environment, shelf.base)
            for path, picture in zip(share.names(leaflet), pictures, strict=True):
                found[path] = drawn.get("jpg", picture.html, lambda one=picture: share.drawn(one))  # type: ignore[misc]
    return found


def _worker(shelf: SiteShelf, files: Sequence[SiteFile]) -> SiteFile:
    """The script that keeps what was read; it is another one as soon as any page is."""
    kept = [one for one in files if isinstance(one.data, bytes)]
    digest = hashlib.sha256("".join(f"{one.path}{_digest(one)}" for one in kept).encode()).hexdigest()[:12]
    first = [
        INDEX,
        "site.css",
        *SCRIPTS,
        *([valid.CHECK] if shelf.register.versions else []),
        *(one.path for one in files if one.path.startswith("fonts/")),
    ]
    for language in shelf.languages:
        first += [f"{language.id}/{name}" for name in (INDEX, "search.html", "search-index.js")]
        first.append(offline_page(language.id))
    text = (
        pages.environment_of(shelf.templates)
        .get_template("site/sw.js")
        .render(digest=digest, first=first, languages=[one.id for one in shelf.languages])
    )
    return SiteFile("sw.js", text.encode())


def _digest(file: SiteFile) -> str:
    return hashlib.sha256(file.data).hexdigest() if isinstance(file.data, bytes) else file_digest(file.data)


def write_site(files: Iterable[SiteFile], output: Path) -> None:
    """Put the site in its folder, all of it or nothing. Raises OSError with the name of what stands in the way."""
    folder = output / FOLDER
    stay_inside(folder, output)
    half, before = (output / CACHE / f"site-{os.urandom(4).hex()}{end}" for end in (HALF, f".old{HALF}"))
    try:
        for file in files:
            _put(half / file.path, file.data)
        if folder.exists():
            if not folder.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
            folder.rename(before)
        half.rename(folder)
    finally:
        if before.exists() and not folder.exists():
            before.rename(folder)
        # Also what a run left that was killed: no other writes meanwhile.
        for left in (output / CACHE).glob(f"site-*{HALF}"):
            shutil.rmtree(left, ignore_errors=True)


def _put(path: Path, data: bytes | Path) -> None:
    make_folder(path.parent)
    if isinstance(data, bytes):
        path.write_bytes(data)
        return
    try:
        os.link(data, path)  # The press never writes into a file that is there: it puts another in its place.
    except OSError:
        shutil.copyfile(data, path)


def twice(files: Sequence[SiteFile]) -> Iterator[Problem]:
    """Two files of the site with one path, as of two leaflets with one slug."""
    seen: set[str] = set()
    for file in files:
        if file.path.casefold() in seen:
            yield Problem(say("would be written twice"), f"{FOLDER}/{file.path}", say("Give one another slug."))
        seen.add(file.path.casefold())
