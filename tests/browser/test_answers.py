"""Whether a print may be used still: each answer as it is seen on a day, and every code on paper leads to one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pypdfium2
import pytest
import zxingcpp

from leaflets.content import Catalogue
from tests.browser.conftest import Visit
from tests.browser.stock import OLD, READING, states
from tests.site.stock import BASE, DAY

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

LATER = dt.date(2027, 11, 1)
"""The day by which all these texts were to be reviewed."""

COLOURS = {"navy": "rgb(27, 42, 73)", "green": "rgb(43, 95, 49)", "brown": "rgb(107, 67, 0)", "red": "rgb(163, 20, 15)"}


@pytest.mark.parametrize(
    ("state", "day", "title", "colour", "sign"),
    [
        ("newest", DAY, "Dit is de nieuwste versie", "navy", "yes"),
        ("reviewed", DAY, "Deze folder is geldig", "green", "yes"),
        ("small", DAY, "Nog te gebruiken, er is een nieuwere", "brown", "nearly"),
        ("content", DAY, "Niet meer meegeven", "red", "no"),
        ("safety", DAY, "Niet meer meegeven", "red", "no"),
        ("withdrawn", DAY, "Niet meer meegeven", "red", "no"),
        ("newest", LATER - dt.timedelta(days=1), "Dit is de nieuwste versie", "navy", "yes"),
        ("newest", LATER, "Niet meer meegeven", "red", "no"),
        ("reviewed", LATER, "Niet meer meegeven", "red", "no"),
        ("small", LATER, "Niet meer meegeven", "red", "no"),
    ],
)
def test_each_answer_on_its_day(
    state: str, day: dt.date, title: str, colour: str, sign: str, visit: Visit, on_show: Catalogue
) -> None:
    """By its sentence, its colour and one sign; all three are on a telephone's screen without scrolling."""
    page = visit(states(on_show)[state], day=day, height=640)
    assert page.locator("h1").inner_text().replace("\n", " ") == title
    assert page.locator(".answer").evaluate("one => getComputedStyle(one).backgroundColor") == COLOURS[colour]
    assert page.locator(".sign:visible").count() == 1
    assert page.locator(f".sign.{sign}").is_visible()
    box = page.locator(".answer").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    may_be_used = colour != "red"
    assert ("Geef hem niet meer mee" in page.locator("main").inner_text()) == (
        not may_be_used and state in ("newest", "reviewed")
    )
    assert (page.locator(".files:visible").count() == 0) == (day == LATER and state in ("newest", "reviewed"))


@pytest.mark.parametrize(("day", "is_past"), [(DAY, False), (LATER, True)])
def test_nothing_says_newest_once_its_day_has_come(
    day: dt.date, is_past: bool, visit: Visit, on_show: Catalogue
) -> None:
    """Neither the title, that is read first, nor a fact, nor a button that leads to the text itself."""
    page = visit(states(on_show)["newest"], day=day)
    assert ("Dit is de nieuwste versie" in page.title(), page.title().startswith("Niet meer meegeven: MS")) == (
        not is_past, is_past,
    )  # fmt: skip
    said = page.locator("main").inner_text()
    version = next(one.version for one in on_show.leaflets["nl"] if one.id == "ms")
    assert (f"{version}, de nieuwste" in said, version in said) == (not is_past, True)
    assert (page.get_by_role("link", name="Lees deze folder").count() == 1) == (not is_past)


def test_a_newer_version_can_still_be_opened_then(visit: Visit, on_show: Catalogue) -> None:
    """The day of the older one says nothing of the newer."""
    page = visit(states(on_show)["small"], day=LATER)
    assert page.get_by_role("link", name="Open de nieuwe versie").count() == 1


def test_a_leaflet_says_that_its_day_has_come(visit: Visit) -> None:
    """Above its text and above its files, from that day on only."""
    for day, count in ((LATER - dt.timedelta(days=1), 0), (LATER, 2)):
        page = visit("nl/ms/index.html", day=day)
        assert page.locator(".lapsed:visible", has_text="Herziening verlopen op 1 november 2027").count() == count


