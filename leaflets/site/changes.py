"""What is new on the site, the last first: versions, with what they say otherwise, and those that were withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from leaflets.model.content import Language, Leaflet
from leaflets.register import Version, Withdrawal
from leaflets.site.addresses import INDEX, leaflet_page
from leaflets.site.listing import in_order, listed_name
from leaflets.site.shelf import SiteShelf

MOST = 60
"""How many are told: two years of thirteen leaflets, twice a year. What is older stands on the page of its version."""


@dataclass(frozen=True)
class SiteChange:
    """A version of a leaflet that came, or was withdrawn; `said` is what has changed, or why, if anything is known."""

    date: dt.date
    name: str
    version: str
    id: str
    """Of the version, as its prints have it."""
    path: str
    """The page of the site that says more."""
    said: str = ""
    is_withdrawn: bool = False


def site_changes(shelf: SiteShelf, language: Language) -> list[SiteChange]:
    """What the register knows in a language, and the leaflets that are shown and not published yet; the last first."""
    found = [*_shown(shelf, language), *_registered(shelf, language)]
    return sorted(found, key=lambda one: one.date, reverse=True)[:MOST]


def _shown(shelf: SiteShelf, language: Language) -> Iterator[SiteChange]:
    """The leaflets as they are, in the order of the list; no words that were withdrawn under a number of before."""
    known = {one.id: one for one in shelf.register.versions}
    for leaflet in in_order(shelf.leaflets(language.id), language):
        published = known.get(leaflet.version_id)
        if published is None and shelf.withdrawal(leaflet):
            continue
        said = published.changes if published else leaflet.changes
        yield SiteChange(
            leaflet.date, listed_name(leaflet, language), leaflet.version, leaflet.version_id,
            leaflet_page(language.id, leaflet.slug), said or "",
        )  # fmt: skip


def _registered(shelf: SiteShelf, language: Language) -> Iterator[SiteChange]:
    """The versions that were shown before, and what was withdrawn, the last first."""
    leaflets = {one.id: one for one in shelf.leaflets(language.id)}
    of = {one.id: one for one in shelf.register.versions if one.language == language.id}
    for gone in reversed(shelf.register.withdrawals):
        if gone.withdraw in of:
            yield _withdrawn(gone, of[gone.withdraw], leaflets, language)
    for version in reversed(tuple(of.values())):
        leaflet = leaflets.get(version.leaflet)
        if leaflet is None or leaflet.version_id != version.id:
            name = _name(version, leaflets, language)
            yield SiteChange(version.date, name, version.version, version.id, _page(version), version.changes or "")


def _withdrawn(gone: Withdrawal, version: Version, leaflets: dict[str, Leaflet], language: Language) -> SiteChange:
    name = _name(version, leaflets, language)
    return SiteChange(gone.date, name, version.version, version.id, _page(version), gone.reason, is_withdrawn=True)


def _name(version: Version, leaflets: dict[str, Leaflet], language: Language) -> str:
    leaflet = leaflets.get(version.leaflet)
    return listed_name(leaflet, language) if leaflet else version.leaflet


def _page(version: Version) -> str:
    return f"v/{version.id}/{INDEX}"
