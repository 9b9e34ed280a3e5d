"""The editor as somebody writes in it: how soon a word is on the page, two at once, with the keys alone, without scripts."""

from __future__ import annotations

import re
import shutil
import statistics
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, studio_at
from tests.conftest import PROJECT

MOST_MS = {"seen": 1500, "read": 700}
"""From a key to the page and to the problems in the middle of seven, on a machine that has other things to do."""

SINCE = """([from, to, name]) => new Promise((done) => {
  const text = document.getElementById("text"), root = document.documentElement, before = root.dataset[name];
  const began = performance.now();
  new MutationObserver((_, watch) => {
    if (root.dataset[name] !== before) { watch.disconnect(); done(performance.now() - began); }
  }).observe(root, { attributes: true });
  text.value = text.value.replace(from, to);
  text.dispatchEvent(new Event("input", { bubbles: true }));
})"""
"""Changes the text, and says after how many milliseconds that was answered: decoded, and put on the page."""

Write = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts of their own to write in."""
    folder = tmp_path_factory.mktemp("editor-on-screen")
    shutil.copytree(PROJECT / "content", folder / "content")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where a studio of these texts has its door, with the key."""
    with studio_at(folder / "output", "--edit", "--content", str(folder / "content")) as address:
        yield address


@pytest.fixture
def write(watched: Watched, address: str) -> Write:
    """Opens a text in a browser of its own."""

    def opening(text: str, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        page = watched(address, locale="nl-NL", viewport={"width": width, "height": height}, **options)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address)
        page.goto(f"{address.partition('?')[0]}/{text}" if text else address)
        return page

    return opening


def is_ready(page: Page) -> None:
    # The first page of all waits for its process.
    expect(page.locator("html[data-seen]")).to_be_attached(timeout=30_000)
    expect(page.locator("#seen .said")).to_have_text("Bijgewerkt", timeout=30_000)


def line_of(page: Page, words: str) -> int:
    return page.locator("#text").input_value().partition(words)[0].count("\n") + 1


def test_a_word_is_on_the_page_and_a_mistake_at_its_line_soon(write: Write) -> None:
    """The picture and the problems of what was typed come before one has looked up."""
    page = write("nl/ms")
    is_ready(page)
    words = ["kort", "lang", "breed", "smal", "hoog", "laag", "groot"]
    seen = [page.evaluate(SINCE, [f"{one} erbij" if number else "Denk aan", f"{other} erbij", "seen"])
            for number, (one, other) in enumerate(zip(["", *words], words, strict=False))]  # fmt: skip
    assert statistics.median(seen) <= MOST_MS["seen"]
    marks = ["[@barbi-2022-ms-brain]", *(f"[@barbi-20{number}]" for number in range(30, 37))]
    read = [page.evaluate(SINCE, [one, other, "read"]) for one, other in pairwise(marks)]
    assert statistics.median(read) <= MOST_MS["read"]
    line = line_of(page, "[@barbi-2036]")
    expect(page.locator("#problems a").filter(has_text=f"Regel {line}")).to_be_visible()
    assert "blocks" in (page.locator(f"#lines li:nth-child({line})").get_attribute("class") or "")
    page.get_by_role("button", name="Maak er [@barbi-2022-ms-brain] van").click()
    assert "[@barbi-2022-ms-brain]" in page.locator("#text").input_value()
    expect(page.locator("#problems .blocks")).to_have_count(0)


def test_the_numbers_stand_beside_their_lines(write: Write) -> None:
    """However a line is broken: what lies behind the field is as high as what is written in it."""
    page = write("nl/lupus", width=820)
    is_ready(page)
    page.locator("#text").press_sequentially("een twee drie ")
    for width in (390, 820, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        heights = page.evaluate("""() => {
          const text = document.getElementById("text"), lines = document.getElementById("lines");
          return [text.scrollHeight, text.clientHeight, lines.offsetHeight];
        }""")
        assert len(set(heights)) == 1, (width, heights)


def test_what_is_too_long_is_marked_on_the_page(write: Write) -> None:
    """With how many lines, and the way to it; other formats are measured after."""
    page = write("nl/crps")
    is_ready(page)
    text = page.locator("#text").input_value()
    head, mark, rest = text.partition("## Wat kunt u zelf doen?")
    long = "Nog een zin die er te veel is, en nog wat woorden erbij. " * 6
    page.locator("#text").fill(f"{head}{long}\n\n{mark}{rest}")
    expect(page.locator("#too-long")).to_contain_text(re.compile(r"\d+ regels hebben geen plaats"))
    problem = page.locator("#problems li").filter(has_text="CRPS, A5:")
    expect(problem).to_contain_text('regels te lang, in het deel dat begint met "Wat gebeurt er in uw lichaam?"')
    problem.locator("[data-page]").click()
    expect(page.locator("#marks .over").first).to_be_visible()
    expect(page.locator("#problems li").filter(has_text="CRPS, Grote letters:")).to_contain_text(
        "te lang", timeout=30_000
    )


def test_a_mark_on_another_page_is_a_press_away(write: Write) -> None:
    """Each page with what has no room is named; who is at a name stays there while the page turns."""
    page = write("nl/epilepsy", width=390)
    is_ready(page)
    text = page.locator("#text").input_value()
    head, mark, rest = text.partition("Vraag uw arts wat voor u geldt. [C50]")
    page.locator("#text").fill(f"{head}{mark} {'Nog een zin die er te veel is. ' * 12}{rest}")
    turns = page.locator("#over-pages").get_by_role("button", name="Bladzijde 3")
    expect(turns).to_be_visible()
    expect(page.locator("#marks .over")).to_have_count(0)
    turns.press("Enter")
    expect(page.locator("#shown")).to_have_text("A5, bladzijde 3 van 4")
    expect(page.locator("#marks .over")).to_have_count(1)
    expect(turns).to_be_focused()
    page.get_by_role("link", name="Terug naar de tekst").click()
    expect(page.locator("#text")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 820, 1400])
