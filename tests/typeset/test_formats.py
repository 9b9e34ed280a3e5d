"""The formats of the series beside the reading leaflets: trifold, large print, poster and card."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from leaflets.cli import main
from leaflets.content import Catalogue, load
from leaflets.content.markup import plain_text
from leaflets.model.artefact import Ink
from leaflets.model.content import Leaflet
from leaflets.model.format import PaperOptions
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import Request, Work, booklet, leaflet_job, works
from leaflets.preflight.file import opened as opened_file
from leaflets.preflight.inspection import RULES, apply
from leaflets.preflight.rules.access import MARGIN_MM
from leaflets.preflight.subject import subject_of
from leaflets.problems import ContentError, Problem, WrongOption
from leaflets.units import PT_PER_MM
from tests.conftest import PROJECT
from tests.pages import typeset
from tests.reading import MM, Run, opened, picture, runs, text_in

pytestmark = pytest.mark.whole

TRIED = ("ms", "epilepsy", "sjogren")
"""The longest doctor box and the longest sources are among them."""

BLOG = "https://jesseversteghen.blogspot.com/2023/04/slaap-voldoende.html"
LINE = "Eén regel.  \n"
"""Two blanks at its end: a line of the same paragraph, on the narrowest panel too."""
SAFE_MM = 5.0
HORIZON_MM, RING_MM = 217.0, 130.5
"""On a poster, how far from the top the field ends, and the outer ring begins."""
GREY = 225
"""Darker than a tint."""
DOT = 100 / 25.4
"""Dots in a millimetre at 100 dpi."""

Make = Callable[[str, str], Proof]


def leaflet(catalogue: Catalogue, name: str) -> Leaflet:
    return next(one for one in catalogue.leaflets["nl"] if one.id == name)


@pytest.fixture(scope="module")
def make(catalogue: Catalogue) -> Make:
    """The proof of a leaflet in a format, made once."""
    kept: dict[tuple[str, str], Proof] = {}

    def made(name: str, fmt: str) -> Proof:
        if (name, fmt) not in kept:
            job = leaflet_job(catalogue, leaflet(catalogue, name), catalogue.formats[fmt])
            kept[name, fmt] = typeset(job, PROJECT, PROJECT / "content")
        return kept[name, fmt]

    return made


def texts(proof: Proof) -> list[str]:
    """The words of each page, spaces and line ends as one."""
    return [words(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(proof.pdf)]


def words(text: str) -> str:
    return " ".join(text.replace("\u2060", "").replace("\u200b", "").split())


def sizes(proof: Proof) -> list[tuple[float, float]]:
    """Width and height of each page's trim in mm."""
    with opened(proof.pdf) as pdf:
        boxes = [[float(side) / MM for side in page.trimbox] for page in pdf.pages]
    return [(round(right - left, 1), round(top - bottom, 1)) for left, bottom, right, top in boxes]


def printed(proof: Proof) -> list[list[Run]]:
    """The pieces of text of each page, with their size on paper."""
    with opened(proof.pdf) as pdf:
        return [runs(page) for page in pdf.pages]


def letter_boxes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every printed letter, in mm from the page's top left."""
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        if right > left and text.get_text_range(index, 1).strip():
            yield left / MM, (height - top) / MM, right / MM, (height - bottom) / MM


def problem_of(catalogue: Catalogue, one: Leaflet, fmt: str) -> Problem:
    with pytest.raises(ContentError) as caught:
        typeset(leaflet_job(catalogue, one, catalogue.formats[fmt]), PROJECT, PROJECT / "content")
    (problem,) = caught.value.problems
    return problem


def with_more(one: Leaflet, role: str, more: str) -> Leaflet:
    sections = tuple(
        part.model_copy(
            update={key: f"{said}\n\n{more}" for key in ("markdown", "written") if (said := getattr(part, key))}
        )
        if part.role == role
        else part
        for part in one.sections
    )
    return one.model_copy(update={"sections": sections})


@pytest.mark.parametrize("fmt", ["trifold", "poster", "dl-card"])
def test_every_leaflet_fits_the_formats_of_a_fixed_size(catalogue: Catalogue, fmt: str) -> None:
    """All thirteen texts stand on as many pages as the format declares, nothing cut off."""
    form = catalogue.formats[fmt]
    made = [
        typeset(leaflet_job(catalogue, one, form), PROJECT, PROJECT / "content") for one in catalogue.leaflets["nl"]
    ]
    assert [proof.pages for proof in made] == [form.pages] * 13


