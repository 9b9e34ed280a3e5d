"""Which pages there are, and one of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from leaflets.content import Catalogue
from tests.browser.stock import states


def every_page(site: Path) -> list[str]:
    """The path of every page of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def kinds(catalogue: Catalogue) -> Mapping[str, str]:
    """A page of each kind in each of its states, and those that are written from the right."""
    answers = {f"v {state}": path for state, path in states(catalogue).items()}
    return {
        "list": "nl/index.html", "leaflet": "nl/ms/index.html", "found": "nl/search.html?q=ms",
        "none found": "nl/search.html?q=buikgriep", "booklet": "nl/booklet.html", "practice": "nl/practice.html",
        "text": "nl/about.html", "news": "nl/news.html", "lost": "404.html", "languages": "index.html", "no network": "offline-nl.html",
        "stack": "v/index.html#a1a1a1,b2b2b2,c3c3c3,zzz", **answers,
        "list from the right": "ar/index.html", "leaflet from the right": "ar/ms/index.html",
        "leaflet withdrawn": "ar/slaap-rust-herstel/index.html", "found from the right": "ar/search.html?q=ms",
    }  # fmt: skip