def test_a_version_past_its_day_is_told_in_a_stack(visit: Visit, on_show: Catalogue) -> None:
    """A list that was kept for a year says it too, in the field and in the list: there is nothing newest on it."""
    signs = on_show.leaflets["nl"][0].version_signs
    for day, said in ((DAY, "nieuwste"), (LATER, "Niet meer meegeven")):
        page = visit(f"v/index.html#{signs},{OLD['crps']}", day=day)
        assert said in page.locator("#told li").first.inner_text()
        assert page.locator("section", has=page.locator(f"[id='{signs}']")).locator("h2").inner_text() == (
            "De nieuwste versies" if day == DAY else said
        )
        assert page.get_by_role("heading", name="De nieuwste versies").count() == (1 if day == DAY else 0)


def test_the_field_forgives_how_a_code_is_typed(visit: Visit, on_show: Catalogue) -> None:
    """Capitals, a letter for a digit that looks like it, the whole id, and an address that was copied."""
    page = visit("v/index.html")
    ms, crps = (next(one for one in on_show.leaflets["nl"] if one.id == name) for name in ("ms", "crps"))
    looking = (
        crps.version_signs.replace("0", "O").replace("1", "l"),
        ms.version_signs.replace("0", "o").replace("1", "I"),
    )
    assert looking != (crps.version_signs, ms.version_signs)
    for typed, name in (
        (looking[0].upper().replace("L", "l"), "CRPS"), (looking[1], "MS"), (f" {ms.version_signs.upper()}.", "MS"),
        (ms.version_id, "MS"), (f"{BASE}/v/{ms.version_id}/", "MS"), (f"{BASE}/v/{ms.version_signs}", "MS"),
        (f"{BASE}/v/index.html#{crps.version_signs}", "CRPS"), (f"{BASE}/v/{crps.version_id}/index.html?a=b", "CRPS"),
    ):  # fmt: skip
        page.locator("#codes").fill(typed)
        page.keyboard.press("Enter")
        assert page.locator("#told li").count() == 1, typed
        assert f", {name}: " in page.locator("#told li").inner_text(), typed
    page.locator("#codes").fill("nooit, https://example.org/nl/ms/")
    page.keyboard.press("Enter")
    assert [one.partition(":")[2][:31] for one in page.locator("#told li").all_inner_texts()] == [
        " Deze versie kennen wij niet. S"
    ] * 2


def test_an_answer_says_as_of_when(visit: Visit) -> None:
    """Without a network it may be of long ago: the day stands in the line itself, and not below a list."""
    page = visit(f"v/index.html#{OLD['crps']}", day=LATER - dt.timedelta(days=1))
    assert page.locator("#told li").inner_text().replace("\u00a0", " ") == (
        f"{OLD['crps']}, CRPS: Nog te gebruiken, er is een nieuwere. Stand van 27 november 2026."
    )


def test_a_version_nobody_knows_is_not_handed_out(visit: Visit) -> None:
    """The page for a lost address says so, and leads to the list of those that are known."""
    page = visit("sub/deep/v/ms-nl-2020.01-ffffff/")
    assert "Deze versie kennen wij niet" in page.locator("main").inner_text()
    page.locator("main a", has_text="Controleer").click()
    page.wait_for_url("**/sub/deep/v/index.html")


def test_every_code_of_every_file_to_read_leads_somewhere(made: Path, home: str, on_show: Catalogue) -> None:
    """That which asks whether a print is valid still to a page of this site, the others where the page of the words leads."""
    asked = set()
    for form in READING:
        for path in sorted(made.glob(f"nl/**/*{form}.pdf")):
            html = (made / "site/nl" / path.stem.removesuffix(f"-{form}") / "index.html") if form != "booklet" else None
            said = html.read_text("utf-8") if html else None
            found = codes(path)
            assert found, path.name
            for code in found:
                if code.startswith(BASE):
                    with urlopen(home + code.removeprefix(f"{BASE}/") + "/") as answer:
                        assert answer.status == 200
                        assert answer.url.startswith(home + "v/")
                    asked.add(code)
                else:
                    assert urlsplit(code).scheme == "https"
                    assert said is None or f'href="{code}"' in said.replace("&amp;", "&"), (path.name, code)
    assert len(asked) >= len(on_show.leaflets["nl"])


def codes(path: Path) -> set[str]:
    """What every QR code of a file says."""
    found = set()
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            picture = page.render(scale=200 / 72, grayscale=True).to_pil()
            found |= {one.text for one in zxingcpp.read_barcodes(picture, formats=QR)}
            page.close()
    return found
