"""One file that is asked for."""

from __future__ import annotations

import pytest

from leaflets.problems import PressError
from leaflets.studio.piece import WantedFile, master_of, pieces_of
from leaflets.studio.stock import StudioStock


def test_a_booklet_holds_all_and_other_forms_one_each(stock: StudioStock) -> None:
    """In the order of the forms."""
    pieces = pieces_of(stock, ("ms", "crps"), ("a4", "booklet"), "nl", "be", light=True)
    assert [(one.format, one.leaflets) for one in pieces] == [
        ("a4", ("ms",)), ("a4", ("crps",)), ("booklet", ("ms", "crps")),
    ]  # fmt: skip


def test_what_is_light_in_no_case_stays_as_it_is(stock: StudioStock) -> None:
    """A poster is its field, and a print shop prints any."""
    assert WantedFile(("ms",), "a4", "nl", "be", light=True).paper(stock).light
    for name in ("poster", "booklet-press"):
        assert not WantedFile(("ms",), name, "nl", "be", light=True).paper(stock).light


def test_a_master_is_made_once(stock: StudioStock) -> None:
    """The next time it lies on the bench."""
    piece = WantedFile(("ms",), "a4", "nl", "nl")
    assert master_of(stock, piece) is master_of(stock, piece)


def test_what_there_is_not_is_said(stock: StudioStock) -> None:
    """In a sentence."""
    with pytest.raises(PressError):
        master_of(stock, WantedFile(("plague",), "a4", "nl", "be"))
