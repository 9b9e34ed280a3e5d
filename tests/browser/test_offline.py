"""What was read can be read without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from tests.browser.conftest import Visit
from tests.browser.served import served
from tests.browser.stock import states


class Network:
    """A server that can be gone."""

    def __init__(self, folder: Path) -> None:
        self._open = ExitStack()
        self.address = self._open.enter_context(served(folder))

    def goes(self) -> None:
        self._open.close()


@pytest.fixture
def network(made: Path) -> Iterator[Network]:
    found = Network(made / "site")
    yield found
    found.goes()


KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const wanted = [location.href, ...[...document.images].filter((one) => one.complete).map((one) => one.src)];
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await Promise.all(wanted.map((one) => caches.match(one)));
    if (navigator.serviceWorker.controller && found.every(Boolean)) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""
"""Whether the worker of the site has taken the page over and kept it and its pictures, within five seconds."""


def test_what_was_read_once_is_there_without_a_network(visit: Visit, network: Network) -> None:
    """The leaflet, in its letters and with its cover, the list and search; one not read before is not."""
    page = visit("nl/ms/index.html", where=network.address, service_workers="allow")
    assert page.evaluate(KEPT)
    network.goes()
    page.reload()
    assert page.locator("h1").inner_text().endswith("MS")
    assert page.locator(".disc").evaluate("one => one.complete && one.naturalWidth > 0")
    assert page.locator(".cover").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(43, 95, 49)"
    page.get_by_role("link", name="Zoek").click()
    page.locator("#q").fill("crps")
    assert page.locator(".rows .row:visible a").all_inner_texts() == ["CRPS"]


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
