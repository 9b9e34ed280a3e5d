"""Addresses as people say them."""

from __future__ import annotations

import pytest

from leaflets.text.addresses import site_of


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://pmc.example.org/b?c", "pmc.example.org"),
        ("https://www.www.nl:8443/", "www.nl"),
        ("tel:112", "tel:112"),
    ],
)
def test_a_site_is_the_host_without_www(url: str, site: str) -> None:
    """Path, port and the first www. go; what has no host is said as it is."""
    assert site_of(url) == site
