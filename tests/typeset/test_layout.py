"""How the pages lie: what stands level across a fold, where lines to write on end, how long a paragraph may grow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest

from leaflets.content import Catalogue
from leaflets.content.markup import plain_text
from leaflets.model.content import Leaflet
from leaflets.model.format import TextLength
from leaflets.model.proof import Proof
from leaflets.plan import booklet, leaflet_job
from tests.conftest import PROJECT
from tests.pages import typeset
from tests.reading import MM, picture

pytestmark = pytest.mark.whole

MOST_LINES = 6
"""A paragraph is shorter than this or as long (Direct Duidelijk, norms §2)."""

DPI = 300
LINE_MM = 8.0
GREY = 240
"""A ruled line is darker than this (of 255)."""


def made(catalogue: Catalogue, name: str, fmt: str) -> tuple[Leaflet, Proof]:
    one = next(one for one in catalogue.leaflets["nl"] if one.id == name)
    return one, typeset(leaflet_job(catalogue, one, catalogue.formats[fmt]), PROJECT, PROJECT / "content")


def foot_of(page: pypdfium2.PdfPage, words: str, *, last: bool = False) -> float:
    """Where the first or last letter of `words` stands, in mm from the top."""
    text = page.get_textpage()
    found = text.search(words).get_next()
    assert found is not None, words
    return float(page.get_height() - text.get_charbox(found[0] + (found[1] - 1 if last else 0))[1]) / MM


def feet_between(page: pypdfium2.PdfPage, left: float, right: float, top: float, bottom: float) -> list[float]:
    """Where the lines that begin between those places in mm stand, by their commonest letter, in mm from the top."""
    text, height = page.get_textpage(), page.get_height()
    sides = [text.get_charbox(number) for number in range(text.count_chars())]
    inside = [(height - foot) / MM for x, foot, _, _ in sides if left < x / MM < right]
    common = Counter(round(foot, 2) for foot in inside if top < foot < bottom)
    found = sorted(foot for foot, _ in common.most_common(4))
    return [one for one, other in pairwise([*found, bottom + 9]) if other - one > 1]


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text)


def paragraphs(leaflet: Leaflet, kind: TextLength, if_word: str) -> Iterator[str]:
    """The paragraphs of a leaflet; of a call its signs, each by itself."""
    signs = [f"{if_word} {sign.text}" for sign in leaflet.signs]
    for section in leaflet.sections:
        for block in plain_text(section.markdown, kind).split("\n"):
            held = [sign for sign in signs if letters(sign) in letters(block)]
            yield from filter(None, map(letters, held or [block]))


def lines_of(paragraph: str, lines: list[str]) -> int:
    """How many lines, one after the other, hold the paragraph; 0 when a page break parts it."""
    for first in range(len(lines)):
        held = ""
        for count, line in enumerate(lines[first:], start=1):
            held += line
            if held == paragraph:
                return count
            if not paragraph.startswith(held):
                break
    return 0


def test_the_headings_inside_a_trifold_stand_level(catalogue: Catalogue) -> None:
    """Unfolded, the headings of the three panels have one baseline, also the larger one."""
    _, proof = made(catalogue, "lupus", "trifold")
    panels = list(pypdfium2.PdfDocument(proof.pdf))
    feet = [foot_of(panels[number], words) for number, words in ((1, "In het"), (2, "Wat gebeurt"), (3, "Wat kunt"))]
    assert max(feet) - min(feet) < 0.3


@pytest.mark.parametrize("name", [f"{number:02}" for number in range(13)])
def test_a_heading_never_has_one_step_alone_under_it(catalogue: Catalogue, name: str) -> None:
    """On page 2 of A5 stand two steps or none."""
    one = catalogue.leaflets["nl"][int(name)]
    proof = typeset(leaflet_job(catalogue, one, catalogue.formats["a5"]), PROJECT, PROJECT / "content")
    said = pypdfium2.PdfDocument(proof.pdf)[1].get_textpage().get_text_bounded()
    steps = re.findall(r"^\d\. \*\*(.+?)\*\*", one.section("steps").markdown, re.MULTILINE)
    assert len([step for step in steps if letters(step) in letters(said)]) != 1


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("alzheimer", 1),
        ("brain-injury", 6),
        ("crps", 5),
        ("epilepsy", 3),
        ("long-covid", 6),
        ("lupus", 2),
        ("me-cfs", 3),
        ("rheumatoid-arthritis", 5),
    ],
)
def test_lines_to_write_on_run_from_their_heading_to_the_practice(catalogue: Catalogue, name: str, count: int) -> None:
    """However many sources there are, the space between them and the practice is ruled, a line every 8 mm."""
    _, proof = made(catalogue, name, "a5")
    assert proof.practice is not None
    page = pypdfium2.PdfDocument(proof.pdf)[3]
    dot = DPI / 25.4
    heading, practice = foot_of(page, "Mijn vragen"), proof.practice.box_mm[1]
    drawn = picture(page, DPI).convert("L")
    columns = [drawn.crop((round(x * dot), 0, round(x * dot) + 1, drawn.height)).tobytes() for x in (20, 74, 128)]
    rows = [y for y, greys in enumerate(zip(*columns, strict=True)) if max(greys) < GREY]
    lines = [y / dot for before, y in pairwise([-2, *rows]) if y - before > 1]
    # The box of the practice has a ground that is dark enough to count.
    ruled = [y for y in lines if heading < y < practice - 1]
    assert len(ruled) == count
    assert ruled[0] - heading == pytest.approx(10.5, abs=0.2)
    # As near to the box as a line can be that is no part of it: 2.5 mm above it stay free.
    assert 2.5 < practice - ruled[-1] < LINE_MM + 2.5
    assert {round(low - high, 1) for high, low in pairwise(ruled)} <= {7.9, LINE_MM, 8.1}


@pytest.mark.parametrize(("name", "fmt", "room_mm"), [("ms", "a5", 7.5), ("parkinson", "a5", 7.5), ("ms", "a4", 5.0)])
def test_a_line_in_the_box_of_the_practice_has_room_for_a_hand(
    catalogue: Catalogue, name: str, fmt: str, room_mm: float
) -> None:
    """Below each label is room to write, and the last line is clear of the edge of the box."""
    _, proof = made(catalogue, name, fmt)
    assert proof.practice is not None
    left, top, width, height = proof.practice.box_mm
    page = pypdfium2.PdfDocument(proof.pdf)[proof.practice.page - 1]
    dot = DPI / 25.4
    column = (
        picture(page, DPI)
        .convert("L")
        .crop(
            (
                round((left + width - 5) * dot),
                round(top * dot),
                round((left + width - 5) * dot) + 1,
                round((top + height) * dot),
            )
        )
    )
    rows = [y / dot for y, grey in enumerate(column.tobytes()) if grey < 200]
    first, last = rows[0], rows[-1]
    assert first < last - 5 < height - 6.5
    for words, line in (("Mijn volgende", first), ("Mijn vraag voor de huisarts", last)):
        assert line - (foot_of(page, words, last=True) - top) > room_mm


@pytest.mark.parametrize(("fmt", "most"), [("a4", 370), ("trifold", 250)])
def test_no_paragraph_is_longer_than_six_lines(catalogue: Catalogue, fmt: str, most: int) -> None:
    """In the narrowest columns every paragraph has six lines or fewer, and every sign of alarm, which are read one by one."""
    form, if_word = catalogue.formats[fmt], catalogue.languages["nl"].words["call_if"]
    found = 0
    for one in catalogue.leaflets["nl"]:
        proof = typeset(leaflet_job(catalogue, one, form), PROJECT, PROJECT / "content")
        for page in pypdfium2.PdfDocument(proof.pdf):
            lines = [letters(line) for line in page.get_textpage().get_text_bounded().splitlines()]
            counts = {text: lines_of(text, lines) for text in paragraphs(one, form.text, if_word)}
            assert [text[:40] for text, count in counts.items() if count > MOST_LINES] == []
            found += sum(count > 0 for count in counts.values())
    assert found > most


def test_no_paragraph_of_the_booklets_chapters_is_longer_than_six_lines(catalogue: Catalogue) -> None:
    """Nor have the chapters and the openings of the parts a longer one."""
    plan = booklet(catalogue, catalogue.languages["nl"], catalogue.leaflets["nl"], catalogue.formats["booklet"])
    found = 0
    for section in (section for section in plan.sections if section.job.chapter is not None):
        chapter = section.job.chapter
        assert chapter is not None
        proof = typeset(section.job, PROJECT, PROJECT / "content")
        for page in pypdfium2.PdfDocument(proof.pdf):
            lines = [letters(line) for line in page.get_textpage().get_text_bounded().splitlines()]
            counts = [lines_of(letters(block), lines) for block in plain_text(chapter.markdown, "full").split("\n")]
            assert max(counts) <= MOST_LINES, chapter.id
            found += sum(count > 0 for count in counts)
    assert found > 50


@pytest.mark.parametrize("count", [1, 19, 20, 200])
def test_the_contents_fill_the_pages_the_plan_gives_them(catalogue: Catalogue, count: int) -> None:
    """However many leaflets there are, each has its line and its folio, and no page has more lines than planned."""
    ms = next(one for one in catalogue.leaflets["nl"] if one.id == "ms")
    many = [ms.model_copy(update={"id": f"ms-{number}", "name": f"MS {number}"}) for number in range(count)]
    fmt = catalogue.formats["booklet"]
    whole = booklet(catalogue, catalogue.languages["nl"], many, fmt)
    (section,) = [one for one in whole.sections if one.job.template == "contents"]
    pages = pypdfium2.PdfDocument(typeset(section.job, PROJECT, PROJECT / "content").pdf)
    assert len(pages) == section.pages
    said = [page.get_textpage().get_text_range() for page in pages]
    lines = [re.findall(r"^(\d+) +(?:MS (\d+))?", text, re.MULTILINE) for text in said]
    assert max(map(len, lines)) <= fmt.entries_per_page
    folios = {one.job.id: str(one.job.first_folio) for one in whole.sections if one.job.leaflet}
    assert {f"ms-{name}": folio for page in lines for folio, name in page if name} == folios


@pytest.mark.parametrize("fmt", ["a5", "a4"])
@pytest.mark.parametrize("name", ["epilepsy", "ms", "sjogren"])
def test_the_host_of_a_source_is_not_broken(catalogue: Catalogue, name: str, fmt: str) -> None:
    """Where a source leads stands on one line, also the longest: pubmed.ncbi.nlm.nih.gov."""
    leaflet, proof = made(catalogue, name, fmt)
    job = leaflet_job(catalogue, leaflet, catalogue.formats[fmt])
    with pypdfium2.PdfDocument(proof.pdf) as pdf:
        lines = pdf[len(pdf) - 1].get_textpage().get_text_range().replace("\u200b", "").split("\r\n")
    sites = {citation.source.site for citation in job.citations} - {catalogue.edition.publisher.website}
    assert sites
    assert [site for site in sites if not any(site in line for line in lines)] == []


def test_the_blogs_address_is_whole_where_its_code_stands_large(catalogue: Catalogue) -> None:
    """On a poster and in the booklet's colophon it is read in one piece."""
    plan = booklet(catalogue, catalogue.languages["nl"], catalogue.leaflets["nl"], catalogue.formats["booklet"])
    about = next(section.job for section in plan.sections if section.job.template == "about")
    for proof in (made(catalogue, "ms", "poster")[1], typeset(about, PROJECT, PROJECT / "content")):
        with pypdfium2.PdfDocument(proof.pdf) as pdf:
            lines = pdf[0].get_textpage().get_text_range().replace("\u200b", "").split("\r\n")
        assert catalogue.edition.publisher.website in lines


