"""The e-books of a site, and where they stand in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from leaflets.site.epub.books import path_of
from leaflets.site.shelf import SiteShelf


def test_every_leaflet_has_one_beside_its_files(site: Mapping[str, bytes], shelf: SiteShelf) -> None:
    """And so has the booklet."""
    wanted = {path_of(one) for one in shelf.leaflets("nl")} | {"nl/booklet/booklet.epub"}
    assert {path for path in site if path.endswith(".epub")} == wanted
    assert "nl/leaflets/ms.epub" in wanted


def test_a_page_offers_it_and_says_what_it_is_for(site: Mapping[str, bytes], html: Mapping[str, str]) -> None:
    """With its size; and where the address is known search engines are told of it."""
    for page, book in (
        ("nl/ms/index.html", "nl/leaflets/ms.epub"), ("nl/booklet.html", "nl/booklet/booklet.epub"),
    ):  # fmt: skip
        item = html[page].partition('<li class="file book')[2].partition("</li>")[0]
        assert item.count("<a ") == 1
        assert 'type="application/epub+zip"' in item
        assert book.partition("/")[2] in item
        size = round(len(site[book]) / 1000)
        assert f"Voor een e-reader of telefoon. U kiest zelf hoe groot de letters zijn. EPUB, {size} kB" in item
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', html["nl/ms/index.html"])[0])
    (said,) = [one for one in data["encoding"] if one["encodingFormat"] == "application/epub+zip"]
    assert said["contentUrl"].endswith("/nl/leaflets/ms.epub")
    assert said["contentSize"] == str(len(site["nl/leaflets/ms.epub"]))
