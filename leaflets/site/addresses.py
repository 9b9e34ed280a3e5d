"""Where things stand in the site, and how one leads to another: relatively, so that it works at any address."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

FOLDER = "site"
"""Where the site is, in the output folder."""

INDEX = "index.html"
"""Named in every link: a folder that is opened from a disk shows none by itself."""


@dataclass(frozen=True)
class SiteFile:
    """A file of the site: its path in it, and what it holds, or the file it is a copy of."""

    path: str
    data: bytes | Path


def leaflet_page(language: str, slug: str) -> str:
    """The page of a leaflet."""
    return f"{language}/{slug}/{INDEX}"


def page_of(language: str, name: str) -> str:
    """A page about all leaflets; a file and no folder, so that none has the name of a leaflet."""
    return f"{language}/{name}.html"


def offline_page(language: str) -> str:
    """The page that is shown without a network for one that was not read before."""
    return f"offline-{language}.html"


def link(origin: str, target: str) -> str:
    """How the page at `origin` leads to the file at `target`; a fragment may stand behind its path."""
    path, mark, fragment = target.partition("#")
    if path == origin and mark:
        return mark + fragment
    return quote(posixpath.relpath(path, posixpath.dirname(origin) or ".")) + mark + fragment


def web_address(website: str) -> str | None:
    """Where a website leads that is named as people say it, without https; None for what is no address."""
    from leaflets.model.fields import HTTPS  # Not before it is needed: the quick answer reads no values.

    whole = website if website.startswith("https://") else f"https://{website}"
    return whole if re.fullmatch(HTTPS, whole) else None


def base_of(site: str | None) -> str | None:
    """The address the site is published under, with a slash at its end; None where that is not known."""
    return site.rstrip("/") + "/" if site else None


def address(base: str, path: str) -> str:
    """The whole address of a page or file, as people share it: without the name of an index."""
    return base + quote(path.removesuffix(INDEX))