@pytest.mark.parametrize("fmt", ["trifold", "poster", "dl-card"])
@pytest.mark.parametrize("name", TRIED)
def test_there_is_room_for_the_publishers_address_and_the_funding(catalogue: Catalogue, name: str, fmt: str) -> None:
    """What Belgium asks of a publisher and who paid stand in the imprint without a word of the text less (norms §1)."""
    address = "Burgemeester Janssenslaan 112 bus 4, 9000 Gent"
    publisher = catalogue.edition.publisher.model_copy(update={"address": address})
    edition = catalogue.edition.model_copy(update={"publisher": publisher, "funding": "eigen middelen"})
    job = leaflet_job(catalogue, leaflet(catalogue, name), catalogue.formats[fmt])
    proof = typeset(job.model_copy(update={"edition": edition}), PROJECT, PROJECT / "content")
    assert address in texts(proof)[-1]
    assert "Betaald door: eigen middelen" in texts(proof)[-1]


@pytest.mark.parametrize("name", TRIED)
def test_trifold_panels_have_their_own_widths(make: Make, name: str) -> None:
    """In reading order the panels are 100, 100, 100, 97, 97 and 100 mm wide: two are narrower."""
    assert sizes(make(name, "trifold")) == [(width, 210.0) for width in (100, 100, 100, 97, 97, 100)]


def test_trifold_panels_fill_the_sheet_and_meet_at_its_folds(catalogue: Catalogue, make: Make) -> None:
    """On both sides each panel begins where the last one ends, and only there is the sheet folded (norms §4)."""
    layout = catalogue.formats["trifold"].sheet
    assert layout is not None
    widths = [width for width, _ in sizes(make("ms", "trifold"))]
    edges = []
    for slots in (layout.front, layout.back):
        ends = [0.0]
        for slot in slots:
            assert slot.left == ends[-1]
            ends.append(slot.left + widths[slot.page - 1])
        edges.append(ends)
    assert edges == [[0, 97, 197, 297], [0, 100, 200, 297]]
    assert layout.folds_mm == (97, 197)
    assert [297 - edge for edge in reversed(edges[1])] == edges[0]


@pytest.mark.parametrize("name", TRIED)
def test_trifold_panels_come_in_the_order_one_unfolds_them(catalogue: Catalogue, make: Make, name: str) -> None:
    """Cover; the summary, with the doctor box on the flap beside it; three panels inside; sources on the back."""
    cover, opening, why, act, flap, back = texts(make(name, "trifold"))
    assert words(leaflet(catalogue, name).name) in cover
    assert opening.startswith("In het kort")
    assert "Mijn week" in opening
    assert "ochtend middag avond ma di wo do vr za zo" in opening
    assert why.startswith("Wat gebeurt er in uw lichaam?")
    assert "Waarom slaap en rust helpen" in why
    assert act.startswith("Wat kunt u zelf doen?")
    assert "Wanneer belt u de huisarts?" in flap
    assert "112" in flap
    assert "huisartsenpost" in flap
    assert back.startswith("Bronnen")
    for said in (
        "Meer lezen over slaap",
        "Uw praktijk",
        "Nog niet nagelezen door een arts",
        "Versie 2026.11",
        "vervangt geen medisch advies",
    ):
        assert said in back


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.parametrize("fmt", ["trifold", "dl-card", "poster", "large-print"])
def test_text_keeps_clear_of_folds_and_trim(make: Make, name: str, fmt: str) -> None:
    """Every letter and QR code is 5 mm or more from each edge of its page, which is a fold or a cut (norms P02)."""
    proof = make(name, fmt)
    for page, (width, height) in zip(pypdfium2.PdfDocument(proof.pdf), sizes(proof), strict=True):
        found = list(letter_boxes(page))
        assert found
        assert min(left for left, *_ in found) >= SAFE_MM
        assert min(top for _, top, _, _ in found) >= SAFE_MM
        assert max(right for _, _, right, _ in found) <= width - SAFE_MM
        assert max(bottom for *_, bottom in found) <= height - SAFE_MM
    for code in proof.qr:
        left, top, side, _ = code.box_mm
        width, height = sizes(proof)[code.page - 1]
        assert min(left, top, width - left - side, height - top - side) >= SAFE_MM


@pytest.mark.parametrize(
    ("fmt", "body", "smallest"),
    [("trifold", 12.5, 9.5), ("dl-card", 12, 9.5), ("large-print", 18, 16)],
)
def test_text_is_as_large_as_the_format_promises(
    catalogue: Catalogue, make: Make, fmt: str, body: float, smallest: float
) -> None:
    """The text is of the format's size; only citations' numbers and a diagram's words are below the smallest."""
    drawn = {label for one in catalogue.leaflets["nl"] if one.diagram for label in one.diagram.labels.values()}
    found = [run for name in TRIED for page in printed(make(name, fmt)) for run in page]
    spoken = [run for run in found if not re.fullmatch(r"[\d\s\u2060]*", run.text) and run.text.strip() not in drawn]
    assert min(run.size for run in spoken) == pytest.approx(smallest, abs=0.05)
    letters: dict[float, int] = {}
    for run in (run for run in spoken if run.size > smallest + 0.1):
        letters[round(run.size, 1)] = letters.get(round(run.size, 1), 0) + len(run.text)
    assert max(letters, key=lambda size: letters[size]) == body


