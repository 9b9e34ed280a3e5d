"""Elements that links and bookmarks lead to have a name in the file, when a file is to be PDF/UA-2."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.pdf import tags

from leaflets.typeset.weasyprint70 import destinations, install, tagging
from leaflets.typeset.weasyprint70.fonts import type_case
from leaflets.typeset.weasyprint70.tagging import finish, finish_named
from tests import reading
from tests.reading import Element, dictionaries, opened, tag_tree

CUT = "<ol id=lijst>" + "".join(f"<li id=punt-{number}>regel" for number in range(1, 9)) + "</ol>"


Found = tuple[str, int | None, str, str | None, str | None]
"""An element: its type, its page (from 0), its text, and its name and title in the file."""


def made(body: str, finisher: Any = finish_named) -> list[Found]:
    """The elements of pages with `body`, five lines to a page."""
    install()
    style = "@page { size: 60mm 32mm; margin: 4mm } body { font: 10pt/1 Atkinson Hyperlegible; margin: 0 }"
    page = f"<html lang=nl><title>t</title><style>{style}</style><body>{body}"
    document = HTML(string=page).render(font_config=type_case())
    with opened(bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=finisher))) as pdf:
        return [(one.tag, one.page, one.text, said(one, "/ID"), said(one, "/T")) for one in tag_tree(pdf).all()]


def said(element: Element, key: str) -> str | None:
    return str(element.own[key]) if key in element.own else None


def names(found: list[Found]) -> list[tuple[str, str]]:
    """The types and names of the elements that have one."""
    return [(tag, name) for tag, _, _, name, _ in found if name is not None]


def titles(found: list[Found]) -> list[tuple[str, str]]:
    """The types and titles of the elements that have one."""
    return [(tag, title) for tag, _, _, _, title in found if title is not None]


def test_what_has_an_address_has_it_as_its_name() -> None:
    """Each element with an id, and no other."""
    assert names(made("<section id=deel><p id=zin>Een <b id=woord>woord</b><p>Nog een")) == [
        ("/Sect", "deel"), ("/P", "zin"), ("/NonStruct", "woord"),
    ]  # fmt: skip


def test_without_it_links_lead_to_points_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint names no element and leads to none (ISO 32000-2, 12.3.2.3, SD); once it does, this may go."""
    install()
    monkeypatch.setattr(tags, "_build_box_tree", tagging._build)
    body = "<html lang=nl><title>t</title><h1 id=kop>Kop</h1><p><a href='#kop'>naar de kop</a>"
    with opened(bytes(HTML(string=body).write_pdf(pdf_variant="pdf/ua-2"))) as pdf:
        assert [one for one in dictionaries(pdf) if "/SD" in one] == []
        assert [one for one in tag_tree(pdf).all() if {"/ID", "/T"} & set(one.own.keys())] == []
        assert len(reading.links(pdf.pages[0])) == 1


def test_a_bookmarked_heading_has_its_words_as_its_title() -> None:
    """By these the bookmark is found again; a heading without a bookmark has none."""
    found = made(
        "<h1>Hoofd</h1><h2 style='bookmark-level: none'>Stil</h2><h3 style='bookmark-label: \"Kort\"'>Lang</h3>"
    )
    assert titles(found) == [("/H1", "Hoofd"), ("/H3", "Kort")]


def test_what_is_cut_is_one_and_has_one_name() -> None:
    """A list over two pages has its name on the whole, each item its own; no name is given twice."""
    found = made(CUT)
    assert names(found) == [("/L", "lijst"), *(("/LI", f"punt-{number}") for number in range(1, 9))]
    assert {page for tag, page, *_ in found if tag == "/LI"} == {0, 1}


def test_the_first_of_one_name_has_it() -> None:
    """As a link leads to the first of two with the same id, so does the name."""
    found = made("<p id=zin>een<p id=zin>twee")
    assert [text for _, _, text, name, _ in found if name == "zin"] == ["een"]


def test_a_place_of_the_practice_keeps_its_own_title() -> None:
    """Personalise finds it by that."""
    assert ("/Div", "practice") in titles(made("<div class=practice id=doos>x</div>"))


@pytest.mark.parametrize("finisher", [finish, finish_named])
def test_nothing_is_kept_of_a_file(finisher: Any) -> None:
    """Whether names are written or not, nothing of a written file stays behind; a plain one has no names."""
    found = made("<h1 id=kop>Kop</h1>", finisher)
    assert len(destinations._FOUND) == 0
    assert bool(names(found) + titles(found)) is (finisher is finish_named)
