from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import ImageChops

from leaflets import plan
from leaflets.content import Catalogue
from leaflets.merge import BookletPart, merge, shifted
from leaflets.merge.booklet import SECTIONS
from leaflets.model.proof import QrCode
from leaflets.pdf.structure import elements
from leaflets.preflight.measure.text import pages
from leaflets.processes.bench import Bench
from leaflets.storage.manifest import read_manifest
from tests.conftest import PROJECT
from tests.reading import MM, links, opened, picture, target, text_in

pytestmark = pytest.mark.whole

NAME = "nl/booklet/booklet-ms-crps.pdf"
PAGE = (148, 210)


@pytest.fixture(scope="module")
def booklet(edition: Path) -> Iterator[pikepdf.Pdf]:
    """The booklet of MS and CRPS, for its structure."""
    with opened(edition / NAME) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def paper(edition: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The same booklet, for what its pages show."""
    pdf = pypdfium2.PdfDocument(edition / NAME)
    yield pdf
    pdf.close()


def folio(page: pypdfium2.PdfPage) -> int | None:
    """The number printed in the foot margin of a page, or None."""
    text = text_in(page, 0, 198, *PAGE)
    return int(text) if text.isdigit() else None


def words(text: str) -> str:
    return " ".join(text.split())


def whole_text(page: pypdfium2.PdfPage) -> str:
    return words(page.get_textpage().get_text_range().replace("\ufffe", ""))


def bookmarks(paper: pypdfium2.PdfDocument) -> list[tuple[int, str, int]]:
    """Level (from 1), title and page number (from 1) of each bookmark."""
    return [(one.level + 1, one.get_title(), one.get_dest().get_index() + 1) for one in paper.get_toc()]


def test_the_booklet_can_be_stapled(edition: Path, whole: Path) -> None:
    """Its pages are a multiple of four, with two leaflets and with all of them, and as many as the manifest says."""
    with opened(edition / NAME) as some, opened(whole / "booklet.pdf") as all_:
        assert len(some.pages) % 4 == len(all_.pages) % 4 == 0
        assert len(some.pages) == read_manifest(edition).artefacts[NAME].pages
        assert len(all_.pages) > len(some.pages)


def test_page_labels_are_the_folios_on_paper(paper: pypdfium2.PdfDocument) -> None:
    """The cover is labelled by name, each other page by its number, which is the folio where one is printed."""
    labels = [paper.get_page_label(number) for number in range(len(paper))]
    assert labels == ["omslag", *map(str, range(2, len(paper) + 1))]
    folios = [folio(page) for page in paper]
    assert sum(printed is not None for printed in folios) >= len(paper) - 4
    assert all(printed in (None, number) for number, printed in enumerate(folios, start=1))
    assert folios[0] is folios[-1] is None


def test_folios_and_running_heads_stand_on_the_outer_side(paper: pypdfium2.PdfDocument) -> None:
    """Folio and running head stand left on even pages and right on odd ones, but where a leaflet's title stands."""
    heads = 0
    openings = {page for level, _, page in bookmarks(paper) if level == 2}
    for number, page in enumerate(paper, start=1):
        printed = folio(page)
        if printed is None:
            continue
        left, right = text_in(page, 0, 198, 30, 210), text_in(page, 118, 198, 148, 210)
        assert (left, right) == ((str(number), "") if number % 2 == 0 else ("", str(number)))
        head = text_in(page, 0, 5, 148, 14)
        if head and number not in openings:
            heads += 1
            inner = text_in(page, 74, 5, 148, 14) if number % 2 == 0 else text_in(page, 0, 5, 74, 14)
            assert inner == ""
    assert heads >= 4


def test_the_running_head_is_the_leaflets_name(paper: pypdfium2.PdfDocument) -> None:
    """From its second page on a leaflet's pages bear its name above the text."""
    starts = {title: page for level, title, page in bookmarks(paper) if level == 2}
    for name, first in starts.items():
        heads = [text_in(paper[first - 1 + offset], 0, 5, 148, 14) for offset in (1, 2)]
        assert heads == [name, name]


def test_bookmarks_go_by_group_and_leaflet(paper: pypdfium2.PdfDocument, catalogue: Catalogue) -> None:
    """Level 1 is a chapter or group, level 2 a leaflet under its group; each goes to the page with that title."""
    chapters = catalogue.chapters["nl"]
    found = bookmarks(paper)
    titles = [(level, title) for level, title, _ in found]
    group = titles.index((1, chapters["group-5"].title))
    assert titles[group : group + 4] == [
        (1, chapters["group-5"].title), (2, "MS"), (2, "CRPS"), (1, chapters["conclusion"].title),
    ]  # fmt: skip
    assert [title for level, title in titles if level == 2] == ["MS", "CRPS"]
    assert titles[:2] == [(1, "Inhoud"), (1, chapters["foreword"].title)]
    pages = [page for _, _, page in found]
    assert pages == sorted(set(pages))
    for _, title, page in found:
        assert words(title) in whole_text(paper[page - 1])


def test_the_contents_tell_the_folio_their_links_go_to(booklet: pikepdf.Pdf, paper: pypdfium2.PdfDocument) -> None:
    """Each line's number, read from the page, is the folio of the page its link opens; the lines are the bookmarks after its own."""
    lines = []
    for link in links(booklet.pages[1]):
        x, y = sorted(map(float, link.Rect[0::2])), sorted(map(float, link.Rect[1::2]))
        top, bottom = PAGE[1] - y[1] / MM, PAGE[1] - y[0] / MM
        number = text_in(paper[1], 0, top, x[0] / MM - 0.1, bottom)
        page = target(booklet, link)
        assert page is not None
        assert int(number) == page + 1
        # A page without a folio of its own stands between those that have one.
        assert (folio(paper[page]) or (folio(paper[page + 1]) or 0) - 1) == int(number)
        lines.append((words(text_in(paper[1], x[0] / MM, top, x[1] / MM + 0.1, bottom)), page + 1))
    assert lines == [(title, page) for _, title, page in bookmarks(paper)[1:]]


def test_a_page_number_in_a_link_is_where_it_goes(booklet: pikepdf.Pdf) -> None:
    """Whatever a link's description says of a page number, from contents to codes, is the page it opens."""
    count = 0
    for page in booklet.pages:
        for link in links(page):
            if found := re.search(r", bladzijde (\d+)$", str(link.Contents)):
                assert target(booklet, link) == int(found[1]) - 1
                count += 1
    assert count > 20


@pytest.mark.parametrize("name", ["MS", "CRPS"])
def test_a_citation_stays_in_its_own_leaflet(
    booklet: pikepdf.Pdf, paper: pypdfium2.PdfDocument, catalogue: Catalogue, name: str
) -> None:
    """The links from text to source of each leaflet, numbered from 1 in both, end on that leaflet's own last page."""
    first = next(page for _, title, page in bookmarks(paper) if title == name) - 1
    cited = next(leaflet.cited for leaflet in catalogue.leaflets["nl"] if leaflet.name == name)
    numbers = set()
    for page in range(first, first + 3):
        for link in links(booklet.pages[page]):
            if found := re.match(r"Ga naar bron (\d+): (.*)", str(link.Contents)):
                assert target(booklet, link) == first + 2
                source = catalogue.sources[cited[int(found[1]) - 1]]
                assert found[2] == source.called("nl")
                assert f"{found[1]} {source.about['nl']}" in whole_text(paper[first + 2])
                numbers.add(int(found[1]))
    assert numbers == set(range(1, len(cited) + 1))


def test_the_text_goes_by_in_page_order(whole: Path, catalogue: Catalogue) -> None:
    """Read page after page, the full booklet opens its leaflets in the order of their groups, each with its name."""
    pdf = pypdfium2.PdfDocument(whole / "booklet.pdf")
    starts = {title: page for _, title, page in bookmarks(pdf)}
    texts = [whole_text(page) for page in pdf]
    labels = [pdf.get_page_label(number) for number in range(len(pdf))]
    pdf.close()
    names = [leaflet.name for leaflet in catalogue.leaflets["nl"]]
    titles = [words(name) for name in names]
    assert [title for title in starts if title in titles] == titles
    assert len(names) == 13
    for name in names:
        page = starts[words(name)]
        assert words(name) in texts[page - 1]
        assert "In het kort" in texts[page - 1]
        assert "Wanneer belt u de huisarts?" in texts[page + 1]
    assert labels == ["omslag", *map(str, range(2, len(labels) + 1))]


def test_all_addresses_of_the_source_text_are_in_the_booklet(whole: Path, catalogue: Catalogue) -> None:
    """The 26 are there exactly as they were given, and what is cited beside them: each in a code and a link."""
    given = [source for source in catalogue.sources.values() if source.evidence is None]
    others = [source for source in given if source.unrelated]
    assert (len(given), len(others)) == (26, 15)
    booklet = plan.booklet(catalogue, catalogue.languages["nl"], catalogue.leaflets["nl"], catalogue.formats["booklet"])
    assert {source.url for source in given} <= set(booklet.source_urls)
    pdf = pypdfium2.PdfDocument(whole / "booklet.pdf")
    first = next(page for _, title, page in bookmarks(pdf) if title == "Alle bronnen")
    last = next(page for _, title, page in bookmarks(pdf) if page > first) - 1
    read = [
        code.text
        for number in range(first - 1, last)
        for code in zxingcpp.read_barcodes(picture(pdf[number], 150, grey=True))
    ]
    pdf.close()
    # Each once: a reader that finds a code twice has taken what stands beside it for a part of it.
    assert sorted(read) == sorted(booklet.source_urls)
    with opened(whole / "booklet.pdf") as merged:
        linked = [str(link.A.URI) for page in merged.pages[first - 1 : last] for link in links(page)]
    assert sorted(linked) == sorted(booklet.source_urls)


def test_the_booklet_is_hardly_larger_than_a_single_render(whole: Path) -> None:
    """Merged from sections rendered apart it has at most 1.3 times the bytes of the same pages written at once."""
    merged, single = ((whole / f"{name}.pdf").stat().st_size for name in ("booklet", "single"))
    with opened(whole / "booklet.pdf") as one, opened(whole / "single.pdf") as other:
        assert len(one.pages) == len(other.pages) > 56
    assert merged <= 1.3 * single


def one_page(pdf: pikepdf.Pdf, element: pikepdf.Object) -> int:
    """The number of the page a tag's content stands on."""
    return next(number for number, page in enumerate(pdf.pages, start=1) if page.objgen == element.Pg.objgen)


def test_each_leaflet_of_the_booklet_has_its_diagram(whole: Path, catalogue: Catalogue) -> None:
    """It ends the second page of each, its words of 9.9 pt or more, and is a figure of that page with its description."""
    paper = pypdfium2.PdfDocument(whole / "booklet.pdf")
    starts = {title: page for level, title, page in bookmarks(paper) if level == 2 or title.startswith("Slaap, rust")}
    measured = {page.number: page for page in pages((whole / "booklet.pdf").read_bytes(), texts_only=True)}
    with opened(whole / "booklet.pdf") as merged:
        heard = [
            (str(one.Alt), one_page(merged, one)) for one in elements(merged.Root.StructTreeRoot) if one.S == "/Figure"
        ]
    drawn = [one for one in catalogue.leaflets["nl"] if one.diagram]
    assert len(drawn) == len(starts) == 13
    for one in drawn:
        assert one.diagram is not None
        (number,) = [page for alt, page in heard if alt == one.diagram.description]
        assert number - 1 in starts.values()
        runs = {run.text.strip(): run for run in measured[number].runs}
        said = [runs[label] for label in one.diagram.labels.values()]
        assert min(run.size_pt for run in said) >= 9.9
        assert min(run.box[0] for run in said) >= 10.8
        assert max(run.box[0] + run.box[2] for run in said) <= 137.2
        below = max(run.baseline_mm for run in measured[number].runs if run.baseline_mm < 199)
        assert below == pytest.approx(196.6, abs=0.4)
        assert max(run.baseline_mm for run in said) < below


def test_merging_changes_nothing_on_the_pages(parts: list[BookletPart]) -> None:
    """Each page of the whole shows the same picture and the same text as it did in its section."""
    merged = pypdfium2.PdfDocument(merge(parts, "t", "a", "nl", "omslag"))
    number = 0
    for part in parts:
        section = pypdfium2.PdfDocument(part.pdf)
        for page in section:
            assert ImageChops.difference(picture(page, 72), picture(merged[number], 72)).getbbox() is None
            assert page.get_textpage().get_text_range() == merged[number].get_textpage().get_text_range()
            number += 1
        section.close()
    assert number == len(merged)
    merged.close()


def test_the_same_parts_give_the_same_bytes(parts: list[BookletPart], tmp_path: Path) -> None:
    """Merging is deterministic, in this process and in one that hashes differently."""
    here = hashlib.sha256(merge(parts, "t", "a", "nl", "omslag")).hexdigest()
    for number, part in enumerate(parts):
        (tmp_path / f"{number:02}.pdf").write_bytes(part.pdf)
    program = (
        "import sys, hashlib, pathlib; from leaflets.merge import BookletPart, merge\n"
        "parts = [BookletPart(path.read_bytes(), eval(mark)) for path, mark in"
        " zip(sorted(pathlib.Path(sys.argv[1]).glob('*.pdf')), sys.argv[2:], strict=True)]\n"
        "print(hashlib.sha256(merge(parts, 't', 'a', 'nl', 'omslag')).hexdigest())"
    )
    command = [sys.executable, "-c", program, str(tmp_path), *(repr(part.bookmark) for part in parts)]
    other = os.environ | {"PYTHONHASHSEED": "1"}
    there = subprocess.run(command, env=other, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here


def test_a_link_to_nowhere_is_refused(parts: list[BookletPart]) -> None:
    """When a section is missing, the links that name it stop the merge instead of going nowhere."""
    without = [part for part in parts if part.bookmark != (2, "CRPS")]
    assert len(without) == len(parts) - 1
    with pytest.raises(ValueError, match='a link names "crps", which no section of the booklet has'):
        merge(without, "t", "a", "nl", "omslag")


def test_sections_that_are_remembered_merge_to_the_same_bytes(parts: list[BookletPart]) -> None:
    """A process that stays parses a section once, also when others beside it have changed."""
    fresh = [merge(some, "t", "a", "nl", "omslag") for some in (parts, parts[::-1])]
    bench = Bench(len(parts))
    for _ in range(2):
        assert [merge(some, "t", "a", "nl", "omslag", bench) for some in (parts, parts[::-1])] == fresh
    assert len(bench.at(SECTIONS).values) == len(parts)


def test_codes_move_with_their_section() -> None:
    """A code on page 2 of a section that begins on page 10 stands on page 11, in the same place."""
    code = QrCode(page=2, url="https://example.org/", box_mm=(10, 20, 22, 22))
    assert shifted([code], 10) == (QrCode(page=11, url="https://example.org/", box_mm=(10, 20, 22, 22)),)
