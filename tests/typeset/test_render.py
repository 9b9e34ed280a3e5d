from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from leaflets import faces
from leaflets.build.pipeline import make
from leaflets.content import Catalogue, load
from leaflets.model.content import Leaflet
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import Request, booklet, leaflet_job
from leaflets.preflight.file import opened as measured
from leaflets.problems import ContentError, Problem
from leaflets.storage.manifest import read_manifest
from leaflets.typeset import render, styles, typeset
from leaflets.typeset.html import page_html
from leaflets.typeset.palette import Look
from leaflets.typeset.weasyprint70.fonts import type_case
from tests.conftest import PROJECT
from tests.reading import opened, runs

pytestmark = pytest.mark.whole

LINE = "Eén regel meer.  \n"
"""Two blanks at its end: a line of the same paragraph, short enough for the narrowest column."""


def ms(catalogue: Catalogue) -> Leaflet:
    return next(leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id == "ms")


def with_more(leaflet: Leaflet, role: str, more: str) -> Leaflet:
    """The leaflet with `more` Markdown at the end of a section."""
    sections = [
        one.model_copy(update={"markdown": f"{one.markdown}\n\n{more}"}) if one.role == role else one
        for one in leaflet.sections
    ]
    return leaflet.model_copy(update={"sections": tuple(sections)})


def job(catalogue: Catalogue, leaflet: Leaflet, fmt: str = "a5") -> Job:
    return leaflet_job(catalogue, leaflet, catalogue.formats[fmt])


def problems_of(one: Job) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        typeset(one, PROJECT, PROJECT / "content")
    return caught.value.problems


@pytest.mark.parametrize(("fmt", "pages", "size"), [("a5", 4, (148, 210)), ("a4", 2, (210, 297))])
def test_a_leaflet_has_the_pages_and_size_of_its_format(
    edition: Path, fmt: str, pages: int, size: tuple[float, float]
) -> None:
    """An A5 leaflet is four pages of 148 × 210 mm, an A4 leaflet two of 210 × 297, in the file and in the manifest."""
    for name in ("ms", "crps"):
        path = f"nl/leaflets/{name}-{fmt}.pdf"
        assert read_manifest(edition).artefacts[path].pages == pages
        with opened(edition / path) as pdf:
            assert len(pdf.pages) == pages
            for page in pdf.pages:
                left, bottom, right, top = (float(side) / 72 * 25.4 for side in page.trimbox)
                assert (right - left, top - bottom) == pytest.approx(size, abs=0.05)


@pytest.mark.parametrize("name", ["ms-a5", "crps-a5", "ms-a4", "crps-a4"])
def test_text_on_paper_is_large_enough(edition: Path, name: str) -> None:
    """Running text is 12 pt, and nothing on the pages is smaller than 9 pt (norms T01, T02)."""
    with opened(edition / f"nl/leaflets/{name}.pdf") as pdf:
        letters: dict[float, int] = {}
        for page in pdf.pages:
            for run in runs(page):
                letters[round(run.size, 1)] = letters.get(round(run.size, 1), 0) + len(run.text)
    assert min(letters) >= 9
    assert max(letters, key=lambda size: letters[size]) == 12


def test_the_same_job_gives_the_same_bytes(catalogue: Catalogue, edition: Path) -> None:
    """A leaflet made again, in another process and folder, is the same file byte for byte."""
    made = (edition / "nl/leaflets/crps-a5.pdf").read_bytes()
    crps = next(leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id == "crps")
    assert typeset(job(catalogue, crps), PROJECT, PROJECT / "content").pdf == made


FLOWING = """/*
description: A6, the text goes on from page to page
template: leaflet
paper_mm: [105, 148]
pages: 9
panels: {all: [summary, body, rest, steps, aside, doctor, sources]}
*/
@page { size: 105mm 148mm; margin: 8mm }
"""


def test_a_text_that_is_too_short_says_so(tmp_path: Path) -> None:
    """P04: a text that fills too few pages is refused, told in its own spacing and not in one that fills still less."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    (tmp_path / "styles/formats/flowing.css").write_text(FLOWING, encoding="utf-8")
    catalogue, problems = load(PROJECT / "content", tmp_path / "styles")
    assert problems == []
    enough, less = (job(catalogue, with_more(ms(catalogue), "rest", LINE * lines), "flowing") for lines in (30, 10))
    assert typeset(enough, tmp_path, PROJECT / "content").pages == 9
    with pytest.raises(ContentError) as caught:
        typeset(less, tmp_path, PROJECT / "content")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.what) == ("P04", "ms in flowing: the text fills 8 of 9 pages")


def about_of(catalogue: Catalogue, **said: str | None) -> Job:
    """The booklet's page with the colophon, of an edition that says so of its publisher, funding and licence."""
    edition = catalogue.edition
    publisher = edition.publisher.model_copy(
        update={"name": said.get("name", edition.publisher.name), "address": said.get("address")}
    )
    facts = {"publisher": publisher, "funding": said.get("funding"), "text_licence": said.get("text_licence")}
    edition = edition.model_copy(update=facts)
    language, form = catalogue.languages["nl"], catalogue.formats["booklet"]
    whole = booklet(replace(catalogue, edition=edition), language, catalogue.leaflets["nl"], form)
    (about,) = (section.job for section in whole.sections if section.job.id == "about")
    return about


