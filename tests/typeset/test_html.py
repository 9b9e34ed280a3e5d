from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import Any

import pytest
from weasyprint import HTML

from leaflets import plan
from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.model.job import Job
from leaflets.typeset.html import page_html
from leaflets.typeset.palette import Look
from tests.conftest import PROJECT


def leaflet(catalogue: Catalogue, **changes: object) -> Leaflet:
    found = next(leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id == "ms")
    return found.model_copy(update=changes)


def page(job: Job) -> Any:
    """The element tree of a job's HTML, parsed as WeasyPrint parses it."""
    return HTML(string=page_html(job, PROJECT / "templates", Look(PROJECT / "styles"))).etree_element


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def a5(catalogue: Catalogue) -> partial[Job]:
    return partial(plan.leaflet_job, catalogue, fmt=catalogue.formats["a5"])


@pytest.fixture
def booklet_jobs(catalogue: Catalogue) -> dict[str, Job]:
    leaflets = [one for one in catalogue.leaflets["nl"] if one.id in ("ms", "crps")]
    booklet = plan.booklet(catalogue, catalogue.languages["nl"], leaflets, catalogue.formats["booklet"])
    return {section.job.id: section.job for section in booklet.sections}


def test_all_ids_and_links_belong_to_the_leaflet(catalogue: Catalogue, a5: partial[Job]) -> None:
    """Each id carries the leaflet's own, and each link within the text goes to one of them."""
    tree = page(a5(leaflet(catalogue)))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) > 4
    assert all(one == "ms" or one.startswith("ms-") for one in ids)
    targets = [one.get("href")[1:] for one in tree.iter("a") if one.get("href").startswith("#")]
    assert len(targets) > 3
    assert set(targets) <= set(ids)


@pytest.mark.parametrize(
    ("website", "beside", "below"),
    [("jesseversteghen.blogspot.com/2023", "jesseversteghen.blogspot.com/2023", 0),
     ("vereniging.example", "jesseversteghen.blogspot.com", 1)],
)  # fmt: skip
def test_the_publishers_website_stands_at_the_code_that_leads_there_or_in_the_imprint(
    website: str, beside: str, below: int, catalogue: Catalogue, booklet_jobs: dict[str, Job]
) -> None:
    """Once in a leaflet with rows in its imprint and once in the colophon; beside a code that leads elsewhere is where."""
    publisher = catalogue.edition.publisher.model_copy(update={"website": website})
    edition = catalogue.edition.model_copy(update={"publisher": publisher})
    a4 = plan.leaflet_job(catalogue, leaflet(catalogue), fmt=catalogue.formats["a4"])
    for job, kind in ((a4, "imprint rows"), (booklet_jobs["about"], "colophon")):
        tree = page(job.model_copy(update={"edition": edition}))
        (code,) = [one for one in tree.iter("div") if one.get("class") == "code blog"]
        (imprint,) = [one for one in tree.iter() if (one.get("class") or "").startswith(kind)]
        assert beside in words(code).replace("\u200b", "")
        assert words(imprint).count(website) == below


def test_sections_of_a_booklet_share_no_id(booklet_jobs: dict[str, Job]) -> None:
    """Merged, no id of one section can catch a link of another; links between sections all name an id there is."""
    trees = [page(job) for job in booklet_jobs.values()]
    ids = [one.get("id") for tree in trees for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    hrefs = [one.get("href") for tree in trees for one in tree.iter("a")]
    between = {href.removeprefix("booklet:") for href in hrefs if href.startswith("booklet:")}
    assert {"ms", "crps", "foreword", "sources"} <= between <= set(ids)


def test_a_citation_is_the_number_of_its_source(catalogue: Catalogue, a5: partial[Job]) -> None:
    """Numbers count from 1 in the order of first mention, and the source with that number has the cited subject."""
    tree = page(a5(leaflet(catalogue)))
    cites = [one for one in tree.iter("a") if one.get("class") == "cite"]
    numbers = [int(words(cite)) for cite in cites]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))
    by_id = {one.get("id"): one for one in tree.iter() if one.get("id")}
    for cite in cites:
        source = catalogue.sources[leaflet(catalogue).cited[int(words(cite)) - 1]]
        assert cite.get("href") == f"#ms-source-{words(cite)}"
        assert f"{words(cite)} {source.about['nl']}" in words(by_id[cite.get("href")[1:]])
        assert cite.get("title") == f"Ga naar bron {words(cite)}: {source.called('nl')}"


def test_foreign_words_say_their_language(catalogue: Catalogue, a5: partial[Job]) -> None:
    """A phrase marked in the text carries its language; the subject of a source is in the page's own."""
    tree = page(a5(leaflet(catalogue)))
    assert [words(one) for one in tree.iter() if one.get("lang") == "en"] == ["lassitude"]


