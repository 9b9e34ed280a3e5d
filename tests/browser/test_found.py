"""What search finds, by the script a reader runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.register import Register, Version
from leaflets.site.listing import in_order
from leaflets.site.pages import all_pages, html_of
from leaflets.site.search import index
from tests.browser.conftest import Visit
from tests.conftest import PROJECT
from tests.site.stock import shelf_of

GENERAL = ["Slaap, rust en\u00a0herstel"]

OLDER = Version(
    id="ms-nl-2025.01-d4d4d4", leaflet="ms", language="nl", version="2025.01", date=dt.date(2025, 1, 1),
    review_by=dt.date(2027, 11, 1),
)  # fmt: skip


@pytest.fixture(scope="session")
def whole(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of search with all leaflets of the series, from a disk; an older version of one was published."""
    folder = tmp_path_factory.mktemp("whole")
    shelf = replace(shelf_of(catalogue, folder / "none"), register=Register(versions=(OLDER,)))
    (folder / "nl").mkdir()
    page = next(one for one in all_pages(shelf) if one.path == "nl/search.html")
    (folder / "nl/search.html").write_text(html_of(page, shelf, "site.css"), "utf-8")
    language = catalogue.languages["nl"]
    said = index(
        in_order(catalogue.leaflets["nl"], language),
        language,
        catalogue.glossary["nl"],
        catalogue.formats,
        shelf.register,
    )
    (folder / "nl/search-index.js").write_text(said, "utf-8")
    for name in ("search.js", "site.js", "site.css"):
        (folder / name).write_bytes((PROJECT / "templates/site" / name).read_bytes())
    return folder.as_uri() + "/"


@pytest.fixture
def asked(visit: Visit, whole: str) -> Callable[[str], tuple[str, list[str]]]:
    """Asks search of the whole series; gives the heading and the names below it."""
    page = visit("nl/search.html", where=whole)

    def ask(query: str) -> tuple[str, list[str]]:
        page.locator("#q").fill(query)
        return page.locator("#found").inner_text(), page.locator(".rows .row:visible a").all_inner_texts()

    return ask


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("MS", ["MS"]),
        ("cr", ["CRPS"]),
        ("ra", GENERAL),
        ("myel", ["MS"]),
        ("complex pijn", ["CRPS"]),
        ("<b>x</b>", GENERAL),
    ],
)
def test_what_is_found(query: str, names: list[str], visit: Visit) -> None:
    """A name, the beginning of one, and a part of a word, of two letters of none; else what is for everybody."""
    page = visit("nl/search.html")
    page.locator("#q").fill(query)
    assert page.locator(".rows .row:visible a").all_inner_texts() == names
    assert query in page.locator("#found").inner_text()
    assert page.locator("#rest").is_visible()


def test_what_was_looked_for_stands_in_the_address(visit: Visit) -> None:
    """So it can be sent on, and is there again when one comes back."""
    page = visit("nl/search.html")
    page.locator("#q").fill("multiple sclerose")
    page.locator("#q").press("Enter")
    assert page.url.endswith("?q=multiple%20sclerose")
    page.reload()
    assert page.locator(".rows .row:visible a").all_inner_texts() == ["MS"]


def test_nothing_found_leads_on(visit: Visit) -> None:
    """With what to try, and the way to all leaflets."""
    page = visit("nl/search.html?q=buikgriep")
    assert page.locator("#found").inner_text() == "Geen folder met ‘buikgriep’"
    assert page.locator("#none").is_visible()
    page.locator("#rest a").click()
    page.wait_for_url("**/nl/index.html")