@pytest.mark.parametrize(
    "said",
    [
        {"address": "Stationsstraat 1, 9000 Gent", "funding": "Koning Boudewijnstichting"},
        {
            "name": "Vereniging voor mensen met een chronische ziekte vzw",
            "address": "Stationsstraat 1, 9000 Gent",
            "funding": "Koning Boudewijnstichting, Cera en de Nationale Loterij",
        },
        {
            "address": "Stationsstraat 1, 9000 Gent",
            "funding": "Koning Boudewijnstichting",
            "text_licence": "CC BY-ND 4.0",
        },
    ],
)
def test_an_edition_that_says_who_issues_and_pays_fits_its_colophon(said: dict[str, str], catalogue: Catalogue) -> None:
    """Name, address, funding and licence, as edition.yaml asks for them, leave the page with the colophon one page."""
    with opened(typeset(about_of(catalogue, **said), PROJECT, PROJECT / "content").pdf) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("practice", ["stamp", "blank"])
@pytest.mark.parametrize(
    ("licence", "printed"),
    [
        (None, "Wilt u deze teksten overnemen of nadrukken? Vraag het eerst aan de schrijver."),
        ("CC BY-ND 4.0", "Licentie van de teksten CC BY-ND 4.0."),
    ],
)
def test_the_colophon_says_whether_others_may_use_the_texts(
    licence: str | None, printed: str, practice: str, catalogue: Catalogue
) -> None:
    """The licence the edition names is printed, and without one that they have to ask; it fits in either booklet."""
    about = about_of(catalogue, text_licence=licence).model_copy(update={"practice": practice})
    (page,) = pypdfium2.PdfDocument(typeset(about, PROJECT, PROJECT / "content").pdf)
    assert printed in " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize(
    ("said", "is_edition"),
    [
        ({"address": "Stationsstraat 1, 9000 Gent", "funding": "Koning Boudewijnstichting, " * 20}, True),
        ({"text_licence": 12 * "vrij te delen met naamsvermelding, "}, True),
        ({}, False),
    ],
)
def test_a_colophon_that_is_too_long_is_blamed_on_the_edition(
    said: dict[str, str], is_edition: bool, catalogue: Catalogue
) -> None:
    """The file named is that of the publisher's facts where the page would fit without them, else the chapter's."""
    about = about_of(catalogue, **said)
    assert about.chapter is not None
    if not is_edition:
        longer = about.chapter.model_copy(update={"markdown": about.chapter.markdown + "\n\n" + 9 * LINE})
        about = about.model_copy(update={"chapter": longer})
    (problem,) = problems_of(about)
    assert "too long" in problem.what
    assert problem.rule == "T07"
    if is_edition:
        assert problem.where == "content/edition.yaml"
        assert "with the name, address, funding and licence of the edition" in problem.what
        assert problem.todo == "Shorten these, or content/nl/booklet/about.md, by that much."
    else:
        assert problem.where == "content/nl/booklet/about.md"
        assert problem.todo == "Shorten it by that much."


def test_nothing_is_written_for_a_text_that_does_not_fit(catalogue: Catalogue, edition: Path, tmp_path: Path) -> None:
    """The too long leaflet is not made and the booklet with it is not; other files are, and older ones stay."""
    shutil.copytree(edition, tmp_path / "output")
    before = (edition / "nl/leaflets/ms-a5.pdf").read_bytes()
    long = with_more(ms(catalogue), "steps", LINE * 40)
    leaflets = tuple(long if one.id == "ms" else one for one in catalogue.leaflets["nl"])
    broken = Catalogue(**{**vars(catalogue), "leaflets": {"nl": leaflets}})
    for output, is_new in ((tmp_path / "output", False), (tmp_path / "new", True)):
        request = Request(PROJECT, PROJECT / "content", output, leaflets=("ms", "crps"), formats=("a5",))
        report = make(broken, request, lambda *_: None)
        assert [problem.rule for problem in report.problems] == ["T07"]
        assert (output / "nl/leaflets/crps-a5.pdf").exists()
        assert (output / "nl/leaflets/ms-a5.pdf").exists() is not is_new
        assert ("nl/leaflets/ms-a5.pdf" in read_manifest(output).artefacts) is not is_new
    assert (tmp_path / "output/nl/leaflets/ms-a5.pdf").read_bytes() == before


