"""Who comes to a page, by its address or with what was typed."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.studio.conftest import CHOICE, TYPED


def test_a_choice_that_is_sent_becomes_the_address(visitor: TestClient) -> None:
    """Once, and then the page is there; a form without a choice is of the address it was sent to."""
    chosen = {**TYPED, "l": "crps", "f": "a4", "ink": "full", "lang": "nl", "edition": "nobody"}
    where = visitor.post("/?ui=nl&l=ms", data=chosen).headers["location"]
    assert where == "./?l=crps&f=a4&ink=full&lang=nl&ui=nl"
    assert visitor.post(f"/{where}", data=chosen).status_code == 200
    assert 'value="ms" checked' in visitor.post(f"/?{CHOICE}", data=TYPED).text


def test_nothing_strange_is_taken_away(visitor: TestClient) -> None:
    """What is in no choice leaves it as it was."""
    for away in ("l plague", "x ms", "l", "", "ms l"):
        assert 'value="ms" checked' in visitor.post(f"/?{CHOICE}", data={**TYPED, "away": away}).text


def test_what_was_typed_is_in_no_address(visitor: TestClient) -> None:
    """For an address is kept in the history of a browser, and in logs."""
    chosen = {**TYPED, "l": "crps", "f": "a4", "ink": "full", "lang": "nl"}
    for path in ("/?ui=nl", "/details?ui=nl"):
        assert "Linde" not in visitor.post(path, data=chosen).headers["location"]


def test_an_address_says_nothing_twice_and_nothing_empty(visitor: TestClient) -> None:
    """A form sends its empty fields too: the address that stays is the same choice without them."""
    for path, to in (("/", "./"), ("/details", "details")):
        answer = visitor.get(f"{path}?ui=nl&printer=&n=100&q=&g=&edition=&lang=nl&l=ms&l=crps&f=a4&ink=full")
        assert answer.headers["location"] == f"{to}?ui=nl&lang=nl&l=ms&l=crps&f=a4&ink=full"
        page = visitor.get(f"/{answer.headers['location'].removeprefix('./')}")
        assert (page.status_code, "MS" in page.text, "CRPS" in page.text) == (200, True, True)
        assert visitor.get(f"{path}?q=").status_code == 200


def test_what_an_address_says_stays(visitor: TestClient) -> None:
    """Letters that an address writes in another way, a search, and what is asked of a printer with its open questions."""
    answer = visitor.get("/?q=caf%C3%A9+%26&g=4&n=20&edition=")
    assert answer.headers["location"] == "./?q=caf%C3%A9+%26&g=4&n=20"
    assert visitor.get("/?q=caf%C3%A9+%26&g=4&n=20").status_code == 200
    assert visitor.get(f"/printer?{CHOICE}&a=&b=1&c=").status_code == 422
