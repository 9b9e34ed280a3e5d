"""What was read can be read without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from tests.browser.conftest import Visit
from tests.browser.served import DEEP, served
from tests.browser.stock import states


class Network:
    """A server that can be gone."""

    def __init__(self, folder: Path, *, is_short: bool = False) -> None:
        self._open = ExitStack()
        self.address = self._open.enter_context(served(folder, is_short=is_short))

    def goes(self) -> None:
        self._open.close()


@pytest.fixture
def network(made: Path) -> Iterator[Network]:
    found = Network(made / "site")
    yield found
    found.goes()


KEPT = r"""async () => {
  await navigator.serviceWorker.ready;
  const wanted = [location.href, ...[...document.images].filter((one) => one.complete).map((one) => one.src)].map((one) => one.replace(/index\.html$/, ""));
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await Promise.all(wanted.map((one) => caches.match(one)));
    if (navigator.serviceWorker.controller && found.every(Boolean)) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""
"""Whether the worker of the site has taken the page over and kept it and its pictures, within five seconds."""


@pytest.mark.parametrize("address", ["nl/ms/index.html", "nl/ms/"])
def test_what_was_read_once_is_there_without_a_network(address: str, visit: Visit, network: Network) -> None:
    """The leaflet, in its letters and with its cover, the list and search."""
    page = visit(address, where=network.address, service_workers="allow")
    assert page.evaluate(KEPT)
    network.goes()
    page.reload()
    assert page.locator("h1").inner_text().endswith("MS")
    assert page.locator(".disc").evaluate("one => one.complete && one.naturalWidth > 0")
    assert page.locator(".cover").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(43, 95, 49)"
    page.get_by_role("link", name="Zoek").click()
    page.locator("#q").fill("crps")
    assert page.locator(".rows .row:visible a").all_inner_texts() == ["CRPS"]


@pytest.mark.parametrize("first", ["nl/ms/", "nl/ms/index.html"])
def test_a_leaflet_is_one_whichever_of_its_addresses_is_asked(first: str, visit: Visit, network: Network) -> None:
    """What is shared names no index.html, what the list leads to does, and who types it leaves the last stroke out."""
    page = visit(first, where=network.address, service_workers="allow")
    assert page.evaluate(KEPT)
    network.goes()
    page.get_by_role("link", name="Alle folders").click()
    page.locator(".row a", has_text="MS").click()
    page.wait_for_url("**/nl/ms/index.html")
    for address in ("nl/ms/", "nl/ms", "nl/ms/index.html?from=mail"):
        page.goto(network.address + address)
        assert page.locator("h1").inner_text().endswith("MS")
        assert page.locator(".disc").evaluate("one => one.complete && one.naturalWidth > 0")


@pytest.mark.parametrize(("where", "heading"), [("", "Alle 3 folders"), ("nl/", "Alle 3 folders"), ("ar", "Alle 2 folders")])  # fmt: skip
def test_the_lists_are_there_without_a_network(where: str, heading: str, visit: Visit, network: Network) -> None:
    """From the root of the site too, whichever page was the first."""
    page = visit("nl/crps/", where=network.address, service_workers="allow")
    assert page.evaluate(KEPT)
    network.goes()
    page.goto(network.address + where)
    if not where:
        page.locator("main a").first.click()
    assert page.locator("h2").first.inner_text() == heading


@pytest.mark.parametrize(
    ("where", "language"),
    [("nl/crps/", "nl"), ("nl/crps/index.html", "nl"), ("ar/ms/", "ar"), ("nl/booklet.html", "nl"), ("gone/", "nl")],
)
def test_what_was_not_read_is_told_in_a_sentence(
    where: str, language: str, visit: Visit, network: Network, made: Path
) -> None:
    """In its language, with the way to the list, at its own address, so that it is there once the network is."""
    page = visit("nl/ms/", where=network.address, service_workers="allow")
    assert page.evaluate(KEPT)
    network.goes()
    page.goto(network.address + where)
    assert page.url == network.address + where
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").inner_text() == "Geen internet"
    said = page.locator("main").inner_text()
    assert "U bent niet met internet verbonden. Deze pagina hebt u nog niet gelezen op dit toestel." in said
    assert page.locator(".bar").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(27, 42, 73)"
    page.locator("main .button").click()
    page.wait_for_url(f"**/{language}/index.html")
    assert page.locator(".row").count() > 1


def test_a_host_that_leaves_html_out(visit: Visit, made: Path) -> None:
    """It leads each address that has it to one without; what was kept so is shown by a browser all the same."""
    network = Network(made / "site", is_short=True)
    page = visit("nl/ms/index.html", where=network.address, service_workers="allow")
    try:
        assert page.url == network.address + "nl/ms/"
        assert page.evaluate(KEPT)
    finally:
        network.goes()
    page.get_by_role("link", name="Zoek").click()
    page.locator("#q").fill("crps")
    assert page.locator(".rows .row:visible a").all_inner_texts() == ["CRPS"]
    page.get_by_role("link", name="Alle folders").click()
    page.locator(".row a", has_text="MS").click()
    assert page.locator("h1").inner_text().endswith("MS")


def test_it_is_told_deep_in_a_host_too(visit: Visit, network: Network) -> None:
    """With its style and its way back, from wherever it is shown."""
    deep = network.address + DEEP
    page = visit("nl/ms/", where=deep, service_workers="allow")
    assert page.evaluate(KEPT)
    network.goes()
    page.goto(deep + "nl/crps/")
    assert page.locator(".bar").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(27, 42, 73)"
    page.locator("main .button").click()
    page.wait_for_url(f"**/{DEEP}nl/index.html")


def test_a_code_nobody_looked_up_is_answered_as_of_a_day(visit: Visit, network: Network, on_show: Catalogue) -> None:
    """By the list that was kept, which says of what day it is."""
    page = visit("nl/index.html", where=network.address, service_workers="allow")
    assert page.evaluate(KEPT)
    network.goes()
    for state, answer in (("newest", "Dit is de nieuwste versie"), ("safety", "Niet meer meegeven")):
        page.goto(network.address + states(on_show)[state].removesuffix("index.html"))
        assert f": {answer}. Stand van 27" in page.locator("#told li").inner_text()
        assert "Stand van 27\u00a0november\u00a02026" in page.locator("main").inner_text()
    page.goto(network.address + "v/ms-nl-2020.01-ffffff")
    assert page.locator("#told li").inner_text().startswith("ffffff: Deze versie kennen wij niet. ")