@pytest.mark.parametrize("name", ["epilepsy", "sleep-and-recovery"])
def test_the_band_of_an_a4_has_one_baseline(catalogue: Catalogue, name: str) -> None:
    """Its heading stands on that of the first point beside it, and for whom it is on that of the next line."""
    leaflet, proof = made(catalogue, name, "a4")
    with pypdfium2.PdfDocument(proof.pdf) as pdf:
        page = pdf[0]
        heading, whom = (foot_of(page, words) for words in ("n het kort", leaflet.audience[:9]))
        feet = feet_between(page, 77, 200, heading - 2, whom + 2)
    first, second = feet
    assert heading == pytest.approx(first, abs=0.1)
    assert whom == pytest.approx(second, abs=0.2)


@pytest.mark.parametrize(
    ("name", "count"), [("alzheimer", 3), ("brain-injury", 2), ("crps", 0), ("epilepsy", 0), ("ms", 7)]
)
def test_a_trifold_has_two_lines_to_write_on_or_none(catalogue: Catalogue, name: str, count: int) -> None:
    """Where two have no room, neither heading nor line stands there; else the last is at the foot of the panel."""
    _, proof = made(catalogue, name, "trifold")
    with pypdfium2.PdfDocument(proof.pdf) as pdf:
        page = pdf[3]
        has_heading = "Mijn vragen" in page.get_textpage().get_text_range()
        drawn = picture(page, DPI).convert("L")
    dot = DPI / 25.4
    columns = [drawn.crop((round(x * dot), 0, round(x * dot) + 1, drawn.height)).tobytes() for x in range(12, 88, 4)]
    rows = [y for y, greys in enumerate(zip(*columns, strict=True)) if max(greys) < GREY]
    assert sum(y - before > 1 for before, y in pairwise([-2, *rows])) == count
    assert all(190 <= y / dot <= 205 for y in rows[-1:])
    assert has_heading == (count > 0)
