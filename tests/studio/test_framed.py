"""What is refused, as a page for who sees a page."""

from __future__ import annotations

import html5lib
import pytest
from starlette.testclient import TestClient

from leaflets.studio.crew import MOST_WAITING
from leaflets.studio.visit import Studio
from tests.studio.conftest import CHOICE, KEY, PORT

LINK = "{http://www.w3.org/1999/xhtml}a"
SEES = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def heading(page: str) -> str:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return "".join(tree.find(".//h1").itertext())


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/nowhere?ui=nl", 404, "Deze pagina is er niet"), ("/edit/nl/ms?ui=fr", 404, "Cette page n'existe pas"),
        (f"/orders/of-yesterday?{CHOICE}", 404, "Deze bestanden zijn er niet meer"),
        (f"/orders/of-yesterday/file?{CHOICE}", 404, "Deze bestanden zijn er niet meer"),
    ],
)  # fmt: skip
def test_who_sees_a_page_gets_one(visitor: TestClient, path: str, status: int, title: str) -> None:
    """In the language that was asked for, with styles that are there and with what was chosen; a script gets a sentence."""
    answer = visitor.get(path, headers=SEES)
    assert (answer.status_code, heading(answer.text)) == (status, title)
    parser = html5lib.HTMLParser()
    tree = parser.parse(answer.text)
    assert parser.errors == []
    for link in tree.iter("{http://www.w3.org/1999/xhtml}link"):
        assert visitor.get(str(answer.url.join(link.get("href")))).status_code == 200
    away = [link.get("href") for link in tree.iter(LINK) if link.get("class") == "button"]
    assert [visitor.get(str(answer.url.join(one))).status_code for one in away] == [200]
    assert ("l=ms" in away[0]) is (CHOICE in path)
    plain = visitor.get(path)
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert plain.text.startswith(title)


def test_a_page_without_the_key_says_what_to_open(visitor: TestClient) -> None:
    """As after a new start, with the address of yesterday; nothing on it leads on, and its style comes without a key."""
    visitor.cookies.clear()
    answer = visitor.get(f"/details?{CHOICE}", headers=SEES)
    assert (answer.status_code, heading(answer.text)) == (403, "De sleutel ontbreekt")
    assert 'class="button"' not in answer.text
    assert KEY not in answer.text
    style = answer.text.split('<link rel="stylesheet" href="')[1].split('"')[0]
    assert visitor.get(str(answer.url.join(style))).headers["content-type"].startswith("text/css")


def test_a_full_house_says_so_on_a_page(visitor: TestClient, studio: Studio) -> None:
    """With after how many seconds to come again."""
    studio.crew.stampers.waiting = MOST_WAITING
    answer = visitor.get(f"/details?{CHOICE}", headers=SEES)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert heading(answer.text) == "Even wachten, het is druk"
    again, away = [link.get("href") for link in html5lib.parse(answer.text).iter(LINK) if "?" in link.get("href")][-2:]
    studio.crew.stampers.waiting = 0
    assert "De gegevens van uw praktijk" in visitor.get(str(answer.url.join(again))).text
    assert "Kies uw folders" in visitor.get(str(answer.url.join(away))).text


def test_under_another_name_there_is_the_sentence_alone(visitor: TestClient) -> None:
    """Its styles would be refused there too."""
    answer = visitor.get("/", headers={**SEES, "Host": "evil.example"})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_what_is_asked_for_is_not_said_on_the_page(visitor: TestClient) -> None:
    """Neither the key nor a script in an address."""
    visitor.cookies.set(f"studio-{PORT}", KEY)
    answer = visitor.get("/nowhere?l=%22%3E%3Cscript%3Ealert(1)&ui=nl", headers=SEES)
    assert "<script" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
