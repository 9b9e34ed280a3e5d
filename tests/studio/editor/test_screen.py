"""What stands on the pages of the editor."""

from __future__ import annotations

import re

import html5lib
import pytest
from starlette.testclient import TestClient

from tests.studio.editor.conftest import BOLD, LONG, MS


def well_formed(page: str) -> bool:
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []
    return " style=" not in page and "<style" not in page and "<script>" not in page


@pytest.mark.parametrize("path", ["/edit", "/edit/nl/ms", "/edit/nl/ms?ui=fr&f=a4&p=2", "/edit?ui=en"])
def test_every_page_is_well_formed(writer: TestClient, path: str) -> None:
    """HTML5 without a mistake, and no script or style in it."""
    answer = writer.get(path)
    assert answer.status_code == 200
    assert well_formed(answer.text)


def test_each_text_is_in_the_list(writer: TestClient) -> None:
    """By the names and in the order of the list from which leaflets are picked: Alzheimer under A."""
    names, picked = re.compile(r'<b lang="nl">([^<]+)</b>'), re.compile(r"edit/nl/([\w-]+)\?")
    page = writer.get("/edit").text
    assert len(names.findall(page)) == 13
    assert picked.findall(page) == picked.findall(writer.get("/?lang=nl").text)
    assert "Alzheimer" in names.findall(page)


def test_each_line_has_a_place_of_its_own(writer: TestClient) -> None:
    """The problems lead to it, and it says how bad it is."""
    text = MS.replace("Rust vervangt", f"{BOLD} Rust vervangt")
    page = writer.post("/edit/nl/ms", data={"text": text, "digest": "x"}).text
    line = 1 + text[: text.index(BOLD)].count("\n")
    assert f'<li id="line-{line}" class="blocks">' in page
    assert f'href="#line-{line}"' in page
    assert page.count('<li id="line-') == text.count("\n") + 1
    assert "Nog niet bewaard" in page
    assert well_formed(page)


def test_what_is_typed_is_no_part_of_the_page(writer: TestClient) -> None:
    """Whatever it is: it comes back as text."""
    typed = MS + "\n</textarea><script>alert(1)</script>\"'{{7*7}}"
    page = writer.post("/edit/nl/ms", data={"text": typed, "digest": '"><b>'}).text
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "{{7*7}}" in page
    assert well_formed(page)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (area,) = (one for one in tree.iter("textarea"))
    assert area.text == typed + "\n"


def test_two_texts_are_shown_whole(writer: TestClient) -> None:
    """With the lines in which they differ side by side, some around them, and no others."""
    writer.post("/edit/nl/ms/save", data={"text": MS.replace("wakker", "klaarwakker"), "digest": _digest(writer)})
    answer = writer.post("/edit/nl/ms/save", data={"text": MS.replace("wakker", "halfwakker"), "digest": "old"})
    assert answer.status_code == 409
    assert well_formed(answer.text)
    parts = answer.text.split('class="differs"')
    assert len(parts) == 2
    shown = parts[1].split("</ol>")[0]
    assert "klaarwakker" in shown
    assert "halfwakker" in shown
    assert shown.count("<li") == 5


def _digest(writer: TestClient) -> str:
    found = re.search(r'name="digest" value="(\w+)"', writer.get("/edit/nl/ms").text)
    assert found is not None
    return found[1]


def test_what_is_too_long_is_told_with_the_pages_it_is_on(writer: TestClient) -> None:
    """Each as a button that turns to it, without a script too; in a summary the page it begins on is among them."""
    text = MS.replace("\n\n## Wat gebeurt", f" {LONG * 4}\n\n## Wat gebeurt")
    page = writer.post("/edit/nl/ms", data={"text": text, "digest": "x"}).text
    assert re.search(r"<span>\d+ regels hebben geen plaats. U ziet ze aangeduid op:</span>", page)
    several = re.findall(r'<button class="link" name="p" value="(\d)"', page)
    assert several == ["1", "2"]
    assert page.count('<g class="over">') == 1
    assert well_formed(page)


def test_what_is_english_in_the_list_of_claims_says_so(writer: TestClient) -> None:
    """How well a claim is supported is said in the language one reads."""
    page = writer.get("/edit/nl/ms").text
    assert "goed onderbouwd" in page
    assert ">established<" not in page
    for careful in re.findall(r'<p class="careful">(.*?)</p>', page):
        assert careful.startswith('<b>Voorzichtige vorm, in het Engels:</b> <span lang="en">')