@pytest.mark.parametrize("with_script", [True, False])
def test_a_list_to_pick_from_moves_nothing(write: Write, width: int, with_script: bool) -> None:
    """It lies over the text; Escape closes it, and the button that opened it is where one is."""
    page = write("nl/lupus", width=width, java_script_enabled=with_script)
    several = [page.locator(name) for name in ("#sources > summary", "#claims > summary", ".sheet")]
    before = [one.bounding_box() for one in several]
    several[1].click()
    expect(page.locator("#claims .picks")).to_be_in_viewport()
    assert [one.bounding_box() for one in several] == before
    if with_script:
        expect(page.locator("#claims-q")).to_be_focused()
        page.keyboard.press("Escape")
        expect(several[1]).to_be_focused()
    else:
        several[1].click()
    expect(page.locator("#claims .picks")).to_be_hidden()


def test_the_second_of_two_writers_loses_nothing(write: Write, folder: Path) -> None:
    """He gets both texts, and what he wrote is saved once he has seen the other's."""
    path = folder / "content/nl/epilepsy.md"
    one, other = write("nl/epilepsy"), write("nl/epilepsy")
    for page, words in ((one, "Eerste zin."), (other, "Tweede zin.")):
        is_ready(page)
        page.locator("#text").fill(page.locator("#text").input_value() + f"\n{words}\n")
        expect(page.locator("#kept .said")).to_have_text("Nog niet bewaard")
        page.keyboard.press("Control+s")
        if page is one:
            expect(page.locator("#kept .said")).to_have_text("Bewaard")
    expect(other.get_by_role("alert")).to_contain_text("Iemand anders heeft deze tekst intussen bewaard")
    assert other.evaluate("document.activeElement.id") == "summary"
    assert "Tweede zin." in other.locator("#text").input_value()
    assert "Eerste zin." in other.locator("#theirs").input_value()
    assert "Eerste zin." in path.read_text(encoding="utf-8")
    other.get_by_role("button", name="Bewaar mijn tekst").click()
    expect(other.locator("#kept .said")).to_have_text("Bewaard")
    assert "Tweede zin." in path.read_text(encoding="utf-8")
    assert [name.name for name in path.parent.iterdir() if name.name.startswith(".")] == []


def test_with_the_keys_alone(write: Write) -> None:
    """Tab leaves the text, a problem leads to its line, a source is put in where one was writing, and it is saved."""
    page = write("nl/lupus")
    is_ready(page)
    text = page.locator("#text")
    text.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Uw energie is op.")
    expect(page.locator("#problems .blocks")).to_have_count(1)
    line = line_of(page, "Uw energie is op.")
    page.keyboard.press("Tab")
    link = page.locator("#problems .blocks a")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    chosen = page.evaluate("text.value.slice(text.selectionStart, text.selectionEnd)")
    assert chosen.endswith("Uw energie is op.")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Alt+p")
    assert page.evaluate("text.value.slice(0, text.selectionStart).split('\\n').length") == line
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#claims-q")).to_be_focused()
    page.keyboard.type("c01")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    assert text.input_value().rstrip().endswith("Uw energie is op. [C01]")
    page.keyboard.press("Control+s")
    expect(page.locator("#kept .said")).to_have_text("Bewaard")


def test_without_a_script(write: Write, folder: Path) -> None:
    """A form shows the page anew, with the problems at their lines; then it is saved."""
    page = write("nl/parkinson", java_script_enabled=False)
    text = page.locator("#text").input_value()
    page.locator("#text").fill(text + "\nUw energie is op.\n")
    page.get_by_role("button", name="Kijk opnieuw").click()
    expect(page.locator("#kept .said")).to_have_text("Nog niet bewaard")
    link = page.locator("#problems li").filter(has_text="C54").locator("a")
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect(page.locator(f"#{target}")).to_be_in_viewport()
    expect(page.locator(f"#{target}")).to_contain_text("Uw energie is op.")
    page.get_by_role("button", name="Volgende").click()
    expect(page.locator("#shown")).to_have_text("A5, bladzijde 2 van 4")
    assert "Uw energie is op." in page.locator("#text").input_value()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("#kept .said")).to_have_text("Bewaard")
    assert "Uw energie is op." in (folder / "content/nl/parkinson.md").read_text(encoding="utf-8")


def test_what_is_not_saved_is_still_there_when_one_comes_back(write: Write) -> None:
    """The browser keeps it until it is saved."""
    page = write("nl/fibromyalgia")
    is_ready(page)
    page.locator("#text").fill(page.locator("#text").input_value() + "\nNog niet af.")
    page.reload()
    is_ready(page)
    assert page.locator("#text").input_value().endswith("Nog niet af.")
    expect(page.locator("#kept .said")).to_have_text("Nog niet bewaard")
