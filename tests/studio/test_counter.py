"""What stands on each page of the studio."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from leaflets.studio.counter import NAMES
from leaflets.studio.details import FIELDS, LABELS
from leaflets.studio.guard import TONGUES
from tests.studio.conftest import CHOICE


def test_every_field_has_a_name() -> None:
    """And every language one of its own."""
    assert set(LABELS) == {*FIELDS, "logo"}
    assert set(NAMES) == set(TONGUES)


def test_a_search_shows_what_is_called_so(visitor: TestClient) -> None:
    """Without a script too; what is chosen stays so, and is not shown as found."""
    page = visitor.get(f"/?{CHOICE}&q=reuma").text
    hidden = {
        row: " hidden" in head
        for head, row in re.findall(r'<li class="group-\d"([^>]*)>.*?name="l" value="([^"]+)"', page)
    }
    assert not hidden["rheumatoid-arthritis"]
    assert hidden["ms"]
    assert 'name="l" value="ms" checked' in page
    assert hidden["epilepsy"]


def test_a_group_shows_its_own(visitor: TestClient) -> None:
    """And no others."""
    page = visitor.get("/?g=3").text
    rows = re.findall(r'<li class="group-(\d)"([^>]*)>', page)
    assert {group for group, said in rows if " hidden" not in said} == {"3"}


def test_the_basket_says_what_is_in_it(visitor: TestClient) -> None:
    """Each with an address without it."""
    page = visitor.get(f"/?{CHOICE}").text
    basket = page.split('id="basket"')[1]
    assert "1 folder" in basket
    assert "1 bestand, weinig inkt" in basket
    (away, _) = re.findall(r'href="\./\?([^"]*)"', basket.split("</aside>")[0])
    assert "l=ms" not in away


def test_where_the_step_is_is_said(visitor: TestClient) -> None:
    """To who hears the page."""
    assert visitor.get(f"/details?{CHOICE}").text.count('aria-current="step"') == 1