def test_trifold_takes_the_short_text_and_large_print_the_full_one(catalogue: Catalogue, make: Make) -> None:
    """A block marked {long} is left out of the trifold, and every block stands whole in the large print."""
    one = leaflet(catalogue, "ms")
    folded, large = (re.sub(r"\W|\d", "", " ".join(texts(make("ms", fmt)))) for fmt in ("trifold", "large-print"))
    left_out = 0
    for section in one.sections:
        short = plain_text(section.markdown, "short")
        for block in filter(str.strip, plain_text(section.markdown, "full").split("\n")):
            letters = re.sub(r"\W|\d", "", block)
            left_out += block not in short
            assert (letters in folded) is (block in short), block
            # A block may go on after the running head of the next page.
            assert letters[:40] in large, block
            assert letters[-40:] in large, block
    assert left_out > 2


@pytest.mark.parametrize("name", ["sjogren", "brain-injury"])
def test_trifold_sources_are_those_its_own_text_cites(catalogue: Catalogue, make: Make, name: str) -> None:
    """The back has a code for each number of the panels, in that order, and the blog's; all on one line, 22 mm wide."""
    proof = make(name, "trifold")
    cited = []
    for section in leaflet(catalogue, name).sections:
        for block in section.markdown.split("\n"):
            if not block.endswith("{long}"):
                cited += re.findall(r"\[@([\w-]+)\]", block)
    found = [catalogue.source(short) for short in dict.fromkeys(cited)]
    urls = [source.url for source in found if source is not None]
    assert 0 < len(urls) <= len(leaflet(catalogue, name).cited)
    assert [code.url for code in proof.qr] == [*urls, BLOG]
    assert {code.page for code in proof.qr} == {6}
    assert {(code.box_mm[0], code.box_mm[2]) for code in proof.qr} == {(9.0, 22.0)}
    numbers = {run.text for page in printed(proof)[:5] for run in page if run.text.isdigit()}
    assert {str(number) for number in range(1, len(urls) + 1)} <= numbers


@pytest.mark.parametrize(
    ("fmt", "role", "panel", "heading", "counted"),
    [
        ("trifold", "rest", "why", r"Wat gebeurt er in uw lichaam\?", [35, 40]),
        ("trifold", "steps", "act", r"Wat kunt u zelf doen\?", [30, 35]),
        ("dl-card", "doctor", "back", r"Wanneer belt u de huisarts\?", [37, 42]),
    ],
)
def test_a_text_that_does_not_fit_its_panel_says_by_how_many_lines(
    catalogue: Catalogue, fmt: str, role: str, panel: str, heading: str, counted: list[int]
) -> None:
    """T07 names the panel and the lines it has no room for, and five more are five more lines too many."""
    counts = []
    for lines in (40, 45):
        problem = problem_of(catalogue, with_more(leaflet(catalogue, "ms"), role, LINE * lines), fmt)
        begins = rf'in the part that begins with "{heading}" \(part "{panel}"\)'
        found = re.fullmatch(rf"ms in {fmt}: the text is (\d+) lines too long, {begins}", problem.what)
        assert found, problem.what
        assert (problem.rule, problem.where) == ("T07", "content/nl/ms.md")
        counts.append(int(found[1]))
    assert counts == counted


def test_too_many_sources_for_a_panel_are_not_hidden(catalogue: Catalogue) -> None:
    """T07 says so when the codes do not fit the back of the trifold, not print them over the practice."""
    more = " ".join(f"[@{name}]" for name in list(catalogue.sources)[2:6])
    problem = problem_of(catalogue, with_more(leaflet(catalogue, "ms"), "rest", f"Meer hierover. {more}"), "trifold")
    assert problem.rule == "T07"
    assert '(part "outside")' in problem.what


