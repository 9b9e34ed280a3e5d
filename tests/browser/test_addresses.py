"""Where the pages lead, at the root of a host, deep in one, and from a disk."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

import html5lib
import pytest

from tests.browser.conftest import Visit
from tests.browser.kinds import every_page
from tests.browser.served import DEEP

LEADS = """() => [...document.querySelectorAll("[href], [src], form[action]")]
  .map((one) => one.href || one.src || one.action).filter((one) => !one.startsWith("tel:"))"""
"""Where a page leads and what it is made of, as a browser resolves it."""


def test_every_page_is_well_formed(made: Path) -> None:
    """A parser of the HTML standard finds no error in any, those of versions and of another language too."""
    wrong = {}
    for path in every_page(made / "site"):
        parser = html5lib.HTMLParser()
        parser.parse((made / "site" / path).read_text("utf-8"))
        wrong[path] = parser.errors
    assert {path: errors for path, errors in wrong.items() if errors} == {}


@pytest.mark.parametrize("where", ["", DEEP, "file"])
def test_every_link_leads_somewhere(where: str, visit: Visit, made: Path, home: str) -> None:
    """Also to a place on its page; and what stands on a page, style and letters and pictures, is there."""
    site = made / "site"
    root = site.as_uri() + "/" if where == "file" else home + where
    found: dict[str, str] = {}
    page = visit("nl/index.html", where=root)
    for path in every_page(site):
        if path in ("404.html", "index.html"):  # One knows its place on the host only, the other leads on at once.
            continue
        page.goto(root + path, wait_until="domcontentloaded")
        found |= {lead: path for lead in page.evaluate(LEADS) if urlsplit(lead).hostname in (None, "127.0.0.1")}
    lost = {lead: path for lead, path in found.items() if not leads_somewhere(lead, root, site)}
    assert lost == {}
    assert len(found) > 100


def leads_somewhere(lead: str, root: str, site: Path) -> bool:
    """Whether there is such a file of the site at this address, and such a place in it."""
    address, _, place = lead.partition("#")
    address = address.partition("?")[0]
    if not address.startswith(root):
        return False
    file = site / unquote(address.removeprefix(root))
    if not file.is_file() or (root.startswith("http") and status(address) != 200):
        return False
    return not place or re.search(rf'\bid="{re.escape(place)}"', file.read_text("utf-8")) is not None


def status(address: str) -> int:
    with urlopen(Request(address, method="HEAD")) as answer:
        return int(answer.status)


def test_a_first_leaflet_is_light(visit: Visit, made: Path, home: str) -> None:
    """All that is fetched for it on a telephone, packed as a server sends it, is half of the 150 kB it may be."""
    page = visit("robots.txt")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(home + "nl/ms/index.html")
    page.evaluate("document.fonts.ready.then(() => true)")
    files = [made / "site" / one.removeprefix(home) for one in set(fetched)]
    assert {one.suffix for one in files} == {".html", ".css", ".js", ".svg", ".woff2"}
    assert sum(len(packed(one)) for one in files) <= 75_000


def packed(file: Path) -> bytes:
    """A file as a server sends it: letters are packed already."""
    data = file.read_bytes()
    return data if file.suffix == ".woff2" else gzip.compress(data, mtime=0)


def test_the_page_for_a_lost_address_has_its_style_deep_in_a_host(visit: Visit) -> None:
    """Its links name the path of the site, from whatever address it answers at."""
    page = visit(f"{DEEP}nl/gone/and/lost/")
    assert page.locator("h1").inner_text() == "Deze pagina is er niet"
    assert page.locator(".bar").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(27, 42, 73)"
    page.locator("main .button").last.click()
    page.wait_for_url(f"**/{DEEP}nl/index.html")
