"""One link for each <a>, with a rectangle for each of its lines."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from leaflets.preflight.measure.tags import unmapped
from leaflets.typeset.weasyprint70 import install, line_ends, links
from leaflets.typeset.weasyprint70.fonts import type_case
from leaflets.typeset.weasyprint70.tagging import finish
from tests import reading
from tests.reading import elements, opened

TITLE = "een lange titel van een bron die over regels gaat"
LONG = f"<a href='https://example.org/'>{TITLE}</a>"


def made(body: str, zoom: float = 1, one_each: bool = True) -> bytes:
    """A page with `body` in a narrow column, tagged."""
    install()
    page = f"<html lang=nl><title>t</title><body style='width: 9em; font-family: Atkinson Hyperlegible'>{body}"
    document = HTML(string=page).render(font_config=type_case())
    if one_each:
        links.one_each(document)
    line_ends.part_words(document)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish, zoom=zoom))


@pytest.mark.parametrize("zoom", [1, 1.4142])
def test_a_link_of_several_lines_is_one(zoom: float) -> None:
    """It has one annotation, one element and one reference, four corners for each line, and a rectangle around all."""
    with opened(made(f"<p>Lees {LONG} verder", zoom)) as pdf:
        (link,) = reading.links(pdf.pages[0])
        (element,) = elements(pdf, "/Link")
        assert [kid.Type for kid in element.own.K if not isinstance(kid, int)] == ["/OBJR"]
        assert " ".join(element.text.split()) == TITLE
        corners = [float(one) for one in link.QuadPoints]
        sides = sorted(float(side) for side in link.Rect)
        lines = [corners[at : at + 8] for at in range(0, len(corners), 8)]
    assert len(lines) > 2
    tops = [line[1] for line in lines]
    assert tops == sorted(tops, reverse=True)
    for left, top, right, same, other, bottom, across, low in lines:
        assert (left, right, top, bottom) == (other, across, same, low)
        assert left < right
        assert bottom < top
    # They stand wholly within the rectangle, or a reader is to ignore them.
    assert [min(corners[::2]), max(corners[::2])] == pytest.approx(sorted(map(float, (link.Rect[0], link.Rect[2]))))
    assert [min(corners[1::2]), max(corners[1::2])] == pytest.approx(sorted(map(float, (link.Rect[1], link.Rect[3]))))
    assert len(sides) == 4


@pytest.mark.parametrize("link", [LONG, "<a href='https://example.org/'>kort <b>en</b> goed</a>"])
def test_without_it_one_link_is_several(link: str) -> None:
    """WeasyPrint alone makes one of every line and of what stands within; once it makes one of all, this may go."""
    with opened(made(f"<p>{link}", one_each=False)) as pdf:
        assert len(reading.links(pdf.pages[0])) > 1
    with opened(made(f"<p>{link}")) as pdf:
        assert len(reading.links(pdf.pages[0])) == 1


def test_what_stands_within_a_link_makes_none_of_its_own() -> None:
    """A link with bold words on one line is one, and a single rectangle needs no corners."""
    with opened(made("<p><a href='https://example.org/'>kort <b>en</b> goed</a>")) as pdf:
        (link,) = reading.links(pdf.pages[0])
        assert "/QuadPoints" not in link
        assert list(unmapped(pdf)) == []


def test_two_links_to_one_place_are_two() -> None:
    """Each <a> keeps its own link, also when both lead to the same place."""
    with opened(made(f"<p>{LONG} en {LONG}")) as pdf:
        assert len(reading.links(pdf.pages[0])) == len(elements(pdf, "/Link")) == 2


def test_a_link_cut_by_a_page_is_one_element() -> None:
    """Each page has an annotation, and one element holds both."""
    body = f"<style>@page {{size: 60mm 25mm; margin: 5mm}} p {{orphans: 1; widows: 1}}</style><p>{LONG}"
    with opened(made(body)) as pdf:
        assert [len(reading.links(page)) for page in pdf.pages] == [1] * len(pdf.pages)
        assert len(pdf.pages) > 1
        (element,) = elements(pdf, "/Link")
        assert " ".join(element.text.split()) == TITLE
        assert [str(kid.get("/Type")) for kid in element.own.K if not isinstance(kid, int)].count("/OBJR") == len(
            pdf.pages
        )
        assert list(unmapped(pdf)) == []


@pytest.mark.parametrize("name", ["leaflets/ms-a5", "leaflets/ms-a4", "booklet/booklet-ms-crps"])
def test_a_file_has_one_link_for_each_target_of_a_text(edition: Path, name: str) -> None:
    """On a page no two links that follow each other lead to one place, and each has one element."""
    with opened(edition / f"nl/{name}.pdf") as pdf:
        found = [reading.links(page) for page in pdf.pages]
        for several in found:
            goals = [str(link.get("/A", pikepdf.Dictionary()).get("/URI", link.get("/Dest"))) for link in several]
            assert [one for one, other in pairwise(goals) if one == other] == []
        assert sum(map(len, found)) == len(elements(pdf, "/Link")) > 5
