"""The words of a leaflet as a page."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html import unescape
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from leaflets.content import Catalogue
from leaflets.content.markup import passages
from leaflets.faces import length
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
        for form in ("across", "down"):
            drawing = svg_of(page_of(whole, leaflet), form)
            assert unescape(re.findall(r'role="img" aria-label="([^"]*)"', drawing)[0]) == leaflet.diagram.title
            assert not re.search(r"style=|<title|#[0-9A-Fa-f]{6}", drawing), leaflet.id


def svg_of(html: str, form: str) -> str:
    """The drawing for a column of text, across, or for a telephone, down."""
    return str(re.findall(rf'<svg class="{form}".*?</svg>', html, re.DOTALL)[0])


def test_words_of_a_drawing_for_a_telephone_are_as_large_as_text(whole: SiteShelf) -> None:
    """16 px on a screen of 360: all stand in it, within its edges, and none on another."""
    for leaflet in whole.leaflets("nl"):
        assert leaflet.diagram is not None
        svg = ElementTree.fromstring(svg_of(page_of(whole, leaflet), "down"))
        width, height = (float(one) for one in svg.attrib["viewBox"].split()[2:])
        size = float(svg.attrib["font-size"])
        assert size * (360 - 16) / width >= 16
        texts = list(svg.iter("{http://www.w3.org/2000/svg}text"))
        assert sorted(" ".join(one.text or "" for one in texts).split()) == sorted(
            " ".join(leaflet.diagram.labels.values()).split()
        )
        boxes = []
        for one in texts:
            x, y = float(one.attrib["x"]), float(one.attrib["y"])
            boxes.append((x, x + length(one.text or "", one.attrib["font-weight"] == "700") * size, y - 0.75 * size, y))
        assert all(
            left >= 0 and right <= width + 0.01 and top >= 0 and foot < height for left, right, top, foot in boxes
        )
        for (left, right, top, foot), other in combinations(boxes, 2):
            assert right <= other[0] or other[1] <= left or foot <= other[2] or other[3] <= top, leaflet.id


def test_a_kind_that_is_drawn_wide_only_is_shown_so(whole: SiteShelf, tmp_path: Path) -> None:
    """Somebody's own kind of drawing needs none for a telephone."""
    templates = Path(shutil.copytree(PROJECT / "templates", tmp_path / "templates"))
    shutil.rmtree(templates / "diagrams" / "narrow")
    html = page_of(replace(whole, templates=templates), whole.leaflets("nl")[0])
    assert re.findall(r'<svg class="(\w+)" role', html) == ["across"]


def test_every_source_is_a_link(whole: SiteShelf) -> None:
    """By its number, and each number in the text leads to one."""
    for leaflet in whole.leaflets("nl"):
        html = page_of(whole, leaflet)
        for number, name in enumerate(leaflet.cited, start=1):
            item = html.partition(f'<li id="source-{number}">')[2].partition("</li>")[0]
            assert unescape(re.findall(r'href="([^"]*)"', item)[0]) == whole.catalogue.sources[name].url
        assert {int(one) for one in re.findall(r'href="#source-(\d+)"', html)} == set(range(1, len(leaflet.cited) + 1))


def test_a_leaflet_past_its_review_says_so(catalogue: Catalogue, whole: SiteShelf) -> None:
    """Above its text and its files, as its pages on paper do; before that day a script alone says it."""
    leaflet = whole.leaflets("nl")[0]
    late = replace(whole, day=leaflet.review_by)
    said = "<strong>Herziening verlopen op 1\u00a0november\u00a02027</strong>"
    assert page_of(late, leaflet).count(f'<p class="lapsed">{said}') == 2
    assert page_of(whole, leaflet).count(f'<p class="lapsed" data-until="2027-11-01" hidden>{said}') == 2
    assert page_of(whole, leaflet).count(said) == 2


def test_no_page_of_paper_says_a_word_of_the_site() -> None:
    """What a file to print is known by leaves these words out."""
    paper = [path for path in (PROJECT / "templates").rglob("*") if path.is_file() and "site" not in path.parts]
    assert [path.name for path in paper if "site_" in path.read_text(encoding="utf-8")] == []
