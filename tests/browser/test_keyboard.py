"""The pages by the keys alone: where one is can be seen, and all there is can be reached."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page

from tests.browser.conftest import Visit

HERE = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = one.getBoundingClientRect();
  const seen = one.matches(".heard") ? one.parentElement : one;
  const middle = [...one.getClientRects()].map((part) => document.elementFromPoint(part.x + part.width / 2, part.y + part.height / 2));
  const style = getComputedStyle(one);
  return {
    name: (one.textContent.trim() || one.id).slice(0, 60), top: box.top + scrollY, left: box.left,
    isSeen: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
    isFree: middle.some((other) => other && (seen.contains(other) || other.contains(seen) || other.closest(".row") === one.closest(".row") && one.closest(".row"))),
    ring: style.outlineStyle === "solid" ? parseFloat(style.outlineWidth) : 0, id: one.id, tag: one.tagName,
  };
}"""
"""What has the focus: its name and place, whether it is on the screen and nothing lies over it, and its ring in px."""


def stops(page: Page, most: int = 120) -> list[dict[str, object]]:
    """Every place Tab stops at, from the head of the page to its foot."""
    found: list[dict[str, object]] = []
    while len(found) < most:
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        found.append(here)
    return found


def reachable(page: Page) -> int:
    return int(
        page.evaluate(
            "[...document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]')].filter((one) => one.checkVisibility()).length"
        )
    )


def test_where_one_is_can_be_seen(visit: Visit) -> None:
    """On each kind of page Tab comes to all there is, the way past the head first, each with a ring and uncovered."""
    for path in ("nl/index.html", "nl/ms/index.html", "v/index.html", "ar/ms/index.html"):
        page = visit(path, reduced_motion="reduce")
        wanted = reachable(page)
        found = stops(page)
        assert len(found) == wanted, path
        assert "Naar de" in str(found[0]["name"])
        assert [
            one["name"] for one in found if not (one["isSeen"] and one["isFree"]) or float(str(one["ring"])) < 3
        ] == []


def test_the_order_is_that_of_the_eye(visit: Visit) -> None:
    """On a telephone, where all stands in one column, no stop lies well above the one before it."""
    for path in ("nl/index.html", "nl/ms/index.html", "v/index.html"):
        tops = [float(str(one["top"])) for one in stops(visit(path, reduced_motion="reduce"))[1:]]
        assert [pair for pair in pairwise(tops) if pair[1] < pair[0] - 30] == []


def test_past_the_head_with_one_key(visit: Visit) -> None:
    """The first link leads to the text, and the next stop is in it."""
    page = visit("nl/ms/index.html", reduced_motion="reduce")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")
    page.keyboard.press("Tab")
    assert page.locator("#text :focus").count() == 1


def test_a_leaflet_is_found_with_the_keys(visit: Visit) -> None:
    """Typed, looked for and opened without a mouse; what was found is told to who cannot see it."""
    page = visit("nl/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("multiple")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=multiple")
    assert page.locator("[role=status] h2").inner_text() == "1 folder met ‘multiple’"
    page.locator("#q").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nl/ms/index.html")


def test_what_is_folded_opens_and_closes(visit: Visit) -> None:
    """The other forms of a leaflet, by the space bar and by Enter."""
    page = visit("nl/ms/index.html")
    more = page.locator("details.more")
    more.locator("summary").focus()
    page.keyboard.press("Enter")
    assert more.locator(".file").first.is_visible()
    page.keyboard.press("Space")
    assert not more.locator(".file").first.is_visible()


def test_a_stack_is_checked_with_the_keys(visit: Visit) -> None:
    """Several codes at once, each with its answer, in the order they were typed."""
    page = visit("v/index.html")
    page.locator("#codes").focus()
    page.keyboard.type("A1A1A1, b2b2b2 ffffff")
    page.keyboard.press("Enter")
    assert [line.split(": ")[1].partition(". Stand van")[0] for line in page.locator("#told li").all_inner_texts()] == [
        "Niet meer meegeven", "Nog te gebruiken, er is een nieuwere", "Deze versie kennen wij niet",
    ]  # fmt: skip
