"""The pages without what a browser may lack: scripts, a server, a screen."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from leaflets.content import Catalogue
from tests.browser.conftest import Visit
from tests.browser.kinds import kinds
from tests.browser.stock import OLD, states
from tests.site.stock import BASE


def test_without_scripts_all_is_there_to_read(visit: Visit, on_show: Catalogue, home: str) -> None:
    """Each kind of page says the same as with them, but for what only a script can do."""
    plain, scripted = visit("nl/index.html", java_script_enabled=False), visit("nl/index.html")
    for path in sorted({one.partition("#")[0].partition("?")[0] for one in kinds(on_show).values()}):
        said = []
        for page in (plain, scripted):
            page.goto(home + path)
            said.append(page.locator("main").inner_text())
        with_scripts = set(said[1].splitlines()) - set(said[0].splitlines())
        # The field for a stack, which is hidden where nothing could answer.
        assert len(with_scripts) <= (2 if path == "v/index.html" else 0), (path, with_scripts)


def test_without_scripts_search_shows_the_list(visit: Visit) -> None:
    """With a sentence that says so."""
    page = visit("nl/index.html", java_script_enabled=False)
    page.locator("#q").fill("multiple")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search.html?q=multiple")
    assert page.locator(".rows .row:visible").count() == 3
    assert "JavaScript" in page.locator("main").inner_text()


def test_without_scripts_a_stack_is_a_list(visit: Visit) -> None:
    """Each version under what may be done with it, and each leads to its page."""
    page = visit("v/index.html", java_script_enabled=False)
    assert not page.locator("form.check").is_visible()
    page.locator(f"[id='{OLD['ms-before']}'] a").click()
    assert page.locator("h1").inner_text() == "Niet meer meegeven"


def test_without_scripts_what_is_folded_opens(visit: Visit) -> None:
    """By a touch, as a browser does it itself."""
    page = visit("nl/ms/index.html", java_script_enabled=False)
    page.locator("summary").click()
    assert page.locator("details .file").first.is_visible()


def test_from_a_disk_a_leaflet_is_read(visit: Visit, made: Path) -> None:
    """In its own letters and colours, and one gets from the list to a leaflet and to its file."""
    page = visit("nl/index.html", where=(made / "site").as_uri() + "/")
    page.locator(".row a", has_text="MS").click()
    page.wait_for_url("**/nl/ms/index.html")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('18px \"Leaflet Hyperlegible\"'))")
    assert page.locator(".cover").evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    href = page.locator(".button.save").evaluate("one => one.href")
    assert Path(href.removeprefix("file://")).is_file()


def test_a_printed_page_is_the_text_alone(visit: Visit) -> None:
    """No ways, no search and no foot; each source with its address, as nobody can touch it on paper."""
    page = visit("nl/ms/index.html")
    with pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True)) as document:
        said = " ".join(one.get_textpage().get_text_range() for one in document)
        count = len(document)
    assert "Alle folders" not in said
    assert "Over deze folders" not in said
    assert "Bewaar als PDF" not in said
    assert "https://" in said
    assert "112" in said
    assert count <= 5


def test_a_printed_answer_keeps_its_sign(visit: Visit, on_show: Catalogue) -> None:
    """Its shape is seen on white, and no picture of a file is printed."""
    page = visit(states(on_show)["safety"])
    page.emulate_media(media="print")
    shape = page.locator(".sign.no .ground")
    assert shape.is_visible()
    assert shape.evaluate("one => getComputedStyle(one).fill") == "rgb(163, 20, 15)"
    assert page.locator(".sign.no .mark").evaluate("one => getComputedStyle(one).stroke") == "rgb(255, 255, 255)"
    assert page.locator("img:visible").count() == 0


def test_a_list_for_the_rack_is_one_sheet(visit: Visit, on_show: Catalogue) -> None:
    """What may be handed out, by its signs, and from when that holds."""
    page = visit("v/index.html")
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
        said = document[0].get_textpage().get_text_range()
        assert len(document) == 1
    assert OLD["crps"] in said
    assert OLD["ms-before"] not in said
    assert "Stand van" in said
    assert all(one.version_signs in said for one in on_show.leaflets["nl"])


def test_the_page_for_practices_is_printed_on_one_sheet(visit: Visit, on_show: Catalogue) -> None:
    """What there is of each leaflet, and once the address where it is found; no ticket, which nobody can touch."""
    page = visit("nl/practice.html")
    assert page.locator(".stock .ticket").count() > 0
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
        said = document[0].get_textpage().get_text_range()
        assert len(document) == 1
    assert said.count(f"{BASE}/nl/practice.html") == 1
    assert "Zo print u dit" not in said
    assert said.count("A4 om te printen") == len(on_show.leaflets["nl"])


def test_a_printed_leaflet_names_where_more_is_read(visit: Visit, on_show: Catalogue) -> None:
    """The blog by its address, as the sources are."""
    page = visit("nl/ms/index.html")
    page.emulate_media(media="print")
    blog = on_show.sources[on_show.edition.blog].url
    assert page.locator(".more-to-read a").evaluate("one => getComputedStyle(one, '::after').content") == f'" ({blog})"'
