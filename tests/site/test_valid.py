from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath

import html5lib
import pytest

from leaflets.model.content import Leaflet
from leaflets.register import ChangeSeverity, Register, Version, Withdrawal, version_of
from leaflets.site.pages import html_of
from leaflets.site.publish import all_files
from leaflets.site.shelf import SiteShelf
from leaflets.site.valid import CHECK, answer_of, valid_pages
from tests.site.stock import DAY
from tests.site.test_publish import elements, leads, twice_on

OLD = "ms-nl-2025.11-91c0de"

NBSP = "\u00a0"
"""Between the parts of a day, which stay together."""


def ms(shelf: SiteShelf) -> Leaflet:
    return next(one for one in shelf.leaflets("nl") if one.id == "ms")


def older(until: str = "2027-11-01") -> Version:
    return Version(
        id=OLD, leaflet="ms", language="nl", version="2025.11", date=dt.date(2025, 11, 1),
        review_by=dt.date.fromisoformat(until),
    )  # fmt: skip


def current(shelf: SiteShelf, severity: ChangeSeverity | None = None) -> Version:
    """The words of the site as they are published, in the place of older ones where it says how much that matters."""
    changes = "Bel meteen bij koorts." if severity else None
    return version_of(ms(shelf), None, Register()).model_copy(update={"severity": severity, "changes": changes})


def with_lines(shelf: SiteShelf, *versions: Version, gone: tuple[Version, ...] = ()) -> SiteShelf:
    withdrawals = tuple(Withdrawal(withdraw=one.id, date=DAY, reason="Een nummer klopte niet.") for one in gone)
    return replace(shelf, register=Register(versions, withdrawals))


def said(shelf: SiteShelf, path: str) -> str:
    """The words of a page."""
    page = next(one for one in valid_pages(shelf) if one.path == path)
    tree = html5lib.parse(html_of(page, shelf, "site.css"), namespaceHTMLElements=False)
    return " ".join(" ".join(tree.find(".//main").itertext()).split())


@pytest.mark.parametrize(
    ("severity", "tone", "title", "means"),
    [
        (None, "new", "Dit is de nieuwste versie",
         "Nog niet nagelezen door een arts. U mag hem lezen en meegeven tot 1 november 2027."),
        ("style", "nearly", "Nog te gebruiken, er is een nieuwere",
         "De nieuwe versie zegt hetzelfde in andere woorden. U mag deze meegeven tot 1 november 2027."),
        ("content", "stop", "Niet meer meegeven", "Er is een nieuwe versie, en daarin staat iets anders."),
        ("safety", "stop", "Niet meer meegeven", "Er is een nieuwe versie. Daarin staat iets nieuws over uw veiligheid."),
    ],
)  # fmt: skip
def test_the_answer_is_that_of_the_gravest_change(
    severity: ChangeSeverity | None, tone: str, title: str, means: str, shelf: SiteShelf
) -> None:
    """Its sentence is read at arm's length, and what it means stands below; then what has changed."""
    first = current(shelf) if severity is None else older()
    lines = (first,) if severity is None else (first, current(shelf, severity))
    of_one = with_lines(shelf, *lines)
    answer = answer_of(of_one, first)
    assert answer is not None
    assert (answer.tone, answer.title, answer.means.replace(NBSP, " ")) == (tone, title, means)
    page = said(of_one, answer.path)
    assert page.startswith(f"{title} {means} Folder MS Versie")
    assert ("Bel meteen bij koorts." in page) == (severity is not None)
    assert ("Open de nieuwe versie" in page) == (severity is not None)
    assert "De nieuwste bestanden A4 om te printen" in page


def test_nothing_is_called_valid_before_a_doctor_read_it(shelf: SiteShelf) -> None:
    """Only where a reviewer read these very words; one of other words does not count."""
    lines = current(shelf)
    assert "geldig" not in said(with_lines(shelf, lines), f"v/{lines.id}/index.html")
    reviewed = ms(shelf).model_copy(
        update={"reviewer": "dr. An Peeters", "reviewed": DAY, "reviewed_words": ms(shelf).words_digest}
    )
    for leaflet, tone in ((reviewed, "good"), (reviewed.model_copy(update={"poster": "Anders."}), "new")):
        catalogue = replace(shelf.catalogue, leaflets={"nl": (leaflet,)})
        answer = answer_of(with_lines(replace(shelf, catalogue=catalogue), lines), lines)
        assert answer is not None
        assert answer.tone == tone
        assert (answer.title == "Deze folder is geldig") == (tone == "good")


