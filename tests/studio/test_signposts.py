"""Where addresses lead that show nothing by themselves."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from leaflets.studio.server.watcher import ROUTES
from leaflets.studio.signposts import page_of
from tests.studio.conftest import CHOICE
from tests.studio.test_framed import SEES, heading

HERS = f"{CHOICE}&ui=fr"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/take", "details"), ("/download", "details"), ("/orders/x", "../details"), ("/orders/x/file", "../../details"),
        ("/sets", "list"), ("/logout", "login"), ("/edit/nl/ms/save", "../ms"), ("/edit/nl/m s/save", "../m%20s"),
        ("/edit/nl/ms", ""), ("/nowhere", ""), ("/", ""), ("/static/take", ""), ("//details", ""), ("/edit/nl//save", ""),
        ("/edit/nl/../save", ""),
    ],
)  # fmt: skip
def test_each_address_has_its_page(path: str, page: str) -> None:
    """As it is written from there; what belongs to none has none."""
    assert page_of(path) == page


@pytest.mark.parametrize("path", ["take", "download", "preview", "open", "praktijk.yaml", "sets"])
@pytest.mark.parametrize("headers", [SEES, {}])
def test_who_opens_what_only_a_form_asks_for_comes_to_its_page(
    path: str, headers: dict[str, str], visitor: TestClient
) -> None:
    """As by a bookmark, Enter in the address bar, or a tab that is there again: with what was chosen and the language."""
    answer = visitor.get(f"/{path}?{HERS}", headers=headers)
    to = "list" if path == "sets" else "details"
    assert (answer.status_code, answer.headers["location"]) == (303, f"{to}?{HERS}")
    page = visitor.get(f"/{answer.headers['location']}", headers=headers)
    assert (page.status_code, '<html lang="fr">' in page.text) == (200, True)


@pytest.mark.parametrize("path", ["calibration.pdf", "health", "orders/x", "list.csv", "static/x", "page/x/1@2.jpg"])
def test_what_is_only_looked_at_takes_nothing(path: str, visitor: TestClient) -> None:
    """It says so in the language that was asked for, and how it is asked for (RFC 9110, 15.5.6)."""
    answer = visitor.post(f"/{path}?{HERS}", headers=SEES)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert (heading(answer.text), '<html lang="fr">' in answer.text) == ("Cela ne peut pas être demandé ainsi", True)
    assert "ui=nl" not in answer.text
    assert visitor.post(f"/{path}?{HERS}").text == "Cela ne peut pas être demandé ainsi.\n"


def test_every_address_answers_with_a_sentence_or_a_page(visitor: TestClient) -> None:
    """However it is asked for, and never in words that are not the studio's."""
    for route in ROUTES:
        for method in ("GET", "POST", "HEAD", "PUT"):
            answer = visitor.request(method, f"/{route}?{HERS}")
            assert "Method Not Allowed" not in answer.text
            assert answer.status_code < 500
            if answer.status_code == 405:
                assert answer.headers["content-language"] == "fr"


def test_what_is_refused_leads_back_to_where_one_was(visitor: TestClient) -> None:
    """To the details with what was chosen, and not only to the beginning."""
    page = visitor.get(f"/orders/of-yesterday?{HERS}", headers=SEES)
    assert '<a class="button" href="../details?l=ms&amp;f=a5-folded' in page.text
    bare = visitor.get("/orders/of-yesterday?ui=fr", headers=SEES)
    assert "../details" not in bare.text
