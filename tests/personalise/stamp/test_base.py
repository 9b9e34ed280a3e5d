"""A base is read once from a proof with an empty box."""

from __future__ import annotations

import pikepdf
import pytest

from leaflets.content import Catalogue
from leaflets.personalise.sets.masters import planned
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.base import colours_of, prepare
from leaflets.typeset.palette import Look, palette
from tests.conftest import PROJECT
from tests.personalise.conftest import rendered, request_for
from tests.personalise.stamp.test_apply import base_of
from tests.reading import opened


def test_it_knows_its_places_in_mm(masters: list[Master]) -> None:
    """The box is where the design reserves it, at the foot of the last page; the imprint is below it or beside it."""
    for path, page, left, size in (("ms-a5", 4, 12.0, (122.0, 29.0)), ("ms-a4", 2, 15.0, (98.0, 32.0))):
        base = next(base_of(master) for master in masters if master.work.path == f"nl/leaflets/{path}.pdf")
        assert base.practice is not None
        assert base.issuer is not None
        assert (base.practice.page, base.practice.box_mm[0], base.practice.box_mm[2:]) == (page, left, size)
        leaf = base.leaves[-1]
        assert leaf.number == page
        assert [spot.name for spot in leaf.spots][:2] == ["practice", "issuer"]
        assert leaf.spots[0].origin[0] == pytest.approx(left * 72 / 25.4)
        across, down = base.issuer.box_mm[:2]
        assert down > base.practice.box_mm[1] + size[1] or across >= left + size[0]


def test_places_on_two_pages_are_two_leaves(catalogue: Catalogue) -> None:
    """The card has its box on the front and its imprint on the back; each page gets content of its own."""
    files, _ = planned(catalogue, [("nl", "be")], request_for("dl-card", leaflets=("ms",)))
    ((_, proof),) = rendered(files[0].work.jobs, lambda *_: None)
    base = prepare(proof, colours_of(palette(Look(PROJECT / "styles"), "screen"), 3, "screen"))
    assert [(leaf.number, [spot.name for spot in leaf.spots]) for leaf in base.leaves] == [
        (1, ["practice"]),
        (2, ["issuer", "numbers"]),
    ]
    assert len({leaf.content for leaf in base.leaves}) == 2


def test_the_empty_box_is_tinted_and_says_nothing(a5: Master) -> None:
    """The label and the lines to write on are left out of a base; the tags are there to hang the practice's on."""
    with opened(a5.proofs[0].pdf) as pdf:
        titled = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/T" in one]
        assert {str(one.T): (str(one.S), list(one.K)) for one in titled} == {
            "practice": ("/Div", []), "issuer": ("/Span", []), "numbers": ("/Div", []),
        }  # fmt: skip


def test_its_own_letters_are_known(a5: Master) -> None:
    """Regular and bold have their names on the page and the numbers of their letters."""
    regular, bold = base_of(a5).leaves[0].letters
    assert regular.name != bold.name
    assert {"e", "n", "B"} <= regular.codes.keys()
    assert "Ŵ" not in regular.codes


def test_a_proof_without_a_box_is_no_base(a5: Master) -> None:
    """A format without a box cannot be personalised."""
    bare = a5.proofs[0].model_copy(update={"practice": None, "issuer": None, "numbers": None})
    with pytest.raises(ValueError, match="ms has no practice box"):
        prepare(bare, base_of(a5).colours)


def test_colours_come_from_the_table_in_each_ink() -> None:
    """Screen colours are RGB, the print shop's CMYK with the code in black alone."""
    screen = colours_of(palette(Look(PROJECT / "styles"), "screen"), 0, "screen")
    press = colours_of(palette(Look(PROJECT / "styles"), "press"), 0, "press")
    assert screen.group == b"0.1059 0.1647 0.2863 rg"
    assert (press.group, press.code) == (b"1 0.85 0.4 0.45 k", b"0 0 0 1 k")
