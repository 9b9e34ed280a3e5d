"""The forms of single fields: what fits is taken, anything else is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from leaflets.model.fields import Address, DateFormat, Length, Name, Offset, SiteAddress


def takes(form: Any, given: object) -> bool:
    """Whether a form takes a value."""
    try:
        TypeAdapter(form).validate_python(given)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("given", "fits"), [(148, True), (0.1, True), (0, False), (-1, False), (2001, False),
                                             (float("nan"), False), (float("inf"), False)])  # fmt: skip
def test_a_length_is_more_than_nothing_and_less_than_a_roll(given: float, fits: bool) -> None:
    """Paper has a length above 0 and up to two metres; what is no number is none."""
    assert takes(Length, given) == fits


@pytest.mark.parametrize(
    ("given", "fits"),
    [("d MMMM y", True), ("y", True), ("EEEE d MMMM yyyy", True), ("d. MMM yy", True), ("'le' d MMMM y", True),
     ("d 'de' MMMM 'de' y", True), ("y年M月d日", True), ("nonsense", False), ("", False), ("d MMMMM y", False),
     ("dd/MM/jjjj", False), ("d MMMM y 'x", False), ("HH:mm", False), ("d" * 50, False)],
)  # fmt: skip
def test_a_date_is_written_with_day_month_and_year(given: str, fits: bool) -> None:
    """Only letters that stand for a part of a date may be in a date's pattern, others between quotes."""
    assert takes(DateFormat, given) == fits


@pytest.mark.parametrize(
    ("given", "fits"),
    [("https://x.nl", True), ("https://www.x.nl:8080/a?b#c", True), ("https://münchen.de/", True), ("https:", False),
     ("https:javascript:alert(1)", False), ("https:///x", False), ("https://localhost/", False),
     ("https://good.nl@evil.nl/", False), ("https://good.nl\\@evil.nl", False), ("http://x.nl", False)],
)  # fmt: skip
def test_an_address_leads_to_a_place(given: str, fits: bool) -> None:
    """An address has the name of a host with a dot in it, and nothing before it that could be taken for one."""
    assert takes(Address, given) == fits


@pytest.mark.parametrize(
    ("port", "fits"),
    [("1", True), ("443", True), ("65535", True), ("0", False), ("080", False), ("65536", False), ("99999", False),
     ("100000", False), ("", False)],
)  # fmt: skip
def test_a_port_is_one_a_browser_takes(port: str, fits: bool) -> None:
    """From 1 to 65535, in the address of a site and in any other."""
    for kind in (SiteAddress, Address):
        assert takes(kind, f"https://folders.example.org:{port}/nl") == fits
        assert takes(kind, f"https://folders.example.org:{port}") == fits


@pytest.mark.parametrize(("given", "fits"), [("leaflet", True), ("dl-card", True), ("../x", False), ("a/b", False),
                                             ("A", False), ("", False)])  # fmt: skip
def test_a_name_is_no_path(given: str, fits: bool) -> None:
    """The name of a template or page leads to no other folder."""
    assert takes(Name, given) == fits


def test_a_decimal_comma_will_do() -> None:
    """What somebody read off a ruler may be written with a comma."""
    assert TypeAdapter(Offset).validate_python("-1,5") == -1.5
    assert not takes(Offset, "10,5")
