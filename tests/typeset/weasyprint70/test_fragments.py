"""What the end of a page or line cuts is one element in the tags."""

from __future__ import annotations

from pathlib import Path

import page as page_validation
import pytest
from weasyprint import HTML
from weasyprint.pdf import tags

from leaflets.preflight.measure.tags import unmapped
from leaflets.typeset.weasyprint70 import install, line_ends, tagging
from leaflets.typeset.weasyprint70.fonts import type_case
from leaflets.typeset.weasyprint70.tagging import finish
from tests.reading import elements, opened

SMALL = "<style>@page {size: 60mm 30mm; margin: 5mm} p, li {orphans: 1; widows: 1}</style>"


def made(body: str) -> bytes:
    """Small pages with `body`, tagged."""
    install()
    page = f"<html lang=nl><title>t</title><body style='font-family: Atkinson Hyperlegible'>{SMALL}{body}"
    document = HTML(string=page).render(font_config=type_case())
    line_ends.part_words(document)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish))


@pytest.mark.parametrize("item", ["stap", "<p>stap</p>", "stap <b>voor</b> stap", "<p>stap</p><p>nog een</p>"])
@pytest.mark.parametrize("look", ["decimal", "none"])
def test_a_list_that_goes_on_overleaf_is_one(item: str, look: str) -> None:
    """All its items are in it in their order, each with a label where it has one, and one body."""
    with opened(made(f"<ol style='list-style: {look}'>" + f"<li>{item}" * 12 + "</ol>")) as pdf:
        assert len(pdf.pages) > 2
        (steps,) = elements(pdf, "/L")
        assert len(steps.kids) == 12
        bodies = ["/LBody"] if look == "none" else ["/Lbl", "/LBody"]
        assert [[kid.tag for kid in item.kids] for item in steps.kids] == [bodies] * 12
        assert list(unmapped(pdf)) == []


def test_without_it_a_list_is_one_on_each_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint alone makes a list, an item and a phrase anew where they are cut; once it does not, this may go."""
    install()
    monkeypatch.setattr(tags, "_build_box_tree", tagging._build)
    body = "<ul>" + "<li>een lang verhaal over <span lang=en>multiple sclerosis and fatigue</span>" * 6 + "</ul>"
    html = f"<html lang=nl><title>t</title><body style='font-family: Atkinson Hyperlegible'>{SMALL}{body}"
    theirs = bytes(HTML(string=html).render(font_config=type_case()).write_pdf(pdf_variant="pdf/ua-1"))
    with opened(theirs) as pdf:
        assert len(elements(pdf, "/L")) == len(pdf.pages) > 2
        assert len(elements(pdf, "/LI")) > 6
        assert len(elements(pdf, "/Span")) > 6


def test_an_item_that_is_cut_is_one() -> None:
    """It has one label and one body with all its words, and so has the paragraph in it."""
    pdf_bytes = made("<ul><li>" + "een lang verhaal " * 30 + "<li><p>" + "en nog een " * 30 + "</ul>")
    with opened(pdf_bytes) as pdf:
        items = elements(pdf, "/LI")
        assert [[kid.tag for kid in item.kids] for item in items] == [["/Lbl", "/LBody"]] * 2
        assert len(elements(pdf, "/P")) == 1
        assert items[1].text.count("nog") == 30
        assert list(unmapped(pdf)) == []
    report = page_validation.validate_pdf_bytes(pdf_bytes, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert [str(failure) for failure in report.failures] == []


def test_words_that_are_cut_by_a_line_are_one() -> None:
    """A phrase in another language over two lines is said once to be in it."""
    with opened(
        made("<p>Dit heet <span lang=en>multiple sclerosis and fatigue in daily life</span> in het Engels")
    ) as pdf:
        english = [" ".join(one.text.split()) for one in elements(pdf, "/Span") if one.lang == "en"]
    assert english == ["multiple sclerosis and fatigue in daily life"]


def test_a_heading_of_a_table_that_is_repeated_stays_apart() -> None:
    """What stands anew on each page is not put together, nor are running heads."""
    table = "<table><thead><tr><th scope=col><b>dag</b></thead>" + "<tr><td>uur" * 12 + "</table>"
    with opened(made(f"<style>@page {{@top-left {{content: 'kop'}}}}</style>{table}")) as pdf:
        assert len(pdf.pages) > 1
        assert [one.text for one in elements(pdf, "/TH")] == ["dag"] * len(pdf.pages)
        assert list(unmapped(pdf)) == []


def test_blocks_between_paragraphs_keep_their_order() -> None:
    """Words beside paragraphs, which WeasyPrint puts into boxes without a name, stay where they are."""
    with opened(made("<div>een <p>twee</p> drie <p>vier</p> vijf</div>")) as pdf:
        (text,) = [one.text for one in elements(pdf, "/Div")[:1]]
    assert text.replace(" ", "") == "eentweedrieviervijf"


@pytest.mark.parametrize("name", ["leaflets/ms-a5", "leaflets/crps-a5", "leaflets/ms-a4"])
def test_the_steps_of_a_leaflet_are_one_list(edition: Path, name: str) -> None:
    """Wherever the page ends, a voice counts the steps once."""
    with opened(edition / f"nl/{name}.pdf") as pdf:
        numbered = [one for one in elements(pdf, "/L") if one.kids[0].kids[0].text == "1"]
        assert len(numbered) == 1
        assert len(elements(pdf, "/Art")) == 1
