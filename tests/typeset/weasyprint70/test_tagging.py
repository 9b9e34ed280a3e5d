from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from leaflets.content import Catalogue
from leaflets.preflight.measure.tags import unmapped
from leaflets.storage.manifest import read_manifest
from tests.reading import Element, elements, links, opened, runs, tag_tree, unmarked_painting

FILES = ("leaflets/ms-a5", "leaflets/crps-a5", "leaflets/ms-a4", "leaflets/crps-a4", "booklet/booklet-ms-crps")


@pytest.fixture(params=FILES)
def path(request: pytest.FixtureRequest, edition: Path) -> Path:
    return edition / f"nl/{request.param}.pdf"


@pytest.fixture
def pdf(path: Path) -> pikepdf.Pdf:
    return opened(path)


def test_the_file_conforms_to_pdf_ua(path: Path) -> None:
    """Leaflets and merged booklet pass the 104 checks of PDF/UA-1 that page-validation makes."""
    report = page_validation.validate_pdf_bytes(path.read_bytes(), profile=page_validation.ValidationProfile.PDF_UA_1)
    assert report.is_compliant
    assert [str(failure) for failure in report.failures] == []


def test_all_content_is_mapped_to_an_element_of_its_own_page(pdf: pikepdf.Pdf) -> None:
    """Our own check finds nothing: neither MCIDs nor links without an owner, nor loose text."""
    assert list(unmapped(pdf)) == []


def test_nothing_is_painted_outside_marked_content(pdf: pikepdf.Pdf) -> None:
    """Everything on a page, also grounds and lines, is tagged or an artifact (ISO 14289-1, 7.1)."""
    assert [unmarked_painting(page) for page in pdf.pages] == [[] for _ in pdf.pages]


def test_all_text_is_in_the_tree_once(pdf: pikepdf.Pdf) -> None:
    """What a screen reader is given is what the pages show, no more and no less, artifacts aside."""
    shown = "".join(run.text for page in pdf.pages for run in runs(page) if run.tag != "/Artifact")
    assert sorted(tag_tree(pdf).text) == sorted(shown)


def test_running_heads_and_folios_are_pagination(pdf: pikepdf.Pdf, path: Path) -> None:
    """What stands in the margins is a pagination artifact, on each page that has it, and in no element."""
    artifacts = [[run for run in runs(page) if run.tag == "/Artifact"] for page in pdf.pages]
    # A single leaflet of four or two pages has neither.
    is_single = path.stem.endswith(("a5", "a4"))
    assert {run.kind for several in artifacts for run in several} == (set() if is_single else {"/Pagination"})
    assert {run.mcid for several in artifacts for run in several} == (set() if is_single else {None})
    said = ["".join(run.text for run in several) for several in artifacts]
    if "booklet" in path.stem:
        assert "Slaap, rust en herstel" not in said[0]
        assert any(text.startswith("MS") or text.endswith("MS") for text in said)
    whole = tag_tree(pdf).text
    assert not any(text and text in whole for text in said if not text.isdigit())


def test_links_say_in_words_where_they_go(pdf: pikepdf.Pdf, catalogue: Catalogue) -> None:
    """A link's description is a sentence of ours, or the title it stands for, never the address (14289-1, 7.18.5)."""
    titles = {source.title for source in catalogue.sources.values()}
    said = [str(link.Contents) for page in pdf.pages for link in links(page)]
    assert len(said) >= 3
    for text in said:
        assert text.startswith(("Ga naar ", "Open de webpagina: ")) or text in titles
        assert "http" not in text
        assert "www." not in text


def test_figures_are_codes_with_words_and_a_place(pdf: pikepdf.Pdf, path: Path) -> None:
    """Each QR code is a figure in the box the manifest gives it, and says in a few Dutch words of what it is."""
    (entry,) = (one for name, one in read_manifest(path.parents[2]).artefacts.items() if name.endswith(path.name))
    every = elements(pdf, "/Figure")
    figures = [one for one in every if str(one.own.Alt).startswith("QR-code")]
    assert len(figures) == len(entry.qr) > 0
    # Each leaflet has its diagram beside them, which says more than a code does.
    drawn = [str(one.own.Alt) for one in every if one not in figures]
    assert [len(said) > 60 for said in drawn] == ([True, True] if "booklet" in path.stem else [True])
    height = entry.trim_mm[1]
    for figure, code in zip(figures, entry.qr, strict=True):
        assert re.fullmatch(r"QR-code (bij bron \d+|naar .{3,60})", str(figure.own.Alt))
        assert figure.page == code.page - 1
        left, bottom, right, top = (float(side) / 72 * 25.4 for side in figure.own.A.BBox)
        box = code.box_mm
        quiet = (right - left - box[2]) / 2
        assert 1.5 < quiet < 4
        assert (left + quiet, height - top + quiet) == pytest.approx(box[:2], abs=0.05)
        assert (right - left, top - bottom) == pytest.approx([box[2] + 2 * quiet] * 2, abs=0.05)


