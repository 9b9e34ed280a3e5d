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
        (Sent({"kept": kept}, {"logo": b""}), "logo.svg"), (Sent({"kept": kept}, {"logo": b"\x89PNG"}), "logo.png"),
        (Sent({"kept": kept, "without_logo": "1"}, {}), None), (Sent({}, {}), None),
    ):  # fmt: skip
        details, faults = typed_in(sent)
        assert (details.logo and details.logo.name, faults) == (wanted, ())


def test_a_file_that_is_too_large_is_a_fault_of_the_logo() -> None:
    """And one that is not is none."""
    assert typed_in(Sent({}, {"logo": b"x" * (MOST_LOGO + 1)}))[1][0].field == "logo"
    assert typed_in(Sent({}, {"logo": b"x" * MOST_LOGO}))[1] == ()


@pytest.mark.parametrize("letters", ["é", "!", "a"])
def test_letters_that_are_no_logo_are_refused(letters: str) -> None:
    """Nobody sends them but by spite."""
    with pytest.raises(HTTPException):
        typed_in(Sent({"kept": letters}, {}))
