"""Where things stand in the site, and how one leads to another."""

from __future__ import annotations

import pytest

from leaflets.site.addresses import address, base_of, leaflet_page, link, page_of, web_address


@pytest.mark.parametrize(
    ("origin", "target", "said"),
    [
        ("nl/ms/index.html", "nl/crps/index.html", "../crps/index.html"),
        ("nl/ms/index.html", "site.css", "../../site.css"),
        ("nl/index.html", "nl/ms/index.html", "ms/index.html"),
        ("index.html", "nl/index.html", "nl/index.html"),
        ("nl/a.html", "nl/b c.html", "b%20c.html"),
        ("nl/a.html", "nl/b.html#at", "b.html#at"),
        ("nl/a.html", "nl/a.html#at", "#at"),
    ],
)
def test_a_link_is_relative(origin: str, target: str, said: str) -> None:
    """From the folder of the page it stands on, and names the index."""
    assert link(origin, target) == said


def test_a_page_of_all_leaflets_never_has_the_name_of_one() -> None:
    """It is a file, and a leaflet is a folder."""
    assert (leaflet_page("nl", "about"), page_of("nl", "about")) == ("nl/about/index.html", "nl/about.html")


def test_the_address_of_the_site() -> None:
    """It ends with a slash, and a page in it without the name of its index."""
    base = base_of("https://example.org/sub/")
    assert base == base_of("https://example.org/sub") == "https://example.org/sub/"
    assert address(base, "nl/ms/index.html") == "https://example.org/sub/nl/ms/"
    assert address(base, "nl/leaflets/één.pdf") == "https://example.org/sub/nl/leaflets/%C3%A9%C3%A9n.pdf"
    assert base_of(None) is None


@pytest.mark.parametrize(
    ("website", "leads"),
    [
        ("example.org", "https://example.org"), ("https://example.org/a", "https://example.org/a"),
        ("www.example.org/leden", "https://www.example.org/leden"), ("javascript:alert(1)", None), ("onze site", None),
        ("http://example.org", None),
    ],
)  # fmt: skip
def test_a_website_as_people_name_it(website: str, leads: str | None) -> None:
    """What is no address, or leads elsewhere than to a website, is no link."""
    assert web_address(website) == leads
