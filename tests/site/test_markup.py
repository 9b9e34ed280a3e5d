"""What search engines and feed readers get."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from leaflets.model.content import Leaflet
from leaflets.site.markup import json_block, medical_page, open_graph_locale
from leaflets.site.shelf import SiteShelf
from tests.site.stock import BASE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def leaflet(shelf: SiteShelf) -> Leaflet:
    return next(one for one in shelf.leaflets("nl") if one.id == "ms")


def test_a_page_says_what_it_is_about(shelf: SiteShelf, leaflet: Leaflet) -> None:
    """For patients, on a condition, of a version and day, with every file by its whole address."""
    files = shelf.files("nl", "ms")
    said = json.loads(medical_page(shelf, leaflet, files))
    assert said["@type"] == "MedicalWebPage"
    assert said["about"] == {"@type": "MedicalCondition", "name": "multiple sclerose"}
    assert said["audience"]["audienceType"] == "Patient"
    assert (said["version"], said["datePublished"]) == (leaflet.version, leaflet.date.isoformat())
    assert said["url"] == f"{BASE}/nl/ms/"
    assert {one["contentUrl"] for one in said["encoding"]} == {f"{BASE}/{one.artefact.path}" for one in files}


def test_a_review_is_said_only_where_there_was_one(shelf: SiteShelf, leaflet: Leaflet) -> None:
    """Of these very words, by somebody with a name."""
    assert "reviewedBy" not in json.loads(medical_page(shelf, leaflet, ()))
    day = dt.date(2026, 11, 20)
    read = leaflet.model_copy(update={"reviewer": "An Arts", "reviewed": day, "reviewed_words": leaflet.words_digest})
    said = json.loads(medical_page(shelf, read, ()))
    assert (said["reviewedBy"]["name"], said["lastReviewed"]) == ("An Arts", "2026-11-20")
    assert "reviewedBy" not in json.loads(medical_page(shelf, read.model_copy(update={"title": "Anders"}), ()))


def test_the_leaflet_for_everybody_is_about_no_condition(shelf: SiteShelf) -> None:
    """And without an address nothing is said of one."""
    unknown = replace(
        shelf, catalogue=replace(shelf.catalogue, edition=shelf.edition.model_copy(update={"site": None}))
    )
    said = json.loads(medical_page(unknown, shelf.leaflets("nl")[0], shelf.files("nl", "ms")))
    assert not {"about", "url", "encoding"} & said.keys()


def test_nothing_in_data_ends_its_element() -> None:
    """A title that holds the end of a script is a title."""
    block = str(json_block({"name": "</script><script>"}))
    assert "<" not in block
    assert json.loads(block) == {"name": "</script><script>"}


def test_the_map_of_the_site_has_every_page_once(site: Mapping[str, bytes]) -> None:
    """By its whole address; not those that are for nobody to find."""
    found = [one.text for one in ElementTree.fromstring(site["sitemap.xml"]).iter() if one.tag.endswith("loc")]
    assert f"{BASE}/nl/ms/" in found
    assert f"{BASE}/nl/" in found
    assert len(found) == len(set(found))
    assert not [one for one in found if one and re.search(r"404|search", one)]


def test_the_feed_has_each_leaflet(site: Mapping[str, bytes], shelf: SiteShelf) -> None:
    """Every entry with an id of its own, a day and a page; another version is another entry."""
    feed = ElementTree.fromstring(site["nl/feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(shelf.leaflets("nl"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    ms = next(one for one in shelf.leaflets("nl") if one.id == "ms")
    assert f"{BASE}/v/{ms.version_id}/" in ids
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}updated") == "2026-11-27T00:00:00Z"


def test_a_telephone_gets_the_name_and_the_icon(site: Mapping[str, bytes]) -> None:
    """With where to begin, relative to the file itself."""
    said = json.loads(site["manifest.webmanifest"])
    assert (said["name"], said["lang"], said["dir"]) == ("Slaap, rust en herstel", "nl", "ltr")
    assert said["start_url"] in site
    assert {one["src"] for one in said["icons"]} <= site.keys()


@pytest.mark.parametrize(
    ("language", "locale"),
    [("nl", "nl_NL"), ("nl-BE", "nl_BE"), ("ar", "ar_EG"), ("en", "en_US"), ("zh-Hant", "zh_TW")],
)
def test_a_language_is_named_with_a_country(language: str, locale: str, html: Mapping[str, str]) -> None:
    """As Open Graph asks it: what names none is of where most speak it."""
    assert open_graph_locale(language) == locale
    assert '<meta property="og:locale" content="nl_NL">' in html["nl/ms/index.html"]