@pytest.mark.parametrize("name", TRIED)
def test_large_print_is_a_reading_file_of_its_own(make: Make, name: str) -> None:
    """A4 pages, tagged and PDF/UA-1, one column from one left edge, QR codes of 30 mm or more."""
    proof = make(name, "large-print")
    assert set(sizes(proof)) == {(210.0, 297.0)}
    report = page_validation.validate_pdf_bytes(proof.pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []
    assert {code.box_mm[0] for code in proof.qr} == {20.0}
    assert min(code.box_mm[2] for code in proof.qr) >= 30
    for page in list(pypdfium2.PdfDocument(proof.pdf))[1:4]:
        starts = [line for line in page.get_textpage().get_text_bounded().splitlines() if line.strip()]
        assert max(map(len, starts)) <= 70
        assert text_in(page, 0, 27, 19, 290) == ""


@pytest.mark.parametrize(("name", "page"), [("crps", 5), ("epilepsy", 5), ("me-cfs", 5), ("ms", 6)])
def test_large_print_has_six_pages_with_a_task_each(make: Make, name: str, page: int) -> None:
    """Up to four codes leave room for the practice's box below them; the last page is to write on and ends full."""
    proof = make(name, "large-print")
    said = texts(proof)
    assert proof.practice is not None
    assert (proof.pages, proof.practice.page) == (6, page)
    assert ["Wat kunt u zelf doen?" in words for words in said] == [False, False, True, False, False, False]
    assert ["Wanneer belt u de huisarts?" in words for words in said] == [False, False, False, True, False, False]
    assert text_in(pypdfium2.PdfDocument(proof.pdf)[5], 20, 275, 192, 283) != ""
    assert ["Mijn vragen en notities" in words for words in said] == [False] * 5 + [True]


@pytest.mark.parametrize(
    ("name", "columns", "rows"), [("ms", {15, 77, 139}, 2), ("me-cfs", {15, 108}, 2), ("crps", {15, 108}, 1)]
)
def test_the_parts_of_an_a4_stand_on_its_six_columns(make: Make, name: str, columns: set[int], rows: int) -> None:
    """Columns of 25 mm with 6 between: codes of 20 mm in rows of one height, the practice's box on three columns."""
    proof = make(name, "a4")
    assert proof.practice is not None
    left, top, width, height = proof.practice.box_mm
    assert (left, width, round(top + height)) == (15.0, 87.0, 290)
    assert {round(code.box_mm[0]) for code in proof.qr} == columns
    assert {round(code.box_mm[2]) for code in proof.qr} == {20}
    tops = sorted({round(code.box_mm[1], 1) for code in proof.qr})
    assert len(tops) == rows
    assert tops[-1] + 20 < top
    assert rows == 1 or tops[1] - tops[0] == pytest.approx(23.1, abs=0.15)


@pytest.mark.parametrize("name", TRIED)
def test_large_print_splits_no_word(catalogue: Catalogue, make: Make, name: str) -> None:
    """Every word of the text stands on one line: a line ends in a hyphen only where the word has one of its own."""
    pages = pypdfium2.PdfDocument(make(name, "large-print").pdf)
    lines = [line for page in pages for line in page.get_textpage().get_text_bounded().splitlines()]
    spoken = {word for line in lines for word in re.findall(r"[\w’'-]+", line)}
    for section in leaflet(catalogue, name).sections:
        for word in re.findall(r"[^\W\d_]{5,}", plain_text(section.markdown, "full")):
            assert any(word in said for said in spoken), word


@pytest.mark.parametrize("name", TRIED)
def test_a_poster_says_one_thing_large(catalogue: Catalogue, make: Make, name: str) -> None:
    """One A4 page: the first sentence of its line in 60 pt or more, the rest in 30, and one QR code, the blog's."""
    proof = make(name, "poster")
    one = leaflet(catalogue, name)
    assert sizes(proof) == [(210.0, 297.0)]
    (found,) = printed(proof)
    first, more = re.split(r"(?<=[.?]) ", one.poster)
    for said, least, most in ((first, 60, 66), (more, 30, 30), (one.name, 22, 22)):
        large = "".join(run.text for run in found if least - 0.1 <= run.size <= most + 0.1)
        assert re.sub(r"\W", "", said) in re.sub(r"\W", "", large)
    assert min(run.size for run in found) == pytest.approx(9.5, abs=0.05)
    (code,) = proof.qr
    assert code.url == BLOG
    assert code.box_mm[2] >= 40


def test_no_letter_of_a_poster_touches_a_ring(catalogue: Catalogue) -> None:
    """Of all thirteen the words end 3 mm above the outer ring; the practice's card and the imprint stand below the field."""
    for one in catalogue.leaflets["nl"]:
        proof = typeset(leaflet_job(catalogue, one, catalogue.formats["poster"]), PROJECT, PROJECT / "content")
        with pypdfium2.PdfDocument(proof.pdf) as pdf:
            above = [box for box in letter_boxes(pdf[0]) if box[1] < HORIZON_MM]
            below = [box for box in letter_boxes(pdf[0]) if box[1] >= HORIZON_MM]
        assert max(bottom for _, _, _, bottom in above) <= RING_MM - 3, one.id
        assert min(top for _, top, _, _ in below) >= HORIZON_MM + 8
        assert max(bottom for _, _, _, bottom in below) <= 297 - SAFE_MM
        assert proof.practice is not None
        assert proof.practice.box_mm[1] == pytest.approx(HORIZON_MM + 9, abs=0.05)


def a3(catalogue: Catalogue, **options: object) -> Work:
    request = Request(
        PROJECT, PROJECT / "content", Path("output"), leaflets=("ms",), formats=("poster",),
        paper=PaperOptions.model_validate({"size": "a3", **options}),
    )  # fmt: skip
    ((work,), problems) = works(catalogue, request)
    assert problems == []
    return work


def test_a_poster_on_a3_is_the_same_poster_larger(catalogue: Catalogue, make: Make) -> None:
    """--paper a3 gives 297 × 420 mm in page, proof and manifest, all 1.41 times as large, the code 60 mm or more."""
    work = a3(catalogue)
    assert work.path == "nl/leaflets/ms-poster-a3.pdf"
    assert work.entry.trim_mm == (297, 420)
    proof, small = typeset(work.jobs[0], PROJECT, PROJECT / "content"), make("ms", "poster")
    assert sizes(proof) == [(297.0, 420.0)]
    assert proof.trim_mm == (297, 420)
    assert texts(proof) == texts(small)
    ((large,), (own,)) = printed(proof), printed(small)
    ratios = {round(one.size / other.size, 2) for one, other in zip(large, own, strict=True)}
    assert ratios == {1.41}
    ((left, top, side, _),) = (code.box_mm for code in proof.qr)
    assert side >= 60
    page = pypdfium2.PdfDocument(proof.pdf)[0]
    seen = picture(page, 100).crop(((left - 2) * DOT, (top - 2) * DOT, (left + side + 2) * DOT, (top + side + 2) * DOT))
    (read,) = zxingcpp.read_barcodes(seen)
    assert read.text == BLOG
    file = opened_file(proof, "ms", None, 1, subject_of((work.jobs[0],)))
    with file.pdf:
        assert list(apply("file", file, "ms", (rule for rule in RULES if rule.id in ("T07", "Q02")))) == []


def test_a_poster_on_a4_keeps_its_name(catalogue: Catalogue) -> None:
    """Its own size asked for by name is no other file."""
    work = a3(catalogue, size="a4")
    assert (work.path, work.jobs[0].zoom) == ("nl/leaflets/ms-poster.pdf", 1)


@pytest.mark.parametrize(
    ("formats", "size", "said"),
    [
        (("a5",), "a3", '"a5" is made on one size of paper only. --paper goes with: poster.'),
        (("poster", "trifold"), "a3", '"trifold" is made on one size of paper only. --paper goes with: poster.'),
        (("poster",), "b7", '"poster" is not made on b7. Choose from: a4, a3.'),
        ((), "a3", "--paper a3 needs a format. Add --format poster."),
    ],
)
def test_other_formats_have_one_size(catalogue: Catalogue, formats: tuple[str, ...], size: str, said: str) -> None:
    """A size a format is not made on is refused before anything is made, with what to do."""
    request = Request(PROJECT, PROJECT / "content", Path("output"), formats=formats, paper=PaperOptions(size=size))
    with pytest.raises(WrongOption) as caught:
        works(catalogue, request)
    assert str(caught.value) == said


def test_a_wrong_size_is_a_sentence_and_code_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the command line too, and nothing is written."""
    assert main(["--format", "a5", "--paper", "A3", "--output", str(tmp_path / "out")]) == 2
    assert "--paper goes with: poster" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", TRIED)
def test_a_card_has_what_one_needs_at_hand(catalogue: Catalogue, make: Make, name: str) -> None:
    """A third of A4, name and summary in front, the doctor box with 112 and the blog's QR code behind."""
    proof = make(name, "dl-card")
    assert sizes(proof) == [(99.0, 210.0)] * 2
    front, back = texts(proof)
    assert words(leaflet(catalogue, name).name) in front
    for point in plain_text(leaflet(catalogue, name).section("summary").markdown, "full").split("\n"):
        assert words(point) in front
    assert back.startswith("Wanneer belt u de huisarts?")
    assert "112" in back
    assert "Nog niet nagelezen door een arts" in back
    assert [(code.page, code.url) for code in proof.qr] == [(2, BLOG)]


def edges(page: pypdfium2.PdfPage, width: float) -> set[object]:
    """The colours of the outer `width` mm of a page."""
    seen, away = picture(page, 100), round(width * DOT)
    across, high = seen.size
    strips = [
        (0, 0, across, away),
        (0, high - away, across, high),
        (0, 0, away, high),
        (across - away, 0, across, high),
    ]
    return {colour for strip in strips for _, colour in seen.crop(strip).convert("RGB").getcolors(1 << 24) or ()}


@pytest.mark.parametrize("name", TRIED)
def test_every_card_has_a_white_frame_of_its_own(make: Make, name: str) -> None:
    """What an office printer leaves white, and a knife that slips, are in the 6 mm of paper on all four sides."""
    with pypdfium2.PdfDocument(make(name, "dl-card").pdf) as pdf:
        assert [edges(page, 5.8) for page in pdf] == [{(255, 255, 255)}] * 2


@pytest.mark.parametrize("name", TRIED)
def test_nothing_but_ground_comes_near_the_edges_of_the_flap(make: Make, name: str) -> None:
    """In the 5 mm an office printer does not print the doctor box has its pale ground alone, and no band of alarm."""
    with pypdfium2.PdfDocument(make(name, "trifold").pdf) as pdf:
        assert edges(pdf[4], 4.9) == {(253, 236, 234)}


ACCENT = (244, 184, 96)


@pytest.mark.parametrize(
    ("fmt", "width", "edge"), [("trifold", 62.0, 5.0), ("poster", 94.0, 5.0), ("dl-card", 36.0, 6.0)]
)
def test_the_disc_sinks_clearly_and_its_rings_are_whole(make: Make, fmt: str, width: float, edge: float) -> None:
    """72 % of the disc stands over the horizon, and beside its rings the field is seen to both sides."""
    with pypdfium2.PdfDocument(make("ms", fmt).pdf) as pdf:
        seen = picture(pdf[0], 100).convert("RGB")
    disc = (
        ImageChops.difference(seen, Image.new("RGB", seen.size, ACCENT)).convert("L").point(lambda far: 255 * (far < 8))
    )
    left, top, right, bottom = (side / DOT for side in disc.getbbox() or ())
    assert right - left == pytest.approx(width, abs=0.6)
    assert bottom - top == pytest.approx(0.72 * width, abs=0.6)
    field = seen.getpixel((round((edge + 2) * DOT), round(20 * DOT)))
    at = round((bottom - 0.22 * width) * DOT)
    assert [seen.getpixel((round(x * DOT), at)) for x in (edge + 0.4, seen.width / DOT - edge - 0.4)] == [field] * 2


@pytest.mark.parametrize("name", TRIED)
def test_a_trifold_has_a_week_to_fill_in(make: Make, name: str) -> None:
    """Its rows are 9.7 mm high and end 5 mm or more above the edge."""
    with pypdfium2.PdfDocument(make(name, "trifold").pdf) as pdf:
        seen = picture(pdf[1], 200).convert("L")
    dot = 200 / 25.4
    grid = rules_at(seen, 30 * dot)[-8:]
    assert {round((low - high) / dot, 1) for high, low in pairwise(grid)} <= {9.7, 9.8, 9.9}
    assert grid[-1] / dot <= 205


def rules_at(seen: Image.Image, x: float) -> list[int]:
    """The dots from the top at which something dark begins in a column of a picture."""
    column = seen.crop((round(x), 0, round(x) + 1, seen.height)).tobytes()
    return [y for y in range(1, len(column)) if column[y] < GREY <= column[y - 1]]


def test_three_cards_share_a_sheet(catalogue: Catalogue, make: Make) -> None:
    """The same card stands three times on each side, edge to edge over the whole sheet, the back behind the front."""
    layout = catalogue.formats["dl-card"].sheet
    assert layout is not None
    ((width, _), _) = sizes(make("ms", "dl-card"))
    for page, slots in ((1, layout.front), (2, layout.back)):
        assert [(slot.page, slot.left) for slot in slots] == [(page, place * width) for place in range(3)]
    assert 3 * width == layout.size_mm[0]
    assert layout.marks == "crop"


def test_a_new_format_is_one_file(tmp_path: Path, catalogue: Catalogue) -> None:
    """A bookmark of one style sheet, with its geometry in the comment, is made without a change to the press."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    (tmp_path / "styles/formats/bookmark.css").write_text(
        "/*\ndescription: a bookmark\ntemplate: leaflet\npaper_mm: [70, 180]\npages: 1\ntext: short\n"
        "panels: {strip: [cover, summary]}\n*/\n@page { size: 70mm 180mm; margin: 6mm }\nh1 { font-size: 20pt }\n"
        ".field { color: var(--group); background-size: 0 0 }\n"
    )
    found, problems = load(PROJECT / "content", tmp_path / "styles")
    assert problems == []
    job = leaflet_job(found, leaflet(catalogue, "ms"), found.formats["bookmark"])
    proof = typeset(job, tmp_path, PROJECT / "content")
    assert sizes(proof) == [(70.0, 180.0)]
    assert "In het kort" in texts(proof)[0]


def test_a_panel_that_holds_what_does_not_exist_is_named(tmp_path: Path) -> None:
    """A wrong word in a format's panels is a sentence with file, line and field."""
    shutil.copytree(PROJECT / "styles", tmp_path / "styles")
    path = tmp_path / "styles/formats/dl-card.css"
    text = path.read_text()
    path.write_text(text.replace("[cover, summary, practice]", "[cover, sumary, practice]"))
    line = text[: text.index("[cover, summary, practice]")].count("\n") + 1
    _, (problem,) = load(PROJECT / "content", tmp_path / "styles")
    assert (problem.where, problem.line) == ("styles/formats/dl-card.css", line)
    assert "panels.front.1" in problem.what


DUE = dt.date(2027, 11, 1)
TITLE = "Slaap, rust en herstel bij"
LAPSED = "Herziening verlopen op 1 november 2027"
PRINTED = ("a4", "a5", "large-print", "trifold", "poster", "dl-card")


def with_everything(job: Job) -> Job:
    """The job of an edition with all that an imprint may hold."""
    address = "Burgemeester Janssenslaan 112 bus 4, 9000 Gent"
    publisher = job.edition.publisher.model_copy(update={"address": address})
    edition = job.edition.model_copy(update={"publisher": publisher, "funding": "eigen middelen"})
    return job.model_copy(update={"edition": edition})


@pytest.mark.parametrize("fmt", PRINTED)
@pytest.mark.parametrize("name", TRIED)
def test_past_its_review_every_format_says_so_where_one_looks(catalogue: Catalogue, name: str, fmt: str) -> None:
    """On the first page 5 mm or more from its edge, and instead of the review date; nothing else moves or is lost."""
    on_time, late = (
        typeset(
            with_everything(leaflet_job(catalogue, leaflet(catalogue, name), catalogue.formats[fmt], day=day)),
            PROJECT, PROJECT / "content",
        ) for day in (DUE - dt.timedelta(1), DUE)
    )  # fmt: skip
    assert late.pages == on_time.pages
    pages = texts(late)
    assert "Herzien vóór" not in " ".join(pages)
    assert sum(page.count(LAPSED) for page in pages) == 2
    assert pages[0].count(LAPSED) == (2 if fmt == "poster" else 1)
    mark, title = _topmost(late, LAPSED), _topmost(late, TITLE)
    assert mark[1] >= SAFE_MM
    assert mark[3] <= title[1]
    assert title == pytest.approx(_topmost(on_time, TITLE), abs=0.01)


def _topmost(proof: Proof, said: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in mm, from the top left of the first page, of where it says this highest up."""
    found: list[tuple[float, float, float, float]] = []
    with pypdfium2.PdfDocument(proof.pdf) as pdf:
        text, (left, _, _, top) = pdf[0].get_textpage(), pdf[0].get_mediabox()
        search = text.search(said)
        while match := search.get_next():
            signs = [index for index in range(match[0], sum(match)) if text.get_text_range(index, 1).strip()]
            lefts, bottoms, rights, tops = zip(*map(text.get_charbox, signs), strict=True)
            place = min(lefts) - left, top - max(tops), max(rights) - left, top - min(bottoms)
            found.append((place[0] / MM, place[1] / MM, place[2] / MM, place[3] / MM))
    return min(found, key=lambda box: box[1])


@pytest.mark.parametrize("fmt", ["trifold", "poster"])
def test_a_full_imprint_past_its_review_passes_preflight(catalogue: Catalogue, fmt: str) -> None:
    """With an address, who paid and a review that is past, all thirteen stand within the safe area."""
    for one in catalogue.leaflets["nl"] if fmt == "poster" else catalogue.leaflets["nl"][:1]:
        job = with_everything(leaflet_job(catalogue, one, catalogue.formats[fmt], day=DUE))
        proof = typeset(job, PROJECT, PROJECT / "content")
        rules = (rule for rule in RULES if rule.id in ("P02", "T01", "T02", "C03"))
        file = opened_file(proof, one.id, None, 1, subject_of((job,)))
        with file.pdf:
            assert list(apply("file", file, one.id, rules)) == []


@pytest.mark.parametrize("ink", ["screen", "gray", "press"])
def test_the_mark_can_be_read_in_every_ink(catalogue: Catalogue, ink: Ink) -> None:
    """It stands on a plate of paper in the title's field, so that no drawing lies behind its letters."""
    job = leaflet_job(catalogue, leaflet(catalogue, "ms"), catalogue.formats["a5"], ink, DUE)
    proof = typeset(job, PROJECT, PROJECT / "content")
    with pypdfium2.PdfDocument(proof.pdf) as pdf:
        seen = picture(pdf[0], 300).convert("L")
    left, top, right, bottom = (round(side / 25.4 * 300) for side in _topmost(proof, LAPSED))
    ring = [seen.getpixel((x, y)) for x in range(left - 6, right + 6) for y in (top - 3, bottom + 3)]
    assert set(ring) == {255}
    assert min(seen.crop((left, top, right, bottom)).tobytes()) < 110


def test_every_leaflet_past_its_review_fits_the_booklet(catalogue: Catalogue) -> None:
    """Each opening says it of its own leaflet, cover and colophon of the booklet; no section is longer for it."""
    whole = booklet(
        catalogue, catalogue.languages["nl"], catalogue.leaflets["nl"], catalogue.formats["booklet"], day=DUE
    )
    late = [section for section in whole.sections if section.job.lapsed]
    assert len(late) == 15
    for section in late:
        proof = typeset(section.job, PROJECT, PROJECT / "content")
        assert proof.pages == section.pages
        first = texts(proof)[0]
        assert first.startswith(LAPSED) if section.job.id == "cover" else LAPSED in first
        if section.job.leaflet is not None:  # Where a running head stands it would be taken for one.
            assert _topmost(proof, LAPSED)[1] > MARGIN_MM


SITE = "https://folders.example.org"


@pytest.mark.parametrize("practice", ["stamp", "blank"])
@pytest.mark.parametrize(("name", "fmt"), [
    (name, fmt) for name in ("ms", "sjogren", "fibromyalgia", "alzheimer")
    for fmt in ("a4", "a5", "large-print", "poster", "dl-card", "trifold")
])  # fmt: skip
def test_a_print_asks_whether_it_is_still_valid(catalogue: Catalogue, name: str, fmt: str, practice: str) -> None:
    """Its code is read from the pixels of the page, is 20 mm or more with modules of 0.4, and leads to its own id."""
    if (name, fmt, practice) == ("alzheimer", "dl-card", "blank"):
        pytest.skip("its doctor box leaves a copy's card no room: see test_a_text_goes_before_the_code_of_its_version")
    of = leaflet(catalogue, name)
    own = leaflet_job(catalogue.spoken_in("be") if practice == "blank" else catalogue, of, catalogue.formats[fmt])
    on_site = own.edition.model_copy(update={"site": SITE})
    proof = typeset(own.model_copy(update={"edition": on_site, "practice": practice}), PROJECT, PROJECT / "content")
    (code,) = [one for one in proof.qr if one.url.startswith(SITE)]
    assert code.url == on_site.valid_at(of.version_id)
    with pypdfium2.PdfDocument(proof.pdf) as pdf:
        read = {one.text: one for one in zxingcpp.read_barcodes(picture(pdf[code.page - 1], 300))}
    found = read[code.url]
    assert set(read) == {one.url for one in proof.qr if one.page == code.page}
    side = (found.position.top_right.x - found.position.top_left.x) * 25.4 / 300
    assert side >= 19.8
    left, top, *_ = code.box_mm
    assert abs(found.position.top_left.x * 25.4 / 300 - left) < 0.5
    assert abs(found.position.top_left.y * 25.4 / 300 - top) < 0.5
    assert side / (4 * 4 + 17) >= 0.4  # An address of 62 bytes is a symbol of version 4 at level M.


def test_on_a_card_the_question_is_nearer_to_its_code_than_to_the_blog(catalogue: Catalogue) -> None:
    """It stands at the foot of its code, and 2 mm and more below what belongs to the other one."""
    own = leaflet_job(catalogue, leaflet(catalogue, "ms"), catalogue.formats["dl-card"])
    on_site = own.edition.model_copy(update={"site": SITE})
    proof = typeset(own.model_copy(update={"edition": on_site}), PROJECT, PROJECT / "content")
    (code,) = [one for one in proof.qr if one.url.startswith(SITE)]
    with pypdfium2.PdfDocument(proof.pdf) as pdf:
        page = pdf[code.page - 1]
        said = page.get_textpage()
        first = said.search("geldig").get_next()
        blog = said.search("blogspot").get_next()
        assert first is not None
        assert blog is not None
        boxes = [said.get_charbox(first[0] + place) for place in range(6)]
        bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
        above = min(said.get_charbox(blog[0] + place)[1] for place in range(8))
        foot = page.get_height() - (code.box_mm[1] + code.box_mm[3]) * PT_PER_MM
    assert (above - top) / PT_PER_MM >= 2
    assert abs(bottom - foot) / PT_PER_MM < 1


@pytest.mark.parametrize("practice", ["stamp", "blank"])
def test_a_booklet_asks_on_its_back_whether_its_leaflets_are_still_valid(catalogue: Catalogue, practice: str) -> None:
    """One code leads to the page that knows them all, and the contents hold the signs of each, which that page asks."""
    site = catalogue.edition.model_copy(update={"site": SITE})
    of = replace(catalogue, edition=site)
    plan = booklet(of, of.languages["nl"], of.leaflets["nl"], of.formats["booklet"])
    jobs = {section.job.id: section.job.model_copy(update={"practice": practice}) for section in plan.sections}
    back = typeset(jobs["back-cover"], PROJECT, PROJECT / "content")
    with pypdfium2.PdfDocument(back.pdf) as pdf:
        (read,) = zxingcpp.read_barcodes(picture(pdf[0], 300))
        said = pdf[0].get_textpage().get_text_bounded()
    assert read.text == back.qr[0].url == f"{SITE}/v/"
    assert "Nog geldig?" in said.replace("\u00a0", " ")
    with pypdfium2.PdfDocument(typeset(jobs["contents"], PROJECT, PROJECT / "content").pdf) as pdf:
        listed = pdf[0].get_textpage().get_text_bounded()
    assert all(one.version_signs in listed for one in of.leaflets["nl"])
    bare = booklet(catalogue, of.languages["nl"], of.leaflets["nl"], of.formats["booklet"])
    (plain,) = [section.job for section in bare.sections if section.job.id == "back-cover"]
    assert typeset(plain, PROJECT, PROJECT / "content").qr == ()
