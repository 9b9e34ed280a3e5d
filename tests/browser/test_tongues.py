"""Every page of the studio in French and English: no word of Dutch is left over, and what is Dutch says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Page, expect

from leaflets.content import Catalogue
from tests import catalogues
from tests.browser.conftest import Watched
from tests.browser.screens import PAGES, Rooms

SAID = """() => {
  const found = [], told = ["alt", "title", "aria-label", "aria-description", "placeholder", "content", "label"];
  const say = (text, element) => {
    const words = (text || "").replace(/\\s+/g, " ").trim();
    if (/\\p{L}/u.test(words)) found.push([words, (element.closest("[lang]") || document.documentElement).lang]);
  };
  const look = (root) => {
    const several = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = several.nextNode(); node; node = several.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!node.parentElement || !node.parentElement.closest("script, style, textarea, code")) say(node.data, node.parentElement || document.documentElement);
        continue;
      }
      for (const name of told) if (node.hasAttribute(name) && !node.matches("meta[name=viewport]")) say(node.getAttribute(name), node);
      // What a script says later lies ready beside where it says it; what something is found by is of the content.
      for (const [name, words] of Object.entries(node.dataset)) if (!["words", "key", "query"].includes(name) && !words.includes("_")) say(words, node);
      if (node.matches("button, [type=submit], [type=button]") && node.value) say(node.dataset.value, node);
      if (node.matches("template")) look(node.content);
    }
  };
  look(document.documentElement);
  return found;
}"""
"""Everything a page says or may come to say, shown or not, each with the language it says it in."""

COMMON = frozenset(
    re.findall(
        r"\w+",
        """aan als bij bladzijde dat deze dit een eerst eigen folder folders geen hebt heeft het hier hoe kan kies kunt maar meer
        moet naar niet nog ook om onze uit uw uzelf voor waar wanneer wat welke wordt worden zelf zijn zoals zonder""",
    )
)
"""Words of which every Dutch sentence has one."""

ALSO = {"fr": frozenset({"dit"}), "en": frozenset({"folder", "folders", "hoe"})}
"""Those of them that another language has too."""

QUOTED = re.compile(r'"[^"]*"|«[^»]*»|“[^”]*”')
"""What a sentence quotes of a text or of what was typed."""


def said_in(tongue: str) -> Iterator[str]:
    """The sentences of a catalogue."""
    for one in catalogues.read(tongue) if tongue != "en" else ():
        yield from [one.string] if isinstance(one.string, str) else one.string or ()


def english() -> Iterator[str]:
    """The sentences as the code says them."""
    for one in catalogues.said():
        yield from [one] if isinstance(one, str) else one


def only_in_dutch(tongue: str) -> frozenset[str]:
    """The sentences without values that say nothing in another language."""
    return frozenset(one for one in said_in("nl") if "{" not in one) - frozenset(said_in(tongue)) - frozenset(english())


def never_in_dutch(tongue: str) -> frozenset[str]:
    """The sentences of a language that are none in Dutch."""
    return frozenset(said_in(tongue) if tongue != "en" else english()) - frozenset(said_in("nl"))


def dutch_left(said: Sequence[tuple[str, str]], tongue: str, sentences: frozenset[str]) -> list[str]:
    """What of a page in a language is Dutch and does not say so."""
    common = COMMON - ALSO[tongue]
    own = [words for words, language in said if language == tongue]
    return [
        words
        for words in own
        if words in sentences or common & set(re.findall(r"[^\W\d_]+", QUOTED.sub("", words).lower()))
    ]


def test_dutch_is_found_where_it_is_left() -> None:
    """A sentence, a label of one word and a sentence with a value; not what is quoted, nor what says that it is Dutch."""
    sentences = only_in_dutch("fr")
    left = [
        "Uw gegevens",
        "Bewaar",
        "3 regels hebben geen plaats",
        "Annuler",
        'Le mot "niet" est rare',
        "Le moment « het »",
    ]
    said = [*((one, "fr") for one in left), ("Voor wie MS heeft", "nl")]
    assert dutch_left(said, "fr", sentences) == left[:3]


def other_than_french(said: Sequence[tuple[str, str]]) -> list[str]:
    """What of a French page has a colon without its space, as other languages write it."""
    return [words for words, language in said if language == "fr" and re.search(r"\w:(\s|$)", words)]


@pytest.mark.parametrize("tongue", ["fr", "en"])
def test_no_dutch_is_left_over(tongue: str, watched: Watched, studio: Rooms, catalogue: Catalogue) -> None:
    """In no text, button or picture of any state, nor in what a script may come to say; and none of that says it is Dutch."""
    page = watched(studio.home, studio.members, locale=tongue, reduced_motion="reduce")
    page.on("dialog", lambda dialog: dialog.accept())
    sentences = only_in_dutch(tongue)
    content, own = _content(catalogue), never_in_dutch(tongue)
    left: dict[str, list[str]] = {}
    for name, several in PAGES.items():
        for state, way in several.items():
            way(page, studio, tongue)
            said = [(words, language) for words, language in page.evaluate(SAID)]
            assert len(said) > 5, (name, state)
            left[f"{name}: {state}"] = [
                *dutch_left(said, tongue, sentences),
                *other_than_french(said),
                *(
                    f"{words} says it is {language}"
                    for words, language in said
                    if (words in own if language == "nl" else content.search(words))
                ),
            ]
    assert {where: sorted(set(found)) for where, found in left.items() if found} == {}


def _content(catalogue: Catalogue) -> re.Pattern[str]:
    """The titles, names and groups that are Dutch, alone or at the end of other words."""
    leaflets = catalogue.leaflets["nl"]
    names = {*(one.title for one in leaflets), *(one.name for one in leaflets), *catalogue.languages["nl"].groups}
    return re.compile(rf"^(\w+(\W+\w+){{,4}}\W+)?({'|'.join(map(re.escape, names))})$")


def test_names_of_groups_are_dutch_to_a_voice(page_in_french: Page) -> None:
    """In the list to choose from and above the leaflets; what stands round them is French."""
    names = page_in_french.locator("#g option:not([value=''])")
    assert names.count() >= 3
    assert {one.get_attribute("lang") for one in names.all()} == {"nl"}
    assert page_in_french.locator("#g option[value='']").evaluate("one => one.closest('[lang]').lang") == "fr"


def test_the_words_of_the_box_are_dutch_once_they_are_there(watched: Watched, studio: Rooms) -> None:
    """What stands there before is of the page."""
    page = watched(studio.home, locale="fr-BE")
    PAGES["details"]["empty"](page, studio, "fr")
    words = page.locator("#seen-words")
    expect(words).to_have_attribute("lang", "fr")
    page.locator("#name").fill("Huisartsenpraktijk De Linde")
    expect(words).to_contain_text("Huisartsenpraktijk De Linde")
    expect(words).to_have_attribute("lang", "nl")


@pytest.fixture
def page_in_french(watched: Watched, studio: Rooms) -> Page:
    """The first page as somebody reads it in French."""
    page = watched(studio.home, locale="fr-BE")
    studio.open(page, "", "fr")
    return page
