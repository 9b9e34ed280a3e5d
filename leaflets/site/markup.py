"""What search engines and feed readers ask for: what a page is about, all pages there are, and what is new."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from leaflets.model.content import Language, Leaflet
from leaflets.site.addresses import INDEX, SiteFile, address, leaflet_page
from leaflets.site.changes import SiteChange, site_changes
from leaflets.site.shelf import Download, SiteShelf

SCHEMA = "https://schema.org"


def medical_page(shelf: SiteShelf, leaflet: Leaflet, files: Sequence[Download]) -> Markup:
    """A leaflet's page as schema.org's MedicalWebPage; a review is in it only where there was one."""
    said: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "MedicalWebPage",
        "name": leaflet.title,
        "description": leaflet.audience,
        "inLanguage": leaflet.language,
        "version": leaflet.version,
        "datePublished": leaflet.date.isoformat(),
        "author": {"@type": "Person", "name": leaflet.author},
        "publisher": {"@type": "Organization", "name": shelf.edition.publisher.name},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "isAccessibleForFree": True,
    }
    if leaflet.group:  # The leaflet for everybody is about no condition.
        said["about"] = {"@type": "MedicalCondition", "name": leaflet.full_name or leaflet.name}
    if leaflet.reviewed_by and leaflet.reviewed:
        said["reviewedBy"] = {"@type": "Person", "name": leaflet.reviewed_by}
        said["lastReviewed"] = leaflet.reviewed.isoformat()
    if shelf.base:
        said["url"] = address(shelf.base, leaflet_page(leaflet.language, leaflet.slug))
        said["encoding"] = [_file(shelf.base, one) for one in files]
        if book := shelf.book(leaflet.language, leaflet.id):
            said["encoding"].append(_book(shelf.base, leaflet, book))
    return json_block(said)


def _file(base: str, download: Download) -> dict[str, str]:
    return {
        "@type": "MediaObject",
        "name": download.artefact.title,
        "encodingFormat": "application/pdf",
        "contentUrl": address(base, download.artefact.path),
        "contentSize": str(download.artefact.bytes),
    }


def _book(base: str, leaflet: Leaflet, book: SiteFile) -> dict[str, str]:
    return {
        "@type": "MediaObject",
        "name": leaflet.title,
        "encodingFormat": "application/epub+zip",
        "contentUrl": address(base, book.path),
        "contentSize": str(len(book.data)) if isinstance(book.data, bytes) else "",
    }


def json_block(said: object) -> Markup:
    """JSON for a script element of data: nothing in it ends that."""
    return Markup(json.dumps(said, ensure_ascii=False).replace("<", "\\u003c"))


def sitemap(base: str, paths: Iterable[str]) -> str:
    """All pages a search engine should know (sitemaps.org)."""
    pages = "".join(f"<url><loc>{escape(address(base, path))}</loc></url>\n" for path in sorted(paths))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{pages}</urlset>\n"


def feed(shelf: SiteShelf, language: Language) -> str:
    """What is new in a language, the last first (Atom, RFC 4287)."""
    base = shelf.base or ""
    changes = site_changes(shelf, language)
    here, listed = address(base, f"{language.id}/feed.xml"), f"{language.id}/{INDEX}"
    entries = "".join(_entry(base, change, language) for change in changes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language.id)}>\n'
        f"<title>{escape(language.words['series'])}</title>\n<id>{escape(here)}</id>\n"
        f'<link rel="self" href={quoteattr(here)}/>\n<link href={quoteattr(address(base, listed))}/>\n'
        f"<author><name>{escape(shelf.edition.publisher.name)}</name></author>\n"
        f"<updated>{_moment(changes[0].date)}</updated>\n{entries}</feed>\n"
    )


def _entry(base: str, change: SiteChange, language: Language) -> str:
    """A change under an id of its own, which stays when the page of the leaflet shows another version."""
    words = language.words
    title = f"{change.name}, {words['version'].lower()} {change.version}"
    if change.is_withdrawn:
        title = f"{title}: {words['site_valid_stop'].lower()}"
    named = address(base, f"v/{change.id}/") + ("#withdrawn" if change.is_withdrawn else "")
    return (
        f"<entry><title>{escape(title)}</title><id>{escape(named)}</id>"
        f"<link href={quoteattr(address(base, change.path))}/><updated>{_moment(change.date)}</updated>"
        f"<summary>{escape(change.said or words['site_news_version'])}</summary></entry>\n"
    )


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def web_manifest(language: Language, theme: str) -> str:
    """What a telephone asks that puts the site on its first screen."""
    said = {
        "name": language.words["series"], "short_name": language.words["series"], "lang": language.id,
        "dir": language.direction, "start_url": f"{language.id}/index.html", "scope": "./", "display": "browser",
        "background_color": "#FFFFFF", "theme_color": theme,
        "icons": [{"src": "favicon.svg", "sizes": "any", "type": "image/svg+xml"},
                  {"src": "icon-192.png", "sizes": "192x192", "type": "image/png"}],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def open_graph_locale(language: str) -> str:
    """A language as Open Graph names it, with a country: the one in its id, or that where most speak it, as nl_NL."""
    from babel import Locale
    from babel.core import get_global

    own = Locale.parse(language, sep="-")
    likely = get_global("likely_subtags").get(str(own), str(own))
    territory = own.territory or Locale.parse(likely).territory
    return f"{own.language}_{territory}" if territory else own.language
