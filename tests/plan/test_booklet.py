"""A booklet is planned to the last folio before a page is made, for any choice of leaflets."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.content import Catalogue
from leaflets.imposition.plan import signatures
from leaflets.model.content import ChapterOrder
from leaflets.plan import BookletPlan, booklet
from leaflets.typeset.html import page_html
from leaflets.typeset.palette import Look
from tests.conftest import PROJECT

ALL = (
    "sleep-and-recovery", "alzheimer", "parkinson", "me-cfs", "long-covid", "brain-injury", "epilepsy", "lupus",
    "rheumatoid-arthritis", "ms", "sjogren", "crps", "fibromyalgia",
)  # fmt: skip


def plan(catalogue: Catalogue, names: tuple[str, ...] = ALL) -> BookletPlan:
    """The booklet of the leaflets with these ids, in the order of the catalogue."""
    chosen = [leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id in names]
    return booklet(catalogue, catalogue.languages["nl"], chosen, catalogue.formats["booklet"])


def sections(whole: BookletPlan) -> list[str]:
    return [section.job.id for section in whole.sections]


def test_the_whole_booklet_has_every_part_in_order(catalogue: Catalogue) -> None:
    """Sixty pages: every part, the five groups on right pages, and no page that only fills."""
    whole = plan(catalogue)
    assert [(section.job.first_folio, section.job.id) for section in whole.sections] == [
        (1, "cover"), (2, "contents"), (3, "foreword"), (4, "fatigue-is-not-tiredness"), (5, "sleep-and-recovery"),
        (8, "week"),
        (9, "group-1"), (10, "alzheimer"), (13, "parkinson"), (16, "pushing-through"),
        (17, "group-2"), (18, "me-cfs"), (21, "long-covid"), (24, "energy"),
        (25, "group-3"), (26, "brain-injury"), (29, "epilepsy"), (32, "how-sleep-repairs"),
        (33, "group-4"), (34, "lupus"), (37, "rheumatoid-arthritis"), (40, "sleep-tips"),
        (41, "group-5"), (42, "ms"), (45, "sjogren"), (48, "crps"), (51, "fibromyalgia"),
        (54, "conclusion"), (55, "who-can-help"), (56, "sources"), (59, "about"), (60, "back-cover"),
    ]  # fmt: skip
    assert whole.pages == 60


def test_the_whole_booklet_staples_in_one(catalogue: Catalogue) -> None:
    """As many sheets as an office stapler goes through, in one part."""
    assert len(signatures(plan(catalogue).pages)) == 1


@settings(max_examples=60)
@given(names=st.sets(st.sampled_from(ALL), min_size=1))
def test_every_group_opens_on_a_right_page(names: set[str], catalogue: Catalogue) -> None:
    """Whatever is chosen, with each chapter once and in order, and fewer than four pages that only fill."""
    whole = plan(catalogue, tuple(names))
    openings = [section.job for section in whole.sections if section.job.template == "group"]
    assert all(job.first_folio % 2 == 1 for job in openings)
    opening = catalogue.edition.chapters.opening
    assert [name for name in sections(whole) if name in opening] == list(opening)
    assert sections(whole).count("week") == 1
    assert sum(name.startswith("notes") for name in sections(whole)) < 4


@settings(max_examples=40)
@given(names=st.sets(st.sampled_from(ALL), min_size=1))
def test_any_choice_fills_whole_sheets_and_every_folio_is_right(names: set[str], catalogue: Catalogue) -> None:
    """Whatever is chosen, the pages are a multiple of four and each section begins where the one before it ends."""
    whole = plan(catalogue, tuple(names))
    assert whole.pages % 4 == 0
    pages = [section.pages for section in whole.sections]
    folios = [section.job.first_folio for section in whole.sections]
    assert folios == [1, *(1 + end for end in accumulate(pages[:-1]))]
    assert [section.job.pages for section in whole.sections] == pages
    assert len(set(sections(whole))) == len(whole.sections)
    assert set(whole.leaflets) == names


@settings(max_examples=20)
@given(names=st.sets(st.sampled_from(ALL), min_size=1))
def test_the_contents_name_what_is_there_with_its_folio(names: set[str], catalogue: Catalogue) -> None:
    """A line of the contents has the folio its section begins on, in rising order; every leaflet has a line."""
    whole = plan(catalogue, tuple(names))
    (contents,) = [section.job for section in whole.sections if section.job.template == "contents"]
    entries = contents.context["entries"]
    assert isinstance(entries, tuple)
    begins = {section.job.id: section.job.first_folio for section in whole.sections}
    assert [entry.folio for entry in entries] == [begins[entry.target] for entry in entries]
    assert all(one.folio < other.folio for one, other in pairwise(entries))
    assert {entry.target for entry in entries} >= names
    assert {entry.target for entry in entries if entry.level == 2} == names - {"sleep-and-recovery"}
    marked = [section.bookmark for section in whole.sections if section.bookmark]
    assert [(one.level, one.target, one.folio) for one in marked[1:]] == [
        (one.level, one.target, one.folio) for one in entries
    ]


def test_the_contents_have_a_bookmark_and_none_holds_a_space_that_nobody_types(catalogue: Catalogue) -> None:
    """They come first, on the page after the cover; titles are tied with no-break spaces on the page alone."""
    marked = [section.bookmark for section in plan(catalogue).sections if section.bookmark]
    assert (marked[0].level, marked[0].title, marked[0].folio) == (1, "Inhoud", 2)
    assert [one.title for one in marked if "\u00a0" in one.title] == []
    assert "Slaap, rust en herstel" in [one.title for one in marked]


def test_every_citation_goes_to_the_number_and_page_of_its_source(catalogue: Catalogue) -> None:
    """What is printed beside a cited source is its number in the list, from 1, and the page that number stands on."""
    whole = plan(catalogue)
    (listed,) = [section for section in whole.sections if section.job.id == "sources"]
    sheets = listed.job.context["sheets"]
    assert isinstance(sheets, tuple)
    assert [len(sheet) for sheet in sheets] == [14, 14, 13]
    assert len(sheets) == listed.pages
    pages = [(source.id, listed.job.first_folio + page) for page, sheet in enumerate(sheets) for source in sheet]
    places = {name: (number, page) for number, (name, page) in enumerate(pages, start=1)}
    assert places["wibnet-mysterie-slaap"] == (5, 56)
    for section in whole.sections:
        found = section.job.context.get("places", {})
        assert found == {citation.source.id: places[citation.source.id] for citation in section.job.citations}
    (alzheimer,) = [section.job for section in whole.sections if section.job.id == "alzheimer"]
    html = page_html(alzheimer, PROJECT / "templates", Look(PROJECT / "styles"))
    assert re.findall(r'href="booklet:source-([a-z0-9-]+)"[^>]*>([^<]+)<', html) == [
        ("cordone-2019-sleep-amyloid", "code\u00a019, bladzijde\u00a057"),
        ("miao-2024-brain-clearance", "code\u00a012, bladzijde\u00a056"),
    ]


@settings(max_examples=20)
@given(names=st.sets(st.sampled_from(ALL), min_size=1))
def test_every_booklet_lists_the_users_sources_and_what_it_cites(names: set[str], catalogue: Catalogue) -> None:
    """The 26 of the source text are in every booklet, once each; others only where they are cited."""
    whole = plan(catalogue, tuple(names))
    own = [source.url for source in catalogue.sources.values() if source.evidence is None]
    cited = {citation.source.url for section in whole.sections for citation in section.job.citations}
    assert len(whole.source_urls) == len(set(whole.source_urls))
    assert set(whole.source_urls) == set(own) | cited
    unrelated = [source.url for source in catalogue.sources.values() if source.unrelated]
    assert list(whole.source_urls[-len(unrelated) :]) == unrelated


def test_a_changed_word_makes_one_section_new(catalogue: Catalogue) -> None:
    """Where one leaflet changed, all jobs are those there were but its own and the contents, which hold its signs."""
    leaflets = list(catalogue.leaflets["nl"])
    changed = leaflets[3].model_copy(update={"audience": "Voor een ander."})
    args = catalogue.languages["nl"], catalogue.formats["booklet"]
    before = booklet(catalogue, args[0], leaflets, args[1])
    after = booklet(catalogue, args[0], [*leaflets[:3], changed, *leaflets[4:]], args[1])
    new = [
        one.job.id
        for one, other in zip(after.sections, before.sections, strict=True)
        if one.job.digest() != other.job.digest()
    ]
    assert new == ["contents", changed.id]


def test_the_colophon_names_who_wrote_the_leaflets(catalogue: Catalogue) -> None:
    """Each writer once, in the order of the leaflets; who publishes them need have written none."""
    leaflets = list(catalogue.leaflets["nl"])
    leaflets[3] = leaflets[3].model_copy(update={"author": "Een ander"})
    whole = booklet(catalogue, catalogue.languages["nl"], leaflets, catalogue.formats["booklet"])
    (about,) = (section.job for section in whole.sections if section.job.id == "about")
    assert about.context["authors"] == "Jesse, Een ander"
    html = page_html(about, PROJECT / "templates", Look(PROJECT / "styles"))
    assert "Jesse, Een ander." in html


def test_each_section_knows_the_review_date_that_has_come(catalogue: Catalogue) -> None:
    """A leaflet's own; the booklet's on cover and colophon; all other sections are as they were."""
    day = dt.date(2027, 11, 1)
    leaflets = list(catalogue.leaflets["nl"])[:2]
    leaflets[1] = leaflets[1].model_copy(update={"review_by": dt.date(2027, 11, 2)})
    args = catalogue, catalogue.languages["nl"], leaflets, catalogue.formats["booklet"]
    before, after = booklet(*args, day=dt.date(2027, 10, 31)), booklet(*args, day=day)
    assert {section.job.lapsed for section in before.sections} == {None}
    lapsed = {section.job.id: section.job.lapsed for section in after.sections if section.job.lapsed}
    assert lapsed == dict.fromkeys(["cover", leaflets[0].id, "about"], day)
    pairs = zip(before.sections, after.sections, strict=True)
    assert {one.job.id for one, other in pairs if one.job.digest() != other.job.digest()} == set(lapsed)


@pytest.mark.parametrize("group", range(1, 6))
def test_a_group_opens_with_its_own_chapter_and_members(group: int, catalogue: Catalogue) -> None:
    """The opening page of a group names the leaflets that follow it, and no others."""
    whole = plan(catalogue)
    (opening,) = [section.job for section in whole.sections if section.job.id == f"group-{group}"]
    members = opening.context["members"]
    assert isinstance(members, tuple)
    assert [entry.target for entry in members] == [one.id for one in catalogue.leaflets["nl"] if one.group == group]


def cover_of(whole: BookletPlan) -> str:
    """What the cover says of the number of conditions."""
    (cover,) = (section.job for section in whole.sections if section.job.id == "cover")
    return str(cover.context["conditions"])


def test_the_cover_counts_the_conditions_there_are(catalogue: Catalogue) -> None:
    """The whole edition names the number of its conditions, also when one comes or is swapped; a choice names none."""
    leaflets = catalogue.leaflets["nl"]
    other = leaflets[-1].model_copy(update={"id": "migraine", "slug": "migraine"})
    general = leaflets[0].model_copy(update={"id": "rest", "slug": "rest"})
    for several, said in (
        (leaflets, "twaalf"), ((*leaflets, other), "dertien"), ((*leaflets[:-1], other), "twaalf"),
        ((*leaflets, general), "twaalf"), (leaflets[:3], "twee"), (leaflets[:2], ""), (leaflets[:1], ""),
        ((*leaflets, *(other.model_copy(update={"id": f"m{number}"}) for number in range(9))), "21"),
    ):  # fmt: skip
        edition = replace(catalogue, leaflets={"nl": several})
        whole = booklet(edition, edition.languages["nl"], several, edition.formats["booklet"])
        assert cover_of(whole) == said
    assert cover_of(plan(catalogue, ALL[1:])) == ""


def test_the_cover_lists_the_leaflets_in_their_colours(catalogue: Catalogue) -> None:
    """Each leaflet is an item of a list, in the class of its group, and no name is parted over two lines."""
    (cover,) = (section.job for section in plan(catalogue).sections if section.job.id == "cover")
    html = page_html(cover, PROJECT / "templates", Look(PROJECT / "styles"))
    items = re.findall(r'<li class="group-(\d)">([^<]+)</li>', html)
    leaflets = catalogue.leaflets["nl"]
    assert items == [(str(one.group), one.name.replace(" ", "\u00a0")) for one in leaflets]


def test_the_cover_prints_the_number(catalogue: Catalogue) -> None:
    """The words of the cover are those of the language, with the number in its place."""
    (cover,) = (section.job for section in plan(catalogue).sections if section.job.id == "cover")
    html = page_html(cover, PROJECT / "templates", Look(PROJECT / "styles"))
    assert "Rustig leren omgaan met vermoeidheid bij twaalf aandoeningen" in html
    (some,) = (section.job for section in plan(catalogue, ALL[1:]).sections if section.job.id == "cover")
    assert "Rustig leren omgaan met vermoeidheid</p>" in page_html(
        some, PROJECT / "templates", Look(PROJECT / "styles")
    )


@settings(max_examples=60)
@given(
    names=st.sets(st.sampled_from(ALL), min_size=1),
    opening=st.integers(0, 6),
    closing=st.integers(0, 2),
    has_week=st.booleans(),
)
def test_a_series_with_fewer_chapters_has_pages_of_notes(
    names: set[str], opening: int, closing: int, has_week: bool, catalogue: Catalogue
) -> None:
    """With any number of chapters and without a page to write on, groups open on right pages and sheets are whole."""
    listed = catalogue.edition.chapters
    few = ChapterOrder(opening=listed.opening[:opening], closing=listed.closing[:closing])
    edition = catalogue.edition.model_copy(update={"chapters": few})
    whole = plan(replace(catalogue, edition=edition, fill_pages=catalogue.fill_pages if has_week else {}), tuple(names))
    assert all(job.first_folio % 2 == 1 for job in (one.job for one in whole.sections) if job.template == "group")
    assert whole.pages % 4 == 0
    assert [name for name in sections(whole) if name in listed.opening] == list(few.opening)
    assert sections(whole).count("week") == has_week
    notes = [name for name in sections(whole) if name.startswith("notes-")]
    assert notes == [f"notes-{number}" for number in range(1, len(notes) + 1)]
    assert sections(whole)[-2:] == ["about", "back-cover"]


def test_pages_of_notes_have_a_title_without_a_file_of_words(catalogue: Catalogue) -> None:
    """It is that of the lines in a leaflet, with nothing below it."""
    whole = plan(replace(catalogue, fill_pages={}), ALL[:2])
    notes = next(section.job for section in whole.sections if section.job.template == "notes")
    html = page_html(notes, PROJECT / "templates", Look(PROJECT / "styles"))
    assert "<h1>Mijn vragen en notities</h1>" in html
    assert "<p>" not in html