def test_what_was_withdrawn_says_why(shelf: SiteShelf) -> None:
    """Without a newer version there is none to open: not the page of the very words that were withdrawn."""
    lines = current(shelf)
    page = said(with_lines(shelf, lines, gone=(lines,)), f"v/{lines.id}/index.html")
    assert page.startswith(
        "Niet meer meegeven Wij trokken deze versie terug op 27 november 2026. Een nummer klopte niet."
    )
    assert "Lees deze folder" not in page
    assert "bestanden" not in page
    assert "Geef hem niet meer mee." in page


def again(shelf: SiteShelf) -> Version:
    """The words of the site as they were published before, without a word changed since."""
    return current(shelf).model_copy(
        update={
            "id": f"ms-nl-2026.01-{ms(shelf).version_signs}",
            "version": "2026.01",
            "review_by": dt.date(2026, 12, 1),
        }
    )


@pytest.mark.parametrize("is_first", [True, False])
def test_the_same_words_have_one_answer(is_first: bool, shelf: SiteShelf) -> None:
    """Withdrawn under either number they are so under every name they have, and once in the list of a stack."""
    first, last = again(shelf), current(shelf, "style")
    gone = with_lines(shelf, first, last, gone=(first if is_first else last,))
    for name in (first.id, last.id, last.signs):
        assert said(gone, f"v/{name}/index.html").startswith("Niet meer meegeven Wij trokken deze versie terug op")
    page = said(gone, CHECK)
    assert page.count(last.signs) == 1
    assert page.index("Niet meer meegeven") < page.index(last.signs)


def test_an_older_number_of_the_same_words_is_as_good_as_the_newest(shelf: SiteShelf) -> None:
    """It says until when, which is later than its print does, and nothing of other words; a stack has one row."""
    first, last = again(shelf), current(shelf, "style")
    both = with_lines(shelf, first, last)
    page = said(both, f"v/{first.id}/index.html")
    assert page.startswith(
        "Dit is de nieuwste versie Nog niet nagelezen door een arts. U mag hem lezen en meegeven tot 1"
    )
    assert "in andere woorden" not in page
    assert f"Versie 2026.01, met dezelfde tekst als de nieuwste, {last.version}" in page
    html = html_of(next(one for one in valid_pages(both) if one.path == CHECK), both, "site.css")
    assert twice_on(html) == []
    (row,) = (one for _, one in elements(html) if one.get("class") == "version")
    assert (row["id"], row["data-ids"].split(), row["data-until"]) == (last.signs, [first.id, last.id], "2027-11-01")


def test_nobody_is_led_to_what_was_withdrawn(shelf: SiteShelf) -> None:
    """Where the newer version was withdrawn too, its page is not the one to read instead; nor is it to be printed."""
    newer = current(shelf, "safety")
    both = with_lines(shelf, older(), newer, gone=(newer,))
    page = next(one for one in valid_pages(both) if OLD in one.path)
    html = html_of(page, both, "site.css")
    assert "De tekst is niet meer goed. Een nieuwe komt nog." in html
    assert [target for _, _, target in leads(html) if "/nl/ms/" in target] == []
    better = older().model_copy(update={"id": "ms-nl-2026.01-0a0a0a", "version": "2026.01", "severity": "style"})
    several = with_lines(shelf, older(), better.model_copy(update={"severity": "content"}), newer, gone=(newer,))
    assert "De tekst is niet meer goed. Een nieuwe komt nog." in said(several, page.path)
    style = current(shelf, "style")
    words = said(with_lines(shelf, older(), better, style, gone=(style,)), page.path)
    assert words.startswith("Nog te gebruiken, er is een nieuwere")
    assert re.findall("Lees deze folder|Open de nieuwe versie|Print daarna|bestanden", words) == []


