"""What a browser sends."""

from __future__ import annotations

import base64

import pytest
from starlette.exceptions import HTTPException

from leaflets.studio.sent import MOST_LOGO, Sent, typed_in

SVG = b"<svg/>"


def test_the_logo_is_that_of_the_file_or_the_one_carried_along() -> None:
    """What was chosen now goes first; what is to be left out is."""
    kept = base64.b64encode(SVG).decode()
    for sent, wanted in (
        (Sent({"kept": kept}, {}), "logo.svg"), (Sent({"kept": kept}, {"logo": b"\x89PNG"}), "logo.png"),
        (Sent({"kept": kept, "without_logo": "1"}, {}), None), (Sent({}, {}), None),
    ):  # fmt: skip
        details, faults = typed_in(sent)
        assert (details.logo and details.logo.name, faults) == (wanted, ())


def test_a_file_that_is_too_large_is_a_fault_of_the_logo() -> None:
    """And one that is not is none."""
    assert typed_in(Sent({}, {"logo": b"x" * (MOST_LOGO + 1)}))[1][0].field == "logo"
    assert typed_in(Sent({}, {"logo": b"<svg/>".ljust(MOST_LOGO)}))[1] == ()


@pytest.mark.parametrize("letters", ["é", "!", "a"])
def test_letters_that_are_no_logo_are_refused(letters: str) -> None:
    """Nobody sends them but by spite."""
    with pytest.raises(HTTPException):
        typed_in(Sent({"kept": letters}, {}))


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"hello", "no PNG, JPEG or SVG"), (b"PK\x03\x04" + b"x" * 99, "no PNG, JPEG or SVG"), (b"", "empty")],
)
def test_what_is_no_picture_is_said_and_not_carried_along(data: bytes, says: str) -> None:
    """Neither as the file that was chosen now, nor as the letters of a form."""
    details, (fault,) = typed_in(Sent({}, {"logo": data}))
    assert details.logo is None
    assert says in str(fault.said)
    if data:
        details, (fault,) = typed_in(Sent({"kept": base64.b64encode(data).decode()}, {}))
        assert (details.logo, fault.field) == (None, "logo")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf<svg/>", b"\n <?xml version='1.0'?><svg/>", "<svg/>".encode("utf-16")])
def test_what_may_be_a_drawing_is_looked_at(data: bytes) -> None:
    """Its reader says what is wrong with it, where something is."""
    assert typed_in(Sent({}, {"logo": data}))[1] == ()