def test_a_title_that_runs_over_the_text_below_is_found(catalogue: Catalogue) -> None:
    """T07 names both texts, also where the page has no clipping and WeasyPrint prints one over the other."""
    long = ms(catalogue).model_copy(update={"name": "Een ziekte met een naam die nooit meer ophoudt " * 2})
    (problem,) = problems_of(job(catalogue, long, "a4"))
    assert (problem.rule, problem.page) == ("T07", 1)
    assert 'is printed over "geen gebrek aan' in problem.what


def test_a_character_no_font_has_is_a_problem(catalogue: Catalogue) -> None:
    """T07 names the character once, however often it stands there."""
    (problem,) = problems_of(job(catalogue, with_more(ms(catalogue), "steps", "字 en 字")))
    assert problem.rule == "T07"
    assert problem.what == 'the edition\'s fonts have no character "字" (U+5B57)'


@pytest.mark.parametrize(("picture", "why"), [
    ("https://example.org/moon.png", "https addresses are not read"),
    ("none.png", "No such file"),
    ("../../../pyproject.toml", "pyproject.toml is outside the project"),
    ("%2e%2e/%2e%2e/%2e%2e/pyproject.toml", "pyproject.toml is outside the folder pictures"),
])  # fmt: skip
def test_a_picture_that_is_missing_or_refused_is_a_problem(catalogue: Catalogue, picture: str, why: str) -> None:
    """A picture from the network, from outside the content or from nowhere is named, not left out in silence."""
    (problem,) = problems_of(job(catalogue, with_more(ms(catalogue), "steps", f"![maan]({picture})")))
    assert problem.where == "content/nl/ms.md"
    assert "Failed to load image" in problem.what
    assert Path(picture).name in problem.what
    assert why in problem.what


@pytest.fixture
def fresh_fonts() -> Iterator[None]:
    """What a process keeps of fonts and styles is forgotten before and after."""
    for kept in (type_case, render._style):
        kept.cache_clear()
    yield
    for kept in (type_case, render._style):
        kept.cache_clear()


@pytest.mark.usefixtures("fresh_fonts")
def test_a_missing_font_is_a_problem_for_every_job(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A face whose file is gone stops the second job of a process as it stops the first."""
    family, weight, style, _ = faces.FACES[2]
    gone = (*faces.FACES[:2], (family, weight, style, tmp_path / "gone.ttf"))
    monkeypatch.setattr(faces, "FACES", gone)
    for fmt in ("a5", "a5", "a4"):
        (problem, *_) = problems_of(job(catalogue, ms(catalogue), fmt))
        assert "DM Serif Display 400 cannot be read" in problem.what


@pytest.mark.usefixtures("fresh_fonts")
def test_a_mistake_in_a_style_sheet_is_a_problem_for_every_job(catalogue: Catalogue, tmp_path: Path) -> None:
    """A rule WeasyPrint does not understand is named with its sheet, for the second job as for the first."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    sheet = tmp_path / "styles/formats/a5.css"
    sheet.write_text(sheet.read_text() + "\nh2 { colour: red }\n")
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            typeset(job(catalogue, ms(catalogue)), tmp_path, PROJECT / "content")
        (problem,) = caught.value.problems
        assert problem.where == "styles/formats/a5.css"
        assert "colour: red" in problem.what


def _saved(file: Path, words: str, others: str) -> None:
    """Save a file with some words replaced, at the very moment it was saved before, as a copy is that keeps times."""
    about, text = file.stat(), file.read_text(encoding="utf-8")
    assert words in text
    file.write_text(text.replace(words, others, 1), encoding="utf-8")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))


