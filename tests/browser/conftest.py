"""One browser, and one site that is made once a session; what a page may never do is looked at after each test."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Response, sync_playwright

from leaflets.content import Catalogue
from tests.browser.served import served
from tests.browser.stock import build, shown
from tests.conftest import once
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
def visit(chromium: Browser, home: str) -> Iterator[Visit]:
    """Opens pages. After the test none may have asked anything of another host, or tried what its policy forbids."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    said: list[str] = []

    def opened(
        path: str, *, width: int = 390, height: int = 844, day: dt.date = DAY, where: str = "", **options: Any
    ) -> Page:
        told: dict[str, Any] = {"service_workers": "block", **options}
        context = chromium.new_context(viewport={"width": width, "height": height}, **told)
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.clock.set_fixed_time(dt.datetime(day.year, day.month, day.day, 12))
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda answer: said.append(answer.url) if is_lost(answer) else None)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((where or home) + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert {urlsplit(one).hostname for one in asked} <= {urlsplit(home).hostname, None}
    # What could not be fetched is told by its answer, and there is none where a test takes the network away.
    assert [one for one in said if "Failed to load resource" not in one] == []


def is_lost(answer: Response) -> bool:
    """Whether what a page is made of is not there."""
    return answer.status >= 400 and answer.request.resource_type != "document"
