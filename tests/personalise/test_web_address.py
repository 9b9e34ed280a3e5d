"""Web addresses as practices type them."""

from __future__ import annotations

import pytest

from leaflets.personalise.web_address import MOST, fault, written


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org", "https://example.org"),
        ("Https://www.example.org", "https://www.example.org"),
        ("http://x.be", "https://x.be"),
        ("HTTP://www.example.org/een", "https://www.example.org/een"),
        ("www.de-linde.be/afspraak?met=arts", "https://www.de-linde.be/afspraak?met=arts"),
        ("linde.example.museum:8443/", "https://linde.example.museum:8443/"),
        ("www.be.nl", "https://www.be.nl"),
        ("linde.xn--vermgensberatung-pwb", "https://linde.xn--vermgensberatung-pwb"),
        ("xn--caf-dma.be", "https://xn--caf-dma.be"),
        ("1733.be", "https://1733.be"),
    ],
)
def test_an_address_is_completed(typed: str, there: str) -> None:
    """However it is begun, and whatever stands behind the host."""
    assert (written(typed), fault(written(typed))) == (there, None)


@pytest.mark.parametrize(
    "typed", ["https://www.example", "www.example", "example", "www.be", "www", "linde.b", "linde.b3", "WWW.linde"]
)
def test_a_host_has_a_name_and_a_top_level(typed: str) -> None:
    """What a browser would look for in vain is told what is missing."""
    assert "a part is missing at its end, such as .be or .nl" in str(fault(written(typed)))


@pytest.mark.parametrize(
    "typed",
    [
        "http:/www.example.org", "http://", "http://ftp://linde.be", "http://https://linde.be", "ftp://example.org", "https://", "javascript:alert(1)", "javascript://example.org",
        "192.168.0.1", "https://10.0.0.1/start", "https://[::1]/", "www.example.org.", "www..example.org", ".example.org",
        "www. example.org", "https://www.example.org/een twee", "-linde.be", "linde-.be", "café.be", "info@linde.be",
        "https://user@linde.be", "https://user:word@linde.be", "https://linde.be:999999", "https://https://linde.be",
        "https://linde.be/\u202e", "a" * 64 + ".be", "linde_praktijk.be", "www,linde,be",
    ],
)  # fmt: skip
def test_what_is_none_is_told_how_one_is_written(typed: str) -> None:
    """Numbers of machines, other protocols, names of users, spaces, and letters that no host has."""
    assert str(fault(written(typed))).endswith("is no web address; write it as https://www.example.org")


def test_a_code_to_a_long_one_would_be_hard_to_read() -> None:
    """At most so many characters, https:// counted."""
    longest = "https://linde.be/".ljust(MOST, "x")
    assert fault(longest) is None
    assert "121 characters" in str(fault(longest + "x"))


@pytest.mark.parametrize(("typed", "letters"), [("https://delinde.be/é", "é"), ("delinde.be/prénom/né?à=1", "é à")])
def test_a_letter_that_no_address_has_is_named(typed: str, letters: str) -> None:
    """The rest of it is right, and who copies it from a browser gets it as it must be."""
    said = str(fault(written(typed)))
    assert said.endswith(f"{letters} cannot stand in a web address; copy it from the bar of your browser")