@pytest.mark.parametrize(("path", "words", "others"), [
    ("styles/formats/a5.css", "\n", "\nh2 { color: #123456 }\n"),
    ("styles/base.css", "\n", "\nh2 { color: #123456 }\n"),
    ("styles/colours.yaml", "#F4B860", "#F4B861"),
    ("styles/motifs/ms.svg", "<circle", "<circle opacity='0.5'"),
    ("styles/sign-112.svg", "<path", "<path opacity='0.5'"),
    ("templates/leaflet.html", "</", " </"),
    ("templates/parts/source-words.html", '<p class="address"', '<p class="address other"'),
])  # fmt: skip
def test_what_was_saved_is_on_the_next_page(
    catalogue: Catalogue, tmp_path: Path, path: str, words: str, others: str
) -> None:
    """A process that made a page from a style, drawing or template uses what it says now, and again what it said."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    one = job(catalogue, ms(catalogue))

    def looks() -> str:
        html = page_html(one, tmp_path / "templates", Look(tmp_path / "styles"))
        return html + styles.sheet(Look(tmp_path / "styles"), one.format.id, one.ink)

    before = looks()
    _saved(tmp_path / path, words, others)
    after = looks()
    _saved(tmp_path / path, others, words)
    assert (before != after, looks() == before) == (True, True)


def test_a_saved_style_sheet_is_on_the_next_page(catalogue: Catalogue, tmp_path: Path) -> None:
    """The same process prints first one colour, then another."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    one, sheet = job(catalogue, ms(catalogue)), tmp_path / "styles/formats/a5.css"
    before = typeset(one, tmp_path, PROJECT / "content").pdf
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text + "\nh2 { color: #123456 !important }\n", encoding="utf-8")
    assert typeset(one, tmp_path, PROJECT / "content").pdf != before
    sheet.write_text(text, encoding="utf-8")
    assert typeset(one, tmp_path, PROJECT / "content").pdf == before


@pytest.mark.usefixtures("fresh_fonts")
@pytest.mark.parametrize("nested", ["@media print{" * 4000, ":is(" * 4000 + "a" + ")" * 4000 + "{}"])
def test_a_style_sheet_that_is_nested_too_deep_is_named(nested: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """Not the text, whose nesting was looked at when it was read."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    with (tmp_path / "styles/formats/a5.css").open("a", encoding="utf-8") as sheet:
        sheet.write(nested)
    with pytest.raises(ContentError) as refused:
        typeset(job(catalogue, ms(catalogue)), tmp_path, PROJECT / "content")
    assert [str(one) for one in refused.value.problems] == [
        "styles/formats/a5.css: is nested too deep. Write it flatter."
    ]


def leading(proof: Proof, page: int) -> float:
    """The distance in mm most baselines of running text on a page have from the one before, to a tenth."""
    found = measured(proof, "a5", None).pages[page - 1].runs
    lines = sorted({round(run.baseline_mm, 2) for run in found if run.size_pt == pytest.approx(12, abs=0.1)})
    ((step, _),) = Counter(round(after - before, 1) for before, after in pairwise(lines)).most_common(1)
    return step


def test_a_text_too_long_for_its_spacing_stands_in_a_tighter_one(catalogue: Catalogue) -> None:
    """The press begins in the spacing of the job and tells by how many lines the one before was missed."""
    short = ms(catalogue).model_copy(update={"diagram": None})
    jobs = [
        job(catalogue, with_more(short, "rest", LINE * lines)).model_copy(update={"spacing": "airy"})
        for lines in (5, 6, 8)
    ]
    made = [typeset(one, PROJECT, PROJECT / "content") for one in jobs]
    assert [(one.spacing, one.missed_lines) for one in made] == [("airy", 0), ("normal", 1), ("tight", 2)]
    # 17, 16.5 and 15.75 pt.
    assert [leading(one, 2) for one in made] == [6.0, 5.8, 5.6]
    assert {round(run.size_pt, 1) for run in measured(made[0], "a5", None).pages[1].runs} == {
        round(run.size_pt, 1) for run in measured(made[2], "a5", None).pages[1].runs
    }


@pytest.mark.parametrize(("of", "fmt", "has_code"), [
    ("alzheimer", "a4", True), ("ms", "a4", True), ("lupus", "dl-card", False), ("ms", "dl-card", True),
])  # fmt: skip
def test_a_text_goes_before_the_code_of_its_version(catalogue: Catalogue, of: str, fmt: str, has_code: bool) -> None:
    """Where a copy fits with "Nog geldig?" neither among the codes nor by the imprint, it is left out; all others stay."""
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == of)
    country = catalogue.spoken_in("be")
    of_copy = job(country, leaflet, fmt).model_copy(update={"practice": "blank"})
    site = "https://slaap.example.org"
    on_site = of_copy.model_copy(update={"edition": of_copy.edition.model_copy(update={"site": site})})
    before, after = (typeset(one, PROJECT, PROJECT / "content") for one in (of_copy, on_site))
    own = [code.url for code in after.qr if code.url.startswith(site)]
    assert own == ([f"{site}/v/{leaflet.version_id}/"] if has_code else [])
    assert [code.url for code in after.qr if code.url not in own] == [code.url for code in before.qr]