def test_a_source_without_a_subject_shows_its_title(catalogue: Catalogue, a5: partial[Job]) -> None:
    """Where a language says nothing of the subject, the title stands there, in the language it is in."""
    job = a5(leaflet(catalogue))
    bare = [one.model_copy(update={"source": one.source.model_copy(update={"about": {}})}) for one in job.citations]
    tree = page(job.model_copy(update={"citations": tuple(bare)}))
    foreign = [words(one) for one in tree.iter() if one.get("lang") == "en"]
    for citation in bare:
        assert f"{citation.number} {citation.source.title}" in foreign


def read_by(one: Leaflet, reviewer: str) -> Leaflet:
    """The leaflet as it is when somebody has just read its words."""
    marks = {"reviewer": reviewer, "reviewed": dt.date(2026, 11, 27), "reviewed_words": one.words_digest}
    return one.model_copy(update=marks)


def test_the_page_says_that_no_doctor_has_read_it(catalogue: Catalogue, a5: partial[Job]) -> None:
    """A leaflet without a reviewer says so."""
    text = words(page(a5(leaflet(catalogue))))
    assert "Nog niet nagelezen door een arts." in text
    assert "Nagelezen door:" not in text


def test_the_page_says_who_read_its_words_and_when(catalogue: Catalogue, a5: partial[Job]) -> None:
    """The reviewer is printed with the day, instead of the sentence that nobody has read it."""
    text = words(page(a5(read_by(leaflet(catalogue), "dr. An Peeters"))))
    assert "Nagelezen door: dr. An Peeters, 27 november 2026." in text
    assert "Nog niet nagelezen" not in text


def test_a_changed_sentence_takes_the_reviewer_off_the_page(catalogue: Catalogue, a5: partial[Job]) -> None:
    """What was read was other words: the page says again that no doctor has read it."""
    read = read_by(leaflet(catalogue), "dr. An Peeters")
    text = words(page(a5(read.model_copy(update={"poster": "Rust uit."}))))
    assert "Nog niet nagelezen door een arts." in text
    assert "Peeters" not in text


def test_every_leaflet_prints_what_it_has_to(catalogue: Catalogue, a5: partial[Job]) -> None:
    """Version, date and review date as Dutch writes them, author, publisher, disclaimer and the blog's address."""
    text = words(page(a5(leaflet(catalogue)))).replace("\u200b", "")
    for part in ("Versie 2026.11.2 (", "), 27 november 2026.", "Te herzien vóór 1 november 2027.", "Tekst: Jesse.",
                 "Verantwoordelijke uitgever: Jesse", "vervangt geen medisch advies",
                 "jesseversteghen.blogspot.com"):  # fmt: skip
        assert part in text
    codes = [one.get("data-url") for one in page(a5(leaflet(catalogue))).iter() if one.get("data-url")]
    assert codes == [*(catalogue.sources[name].url for name in leaflet(catalogue).cited),
                     "https://jesseversteghen.blogspot.com/2023/04/slaap-voldoende.html"]  # fmt: skip


def test_words_are_never_markup(catalogue: Catalogue, a5: partial[Job]) -> None:
    """Characters of HTML in a name or author are printed as they are."""
    tree = page(a5(leaflet(catalogue, name='<b id="x">A & B</b>', author="<script>1</script>")))
    assert '<b id="x">A & B</b>' in words(tree)
    assert "<script>1</script>" in words(tree)
    assert list(tree.iter("script")) == []


def test_the_number_stays_with_its_word(catalogue: Catalogue, a5: partial[Job]) -> None:
    """A word joiner stands before each citation, so that no line begins with a number."""
    html = page_html(a5(leaflet(catalogue)), PROJECT / "templates", Look(PROJECT / "styles"))
    assert html.count("<sup>") == html.count("\u2060<sup>") > 0


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, "Wat is MS?"),
        ({"about": {}}, "mssociety.org.uk"),
        ({"about": {}, "lang": None}, "What is MS?"),
        ({"about": {}, "title_status": "label"}, "What is MS?"),
    ],
)
def test_a_source_is_called_by_what_a_voice_can_say(
    catalogue: Catalogue, changed: dict[str, object], wanted: str
) -> None:
    """Its subject comes first; a title in another language is left to the page, and the site is said."""
    (source,) = [one for one in catalogue.sources.values() if one.title == "What is MS?"]
    assert wanted in source.model_copy(update=changed).called("nl")