def test_past_its_date_it_is_not_handed_out(shelf: SiteShelf) -> None:
    """A page of before that day holds what a script shows once it has come, and the day in its words."""
    late = said(with_lines(shelf, older("2026-11-27")), f"v/{OLD}/index.html")
    assert late.startswith("Niet meer meegeven Deze tekst moest worden herzien vóór 27 november 2026.")
    of_one = with_lines(shelf, older("2026-11-28"))
    page = next(valid_pages(of_one))
    html = html_of(page, of_one, "site.css").replace(NBSP, " ")
    assert 'data-until="2026-11-28" data-title="Niet meer meegeven"' in html
    assert 'data-means="Deze tekst moest worden herzien vóór 28 november 2026."' in html
    assert "tot 28 november 2026." in html
    assert '<section class="once-past" hidden>' in html


def test_a_version_has_its_page_under_both_names(shelf: SiteShelf) -> None:
    """The whole id and the last signs, which a long code holds and people type; search engines are told neither."""
    pages = list(valid_pages(with_lines(shelf, older(), current(shelf, "style"))))
    signs = ms(shelf).version_signs
    assert [one.path for one in pages] == [
        f"v/{OLD}/index.html", "v/91c0de/index.html", f"v/{ms(shelf).version_id}/index.html", f"v/{signs}/index.html", CHECK
    ]  # fmt: skip
    assert [one.is_listed for one in pages] == [False] * 4 + [True]
    assert list(valid_pages(with_lines(shelf))) == []


def test_a_stack_is_checked_by_a_list(shelf: SiteShelf) -> None:
    """Each version stands under what may be done with it, with its signs, also without a script."""
    gone = older().model_copy(update={"id": "crps-nl-2025.01-aaaaaa", "leaflet": "crps", "version": "2025.01"})
    page = said(with_lines(shelf, gone, older(), current(shelf, "style"), gone=(gone,)), CHECK)
    parts = re.split("De nieuwste versies|Nog te gebruiken, er is een nieuwere|Niet meer meegeven", page)
    assert [re.findall(r"\b[0-9a-f]{6} [A-Z]+ Versie", one) for one in parts] == [
        [], [f"{ms(shelf).version_signs} MS Versie"], ["91c0de MS Versie"], ["aaaaaa CRPS Versie"]
    ]  # fmt: skip


def test_a_language_that_is_gone_has_no_page(shelf: SiteShelf) -> None:
    """A version of it is in the register for good, and in no list of this site."""
    other = older().model_copy(update={"language": "fr", "id": "ms-fr-2025.11-91c0de"})
    assert list(valid_pages(with_lines(shelf, other))) == []


@pytest.fixture(scope="module")
def files(shelf: SiteShelf) -> Mapping[str, bytes | Path]:
    """A site with versions in several states."""
    return {one.path: one.data for one in all_files(with_lines(shelf, older(), current(shelf, "safety")))}


def test_pages_of_versions_are_well_formed_and_lead_somewhere(files: Mapping[str, bytes | Path]) -> None:
    """No error of syntax in any, and every link is to a file of the site."""
    pages = {path: data.decode() for path, data in files.items() if path.startswith("v/") and isinstance(data, bytes)}
    assert len(pages) == 5
    for path, text in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(text)
        assert (parser.errors, twice_on(text)) == ([], [])
        places = {target.partition("#")[0] for _, _, target in leads(text) if not target.startswith("https:")}
        assert {where for one in places if one and (where := normpath(join(dirname(path), one))) not in files} == set()


def test_a_stack_is_checked_without_a_network_too(files: Mapping[str, bytes | Path]) -> None:
    """The worker keeps the list from the first visit on, and leads a code nobody looked up before to it."""
    worker = files["sw.js"]
    assert isinstance(worker, bytes)
    assert b'"v/index.html"' in worker
    assert b'"valid.js"' in worker
    assert b'new URL("v/index.html"' in worker


def test_an_unknown_version_is_told_at_any_address(files: Mapping[str, bytes | Path]) -> None:
    """The page for a lost address says so, and leads to the list by the path of the site."""
    lost = files["404.html"]
    assert isinstance(lost, bytes)
    assert "Deze versie kennen wij niet" in lost.decode()
    assert '/sub/deep/v/index.html"' in lost.decode()
