"""What is said at an address the site has not: that a page is not there, or that nobody knows a version."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from leaflets.content import Catalogue
from leaflets.site.pages import all_pages, html_of
from leaflets.site.shelf import stocked
from tests.browser.conftest import Visit
from tests.browser.served import DEEP, served
from tests.conftest import PROJECT
from tests.site.stock import DAY

GREY = "rgb(74, 82, 102)"


@pytest.mark.parametrize("where", ["v/ffffff", "v/ffffff/", "v/ms-nl-2019.01-ffffff/index.html"])
def test_a_version_nobody_published_is_answered_at_an_arms_length(where: str, visit: Visit) -> None:
    """By a band with a large sign, as the other answers are; nothing else is a heading of the first order."""
    page = visit(DEEP + where)
    assert page.locator("h1:visible").all_inner_texts() == ["Deze versie kennen wij niet"]
    assert page.locator("h1").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 42
    assert page.locator(".answer").evaluate("one => getComputedStyle(one).backgroundColor") == GREY
    assert page.locator(".answer .sign").evaluate("one => one.getBoundingClientRect().height") >= 88
    assert "Deze pagina is er niet" not in page.locator("body").inner_text() + page.title()


def test_a_page_that_is_not_there_says_nothing_of_versions(visit: Visit) -> None:
    """Only that it is not there, and the way to the list."""
    page = visit("nl/gone/")
    assert page.locator("h1").inner_text() == "Deze pagina is er niet"
    assert not page.locator(".answer").is_visible()
    assert "versie" not in page.locator("main").inner_text()


def test_without_scripts_both_are_said(visit: Visit) -> None:
    """The answer of a version in its band, large, below what is said of a page."""
    page = visit("v/ffffff", java_script_enabled=False)
    assert page.locator("h1").all_inner_texts() == ["Deze pagina is er niet"]
    said = page.locator(".answer h2")
    assert said.inner_text() == "Deze versie kennen wij niet"
    assert said.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 42
    assert page.locator(".answer").bounding_box()["y"] < 500  # type: ignore[index]


@pytest.fixture
def homeless(made: Path, on_show: Catalogue, tmp_path: Path) -> Path:
    """The same site, its page for lost addresses as it is where nobody gave the site's address."""
    shutil.copytree(made / "site", tmp_path / "site")
    bare = on_show.edition.model_copy(update={"site": None})
    shelf = stocked(replace(on_show, edition=bare), PROJECT, made.parent / "content", made, DAY)
    page = next(one for one in all_pages(shelf) if one.path == "404.html")
    (tmp_path / "site/404.html").write_text(html_of(page, shelf, "site.css"), "utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize("where", ["v/ffffff", "v/ffffff/", "gone", "nl/gone/"])
def test_it_finds_its_style_and_way_where_nobody_gave_the_address(
    where: str, chromium: Browser, homeless: Path
) -> None:
    """Deep in a host too: it is asked for at each place it may be, and the links begin where it was."""
    with served(homeless, only_deep=True) as address:
        page = chromium.new_page()
        page.goto(address + DEEP + where)
        assert page.locator(".bar").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(27, 42, 73)"
        assert page.locator(".answer").is_visible() == where.startswith("v/")
        page.locator("main .button:visible").last.click()
        page.wait_for_url(f"**/{DEEP}nl/index.html")
        page.close()