def test_a_dense_code_is_larger_than_the_others(catalogue: Catalogue) -> None:
    """In the list of the booklet a code is 20 mm, and one of 49 modules as large as these need at 0.42 mm each."""
    booklet = plan.booklet(catalogue, catalogue.languages["nl"], catalogue.leaflets["nl"], catalogue.formats["booklet"])
    (listed,) = (section.job for section in booklet.sections if section.job.id == "sources")
    html = page_html(listed, PROJECT / "templates", Look(PROJECT / "styles"))
    found = re.findall(r'viewBox="-4 -4 (\d+) \d+" data-url="([^"]+)" style="width:([0-9.]+)mm', html)
    sides = {url: float(width) * (int(whole) - 8) / int(whole) for whole, url, width in found}
    assert len(sides) == 41
    dense = catalogue.sources["wibnet-mysterie-slaap"].url
    assert sides.pop(dense) == pytest.approx(0.42 * 49, abs=0.01)
    assert set(map(round, sides.values())) == {20}


SITE = "https://slaap.example.org"


def on_site(job: Job) -> Job:
    """The job in an edition that names its site."""
    return job.model_copy(update={"edition": job.edition.model_copy(update={"site": SITE})})


def test_a_print_says_which_version_it_is(catalogue: Catalogue) -> None:
    """Every format of a leaflet prints its code, also where no site is named; and then there is no code to scan for it."""
    ms = leaflet(catalogue)
    for name in ("a4", "a5", "large-print", "poster", "dl-card", "trifold"):
        tree = page(plan.leaflet_job(catalogue, ms, catalogue.formats[name]))
        (imprint,) = [words(one) for one in tree.iter("div") if "imprint" in one.get("class", "").split()]
        assert re.search(rf"{ms.version} \({ms.version_signs}\), 27 november 2026", imprint)
        assert not [one for one in tree.iter("div") if "valid" in one.get("class", "").split()]
        assert "geldig" not in words(tree)


def test_the_code_of_the_site_stands_among_those_of_the_sources(catalogue: Catalogue, a5: partial[Job]) -> None:
    """It is laid out as one source more, says what is typed where there is no camera, and leads to the version's page."""
    ms = leaflet(catalogue)
    tree = page(on_site(a5(ms)))
    (code,) = [one for one in tree.iter("div") if "valid" in one.get("class", "").split()]
    assert (
        words(code)
        .replace("\u200b", "")
        .endswith(f"Nog geldig?Code {ms.version_signs}27 november 2026slaap.example.org/v")
    )
    drawn = [one.get("data-url") for one in code.iter() if one.get("data-url")]
    assert drawn == [f"{SITE}/v/ms-nl-2026.11.2-{ms.version_signs}/"]
    assert [one for one in tree.iter("div") if "sources-5" in one.get("class", "").split()]
    others = [one.get("data-url") for one in page(a5(ms)).iter() if one.get("data-url")]
    assert [one.get("data-url") for one in tree.iter() if one.get("data-url")] == [*others, *drawn]


@pytest.mark.parametrize(("name", "of"), [
    ("a4", "sjogren"), ("a5", "sjogren"), ("large-print", "sjogren"), ("trifold", "sjogren"), ("poster", "ms"),
    ("dl-card", "ms"),
])  # fmt: skip
def test_where_the_sources_leave_no_room_the_code_stands_beside_the_imprint(
    catalogue: Catalogue, name: str, of: str
) -> None:
    """No source is dropped for it, it is counted among none, and the imprint says what it asks and where it leads."""
    own = next(one for one in catalogue.leaflets["nl"] if one.id == of)
    of_many = on_site(plan.leaflet_job(catalogue, own, catalogue.formats[name]))
    tree, before = page(of_many), page(of_many.model_copy(update={"valid_code": None}))
    (imprint,) = [one for one in tree.iter("div") if "asks" in one.get("class", "").split()]
    drawn = [one.get("data-url") for one in tree.iter() if one.get("data-url")]
    assert [one.get("data-url") for one in imprint.iter() if one.get("data-url")] == [drawn[-1]]
    assert drawn[-1] == f"{SITE}/v/{own.version_id}/"
    assert drawn[:-1] == [one.get("data-url") for one in before.iter() if one.get("data-url")]
    assert "Nog geldig?slaap.example.org/v" in re.sub("[\u200b ]", "", words(imprint)).replace(
        "Noggeldig", "Nog geldig"
    )
    count = [one.get("class") for one in tree.iter("div") if "sources-" in one.get("class", "")]
    assert count == [one.get("class") for one in before.iter("div") if "sources-" in one.get("class", "")]


@pytest.mark.parametrize(("name", "tells"), [("a5", True), ("large-print", True), ("poster", True), ("dl-card", False)])
def test_where_no_code_has_room_the_address_stands_in_words(catalogue: Catalogue, name: str, tells: bool) -> None:
    """As in a copy of which the words fill the page: where there is room for the words at least."""
    ms = on_site(plan.leaflet_job(catalogue, leaflet(catalogue), catalogue.formats[name]))
    tree = page(ms.model_copy(update={"valid_code": None}))
    assert not [one.get("data-url") for one in tree.iter() if SITE in one.get("data-url", "")]
    assert ("Nog geldig? slaap.example.org/v." in re.sub("[\u200b\u2060]", "", words(tree))) == tells