def test_a_list_item_is_a_label_and_a_body(pdf: pikepdf.Pdf) -> None:
    """An LI holds only Lbl and LBody (ISO 32000-1, 14.8.4.3.3), and a list says how it counts."""
    items = elements(pdf, "/LI")
    assert len(items) > 5
    for item in items:
        assert [kid.tag for kid in item.kids] in (["/Lbl", "/LBody"], ["/LBody"])
    for several in elements(pdf, "/L"):
        assert {kid.tag for kid in several.kids} <= {"/LI", "/L"}
        first = several.kids[0]
        numbered = first.tag == "/LI" and first.text[:1].isdigit() and first.kids[0].tag == "/Lbl"
        assert first.tag == "/L" or (several.own.A.ListNumbering == "/Decimal") is numbered


def test_sources_are_one_list(pdf: pikepdf.Pdf, path: Path) -> None:
    """Each source is an item with its number for a label; beside its code the voice says the number, and no title."""
    if "booklet" in path.stem:
        (all_of_them,) = [one for one in elements(pdf, "/L") if "Multiple Sclerosis Journal" in one.text]
        assert len(all_of_them.kids) > 10
        return
    (sources,) = [one for one in elements(pdf, "/L") if "Blog van de auteur" in one.text]
    numbers = [str(number) for number in range(1, len(sources.kids))]
    assert [item.kids[0].text.strip() for item in sources.kids[:-1]] == numbers
    assert [item.kids[0].tag for item in sources.kids] == ["/Lbl"] * len(numbers) + ["/LBody"]
    assert sources.own.A.ListNumbering == "/Decimal"
    alts = [str(one.own.Alt) for item in sources.kids for one in item.all() if one.tag == "/Figure"]
    assert alts == [*(f"QR-code bij bron {number}" for number in numbers), "QR-code naar Blog van Jesse over slaap"]


def test_no_alternative_text_is_foreign(edition: Path, catalogue: Catalogue) -> None:
    """What a voice says of a code is in its own language; a title that is not printed is said in that of its link."""
    with opened(edition / "nl/booklet/booklet-ms-crps.pdf") as pdf:
        alts = [str(one.own.Alt) for one in elements(pdf, "/Figure")]
        contents = [str(link.Contents) for page in pdf.pages for link in links(page)]
        english = [one for one in elements(pdf, "/Link") if one.lang == "en"]
    titles = {source.title for source in catalogue.sources.values()}
    assert len(alts) > 10
    assert 5 < len([one for one in contents if one in titles]) <= len(english)
    contents = [one for one in contents if one not in titles]
    assert not [one for one in (*alts, *contents) if re.search(r"\b(the|and|with)\b", one)]


def test_the_steps_keep_their_numbers(edition: Path) -> None:
    """The labels of the numbered steps are their numbers, in order, also where the list goes on over the page."""
    pdf = opened(edition / "nl/leaflets/ms-a5.pdf")
    numbered = [one for one in elements(pdf, "/L") if one.kids[0].kids[0].text == "1"]
    labels = [item.kids[0].text.strip() for steps in numbered for item in steps.kids]
    assert labels == ["1", "2", "3", "4", "5"]


def test_foreign_words_keep_their_language(pdf: pikepdf.Pdf, path: Path) -> None:
    """An English phrase is English, the page around it Dutch, merged or not; so are the titles in the booklet's list."""
    english = [one.text for one in tag_tree(pdf).all() if one.lang == "en"]
    titles = "".join(english).replace(" ", "")
    if "ms" in path.stem:
        assert "lassitude" in english
    if "booklet" in path.stem:
        assert "WhatisMS?" in titles
        assert "WhatYouNeedToKnowAboutBrainFog" in titles
    assert "Dekennis" not in titles
    assert {one.lang for one in elements(pdf, "/Art")} == {"nl"}
    assert str(pdf.Root.Lang) == "nl"


def test_headings_go_down_one_level_at_a_time(pdf: pikepdf.Pdf) -> None:
    """A file begins with an H1, and no heading is more than one level below the one before it."""
    levels = [int(one.tag[2]) for one in elements(pdf, "/H1", "/H2", "/H3", "/H4")]
    assert levels[0] == 1
    assert all(now - before <= 1 for before, now in pairwise(levels))


DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def test_header_cells_say_what_they_head(edition: Path) -> None:
    """In the diary the head of a column has the scope Column, the day of a row, or "voorbeeld", Row (ISO 14289-1, 7.5)."""
    pdf = opened(edition / "nl/booklet/booklet-ms-crps.pdf")
    tables = elements(pdf, "/Table")
    assert len(tables) == 1
    for table in tables:
        rows = [one for one in table.all() if one.tag == "/TR"]
        assert len(rows) == 9
        assert [scope(cell) for cell in rows[0].kids] == ["/Column"] * 7
        for row in rows[1:]:
            assert [scope(cell) for cell in row.kids] == ["/Row"] + [None] * 6
        assert [row.kids[0].text for row in rows[1:]] == ["voorbeeld", *DAYS]


def scope(cell: Element) -> str | None:
    return str(cell.own.A.Scope) if cell.tag == "/TH" else None


def test_the_practice_box_can_be_found(edition: Path) -> None:
    """The element of the box for the practice bears a title, for what is stamped in it later."""
    for fmt in ("a5", "a4"):
        pdf = opened(edition / f"nl/leaflets/ms-{fmt}.pdf")
        titled = [one for one in tag_tree(pdf).all() if str(one.own.get("/T", "")) == "practice"]
        assert [one.text.startswith("Uw praktijk") for one in titled] == [True]
