"""One browser, and one site that is made once a session; what a page may never do is looked at after each test."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Response, sync_playwright

from leaflets.content import Catalogue
from tests.browser.screens import Rooms, rooms
from tests.browser.served import served
from tests.browser.stock import build, shown
from tests.conftest import PROJECT, once
from tests.site.stock import DAY

DEBIANS = Path("/usr/bin/chromium-headless-shell")

MISSING = (
    "There is no browser to look at pages with. Run: sh setup.sh --test; where the system has none to install:"
    " .venv/bin/python -m playwright install --only-shell chromium"
)


class Visit(Protocol):
    """Opens a page of the site by its path in it; what else a browser is told of its user and screen follows."""

    def __call__(
        self, path: str, *, width: int = 390, height: int = 844, day: dt.date = DAY, where: str = "", **options: Any
    ) -> Page: ...


class Watched(Protocol):
    """An empty page that is looked after, for what stands at these addresses; what its browser is told follows."""

    def __call__(self, *addresses: str, **options: Any) -> Page: ...


# Of the folder and not of the session: while it lives its loop runs in the thread that other tests may want one in.
@pytest.fixture(scope="package")
def driver() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """A browser without windows."""
    browser = launched(driver)
    yield browser
    browser.close()


def launched(driver: Playwright, installed: Path = DEBIANS) -> Browser:
    """Debian's browser, or where there is none the one playwright brought; without any the test fails and says why."""
    own = installed if installed.exists() else None
    # The first user of a container may not make the rooms a browser locks its pages in.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    try:
        return driver.chromium.launch(args=arguments, executable_path=own)
    except Error:
        pytest.fail(MISSING, pytrace=False)


@pytest.fixture(scope="session")
def on_show(catalogue: Catalogue) -> Catalogue:
    """What the site shows."""
    return shown(catalogue)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, on_show: Catalogue) -> Path:
    """The output folder of one small build, and its site."""
    with once(tmp_path_factory, "site-on-screen") as (folder, is_first):
        if is_first:
            build(on_show, folder)
    return folder / "output"


@pytest.fixture(scope="session")
def home(made: Path) -> Iterator[str]:
    """The address at which the site is answered."""
    with served(made / "site") as address:
        yield address


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    """Opens pages, each in a browser of its own. After the test none may have asked anything of another host than its
    own, or tried what its policy forbids, or have missed what it is made of."""
    contexts: list[BrowserContext] = []
    hosts: set[str] = set()
    asked: list[str] = []
    said: list[str] = []

    def opened(*addresses: str, **options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        hosts.update(urlsplit(one).netloc for one in addresses)
        context.set_default_timeout(30_000)
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda answer: said.append(answer.url) if is_lost(answer) else None)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert {urlsplit(one).netloc for one in asked if not one.startswith("data:")} <= hosts
    # What could not be fetched is told by its answer, and there is none where a test takes the network away.
    assert [one for one in said if "Failed to load resource" not in one] == []


def is_lost(answer: Response) -> bool:
    """Whether what a page is made of is not there; what it asks of the studio by itself may be answered with why not."""
    is_told = answer.request.resource_type == "fetch" and answer.status in (401, 403, 409, 422, 429, 503)
    return answer.status >= 400 and answer.request.resource_type != "document" and not is_told


@pytest.fixture
def visit(watched: Watched, home: str) -> Visit:
    """Opens pages of the site."""

    def opened(
        path: str, *, width: int = 390, height: int = 844, day: dt.date = DAY, where: str = "", **options: Any
    ) -> Page:
        address = where or home
        told: dict[str, Any] = {"service_workers": "block", **options}
        page = watched(address, viewport={"width": width, "height": height}, **told)
        page.context.clock.set_fixed_time(dt.datetime(day.year, day.month, day.day, 12))
        page.goto(address + path)
        return page

    return opened


@contextmanager
def studio_at(output: Path, *options: str) -> Iterator[str]:
    """Where a studio of its own process has its door, with the key; it ends with this."""
    command = [sys.executable, "build.py", "studio", "--no-open", "--jobs", "2", "--output", str(output), *options]
    environment = {**os.environ, "LC_ALL": "C"}
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env=environment) as studio:
        assert studio.stdout is not None
        yield re.findall(r"http://\S+", studio.stdout.readline())[0]
        studio.terminate()


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    """A studio of this process; what a module does to its texts and orders no other sees."""
    with rooms(tmp_path_factory.mktemp("rooms")) as studio:
        yield studio


@pytest.fixture
def page(watched: Watched, studio: Rooms) -> Page:
    """A page of somebody who reads Dutch, wants no motion, and leaves texts that are not saved."""
    page = watched(studio.home, studio.members, locale="nl-NL", reduced_motion="reduce")
    page.on("dialog", lambda dialog: dialog.accept())
    return page
