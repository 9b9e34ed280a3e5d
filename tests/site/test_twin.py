"""The words of a leaflet as a page."""

from __future__ import annotations

import re
from html import unescape

import pytest

from leaflets.content import Catalogue
from leaflets.content.markup import passages
from leaflets.model.content import SECTION_ROLES, Leaflet
from leaflets.site.pages import all_pages, html_of
from leaflets.site.shelf import SiteShelf
from leaflets.site.twin import callable_numbers, emergency
from tests.conftest import PROJECT
from tests.site.stock import shelf_of


@pytest.fixture(scope="module")
def whole(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> SiteShelf:
    """All leaflets, and no files."""
    return shelf_of(catalogue, tmp_path_factory.mktemp("none"))


def said(html: str) -> str:
    """What a reader gets of a page, without the numbers of sources."""
    bare = re.sub(r"\u2060?<sup>.*?</sup>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).replace("\u2060", "").split())


def page_of(shelf: SiteShelf, leaflet: Leaflet) -> str:
    page = next(one for one in all_pages(shelf) if one.path == f"nl/{leaflet.slug}/index.html")
    return html_of(page, shelf, "site.css")


def words(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def test_a_page_has_every_word_of_its_leaflet(whole: SiteShelf) -> None:
    """Each passage of each section, each sign of alarm, the diagram and the imprint."""
    for leaflet in whole.leaflets("nl"):
        text = words(said(page_of(whole, leaflet)))
        wanted = [one for role in SECTION_ROLES if role != "doctor" for one in passages(leaflet.section(role).markdown)]
        wanted += [leaflet.name, leaflet.audience, leaflet.full_name or "", leaflet.author, leaflet.version]
        wanted += [sign.text for sign in leaflet.signs]
        if leaflet.diagram:
            wanted += [leaflet.diagram.title, leaflet.diagram.description, *leaflet.diagram.labels.values()]
        assert [one for one in wanted if words(one) not in text] == [], leaflet.id


def test_the_parts_stand_in_the_order_of_need(whole: SiteShelf) -> None:
    """In short first; the doctor first in the list of what is on the page; the sources and the imprint last."""
    leaflet = next(one for one in whole.leaflets("nl") if one.id == "ms")
    html = page_of(whole, leaflet)
    order = [leaflet.section("summary").heading, 'class="jump"', 'href="#doctor"', 'href="#body"', 'id="body"',
             'id="rest"', 'class="diagram"', 'id="steps"', 'id="doctor"', 'id="print"', 'id="sources"', 'id="imprint"']  # fmt: skip
    places = [html.index(one) for one in order]
    assert places == sorted(places)


def test_an_emergency_is_called_with_one_touch(whole: SiteShelf) -> None:
    """The number for it is a link that calls it, and so are those of the helpline; each once in its place."""
    html = page_of(whole, whole.leaflets("nl")[0])
    assert 'class="call" href="tel:112"' in html
    assert set(re.findall(r'href="tel:(\d+)"', html)) == {"112", "113", "1813"}


def test_the_numbers_of_a_word() -> None:
    """What is no number to call stays as it is, and so does what looks like HTML."""
    assert emergency("Bel 112") == ("Bel", "112")
    assert emergency("Bel meteen") == ("Bel meteen", "")
    assert str(callable_numbers("Bel 113 <b> of 1813.")) == (
        'Bel <a class="tel" href="tel:113">113</a> &lt;b&gt; of <a class="tel" href="tel:1813">1813</a>.'
    )
    assert str(callable_numbers("Geen 1 nummer")) == "Geen 1 nummer"


def test_a_drawing_takes_the_colours_of_the_style_sheet(whole: SiteShelf) -> None:
    """No colour or size is written into it, so it is seen in the dark too; a voice hears its title, then its words."""
    for leaflet in whole.leaflets("nl"):
        if leaflet.diagram is None:
            continue
        drawing = re.search(r'<svg role="img" aria-label="([^"]*)".*?</svg>', page_of(whole, leaflet), re.DOTALL)
        assert drawing is not None
        assert unescape(drawing[1]) == leaflet.diagram.title
        assert not re.search(r"style=|<title|#[0-9A-Fa-f]{6}", drawing[0]), leaflet.id


def test_every_source_is_a_link(whole: SiteShelf) -> None:
    """By its number, and each number in the text leads to one."""
    for leaflet in whole.leaflets("nl"):
        html = page_of(whole, leaflet)
        for number, name in enumerate(leaflet.cited, start=1):
            item = html.partition(f'<li id="source-{number}">')[2].partition("</li>")[0]
            assert unescape(re.findall(r'href="([^"]*)"', item)[0]) == whole.catalogue.sources[name].url
        assert {int(one) for one in re.findall(r'href="#source-(\d+)"', html)} == set(range(1, len(leaflet.cited) + 1))


def test_a_leaflet_past_its_review_says_so(catalogue: Catalogue, whole: SiteShelf) -> None:
    """Above its text, as its pages on paper do; another says until when it holds."""
    from dataclasses import replace

    leaflet = whole.leaflets("nl")[0]
    late = replace(whole, day=leaflet.review_by)
    assert 'class="lapsed"' in page_of(late, leaflet)
    assert 'class="lapsed"' not in page_of(whole, leaflet)


def test_no_page_of_paper_says_a_word_of_the_site() -> None:
    """What a file to print is known by leaves these words out."""
    paper = [path for path in (PROJECT / "templates").rglob("*") if path.is_file() and "site" not in path.parts]
    assert [path.name for path in paper if "site_" in path.read_text(encoding="utf-8")] == []
