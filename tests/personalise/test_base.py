"""A base is read once from a proof with an empty box."""

from __future__ import annotations

import pytest

from leaflets.personalise.base import colours_of, prepare
from leaflets.personalise.task import Master
from leaflets.typeset.palette import palette
from tests.conftest import PROJECT
from tests.personalise.test_stamp import base_of
from tests.reading import opened


def test_it_knows_its_box_in_mm(masters: list[Master]) -> None:
    """The box is where the design reserves it: at the foot of the last page, over the width of the column."""
    found = {master.work.path: base_of(master) for master in masters}
    a5, a4 = found["nl/leaflets/ms-a5.pdf"], found["nl/leaflets/ms-a4.pdf"]
    assert (a5.page, a5.box_mm[0], a5.box_mm[2:]) == (4, 11.0, (124.0, 27.0))
    assert (a4.page, a4.box_mm[0], a4.box_mm[2:]) == (2, 13.0, (184.0, 28.0))
    assert a5.origin[0] == pytest.approx(11 * 72 / 25.4)


def test_the_empty_box_is_tinted_and_says_nothing(a5: Master) -> None:
    """The label and the lines to write on are left out of a base; its tag is there to hang the practice's on."""
    with opened(a5.proofs[0].pdf) as pdf:
        boxes = [one for one in pdf.objects if hasattr(one, "get") and str(one.get("/T", "")) == "practice"]
        assert [list(box.K) for box in boxes] == [[]]


def test_its_own_letters_are_known(a5: Master) -> None:
    """Regular and bold have their names on the page and the numbers of their letters."""
    regular, bold = base_of(a5).letters
    assert regular.name != bold.name
    assert {"e", "n", "B"} <= regular.codes.keys()
    assert "Ŵ" not in regular.codes


def test_a_proof_without_a_box_is_no_base(a5: Master) -> None:
    """A format without a box cannot be personalised."""
    bare = a5.proofs[0].model_copy(update={"practice": None})
    with pytest.raises(ValueError, match="ms has no practice box"):
        prepare(bare, base_of(a5).colours)


def test_colours_come_from_the_table_in_each_ink() -> None:
    """Screen colours are RGB, the print shop's CMYK with the code in black alone."""
    screen = colours_of(palette(PROJECT / "styles", "screen"), 0, "screen")
    press = colours_of(palette(PROJECT / "styles", "press"), 0, "press")
    assert screen.group == b"0.1059 0.1647 0.2863 rg"
    assert (press.group, press.code) == (b"1 0.85 0.4 0.45 k", b"0 0 0 1 k")