def test_two_letters_that_begin_other_words(visit: Visit) -> None:
    """Who looks for RA has no use for raad, wherever it stands."""
    page = visit("nl/search.html")
    page.evaluate("self.leafletIndex = { names: 'raadsel:0 ra:1 ms:2', words: 'raad:0' }")
    page.add_script_tag(url="/search.js")
    page.locator("#q").fill("ra")
    assert page.locator(".rows .row:visible").count() == 1


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("longcovid", "Long covid"), ("mecvs", "ME/cvs"), ("M.E.", "ME/cvs"),
        ("m.s.", "MS"), ("M S", "MS"), ("ms-a4", "MS"), ("ms-a4.pdf", "MS"), ("ms-large-print.pdf", "MS"),
        ("ms.epub", "MS"), ("d4d4d4", "MS"), ("ms-nl-2025.01-d4d4d4", "MS"), ("Sjøgren", "Sjögren"),
        ("wat is crps", "CRPS"), ("fibro myalgie", "Fibromyalgie"), ("ik heb de ziekte van parkinson", "Parkinson"),
        ("covid19", "Long covid"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(
    query: str, name: str, asked: Callable[[str], tuple[str, list[str]]]
) -> None:
    """Without or with what stands in it, in a sentence, as the name of a file, and as what an older print has."""
    assert asked(query) == (f"1 folder met ‘{query}’", [name])


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("alzeimer", "Alzheimer"), ("alzheimre", "Alzheimer"), ("parkinsson", "Parkinson"), ("parkison", "Parkinson"),
        ("fybromyalgie", "Fibromyalgie"), ("fibromialgie", "Fibromyalgie"), ("multipele sclerose", "MS"),
        ("epilepsi", "Epilepsie"), ("epelepsie", "Epilepsie"), ("lupis", "Lupus"), ("sjogern", "Sjögren"),
        ("reumatoide artrietis", "Reumatoïde artritis"),
    ],
)  # fmt: skip
def test_a_name_that_was_nearly_written_is_offered(
    query: str, name: str, asked: Callable[[str], tuple[str, list[str]]]
) -> None:
    """With a letter too many, too few, another, or changed with the next; as a question and not as what was found."""
    heading, names = asked(query)
    if query != "epilepsi":  # Of a word that is still typed the name is found.
        assert heading == "Misschien zoekt u"
    assert names == [name]


@pytest.mark.parametrize("query", ["burn-out", "burnout", "depressie", "kanker", "astma", "griep", "buikpijn", "slaap kanker", "d4d4d5"])  # fmt: skip
def test_no_illness_is_guessed_of_what_somebody_has(query: str, asked: Callable[[str], tuple[str, list[str]]]) -> None:
    """Where no leaflet says it, that is said, and the leaflet for everybody is shown."""
    assert asked(query) == (f"Geen folder met ‘{query}’", GENERAL)


def test_a_sentence_is_looked_for_by_what_it_says(asked: Callable[[str], tuple[str, list[str]]]) -> None:
    """Small words count only where there are no others, and ME is none of them."""
    heading, names = asked("ik ben zo moe")
    assert heading == "13 folders met ‘ik ben zo moe’"
    assert names[:1] == GENERAL
    assert asked("ik heb me")[1] == ["ME/cvs"]
    assert asked("ik ben")[0].startswith("Geen folder")


def test_a_long_word_is_looked_for_by_its_parts(asked: Callable[[str], tuple[str, list[str]]]) -> None:
    """And the heading says so, for no leaflet has it whole."""
    heading, names = asked("slaapproblemen")
    assert heading == "2 folders met ‘slaap problemen’"
    assert names == ["Long covid", "ME/cvs"]


def test_where_none_has_all_words_those_with_most_are_shown(asked: Callable[[str], tuple[str, list[str]]]) -> None:
    """By a name as a question; by what somebody feels as no more than it is."""
    heading, names = asked("reuma handen")
    assert (heading, names) == ("Misschien zoekt u", ["Reumatoïde artritis"])
    heading, names = asked("hoofdpijn handen")
    assert heading == "Folders met een deel van uw woorden"
    assert names == ["Hersenletsel", "Lupus"]


def test_the_signs_of_a_print_lead_to_what_is_known_of_it(visit: Visit, whole: str) -> None:
    """Whether it may still be used is what somebody with paper asks, also where no leaflet has the signs."""
    page = visit("nl/search.html", where=whole)
    way = page.locator("#print a")
    for query, code in (("d4d4d4", "d4d4d4"), ("ms-nl-2025.01-D4D4D4", "d4d4d4"), ("ffffff", "ffffff")):
        page.locator("#q").fill(query)
        assert (way.get_attribute("href") or "").endswith(f"/v/index.html#{code}")
        assert way.is_visible()
    page.locator("#q").fill("ms")
    assert not way.is_visible()
