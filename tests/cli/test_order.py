"""The command that orders a booklet at a print shop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaflets.build.order import OrderOutcome
from leaflets.build.order_request import OrderRequest
from leaflets.messages import say
from leaflets.problems import Problem
from tests.press.profiles import icc
from tests.small import run


class _Desk:
    """Takes orders instead of the press."""

    def __init__(self) -> None:
        self.taken: list[OrderRequest] = []
        self.outcome = OrderOutcome(("order/nl-booklet.pdf", "order/nl-booklet-order.pdf"), order={"copies": 500})

    def __call__(self, _: object, order: OrderRequest, __: object) -> OrderOutcome:
        self.taken.append(order)
        return self.outcome


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> _Desk:
    found = _Desk()
    monkeypatch.setattr("leaflets.build.order.place_order", found)
    monkeypatch.setattr("leaflets.press.lookup.system_folders", lambda: ())
    return found


def order(tmp_path: Path, *options: str) -> tuple[int, str, str]:
    return tuple(run("order", *options, "--output", str(tmp_path / "out")))  # type: ignore[return-value]


def test_what_is_asked_of_no_shop(desk: _Desk, tmp_path: Path) -> None:
    """Stapled, crop marks, 3 mm, as one file; what was made is named, and that no profile is in it."""
    code, out, err = order(tmp_path, "--copies", "500")
    assert (code, err) == (0, "")
    (taken,) = desk.taken
    assert (taken.copies, taken.named_shop, taken.apart, taken.binding) == (500, False, False, "stapled")
    assert (taken.shop.marks, taken.shop.origin, taken.shop.bleed_mm) == (True, "trim", 3)
    assert taken.request.paper.press
    assert out.splitlines()[0].startswith("2 files for 500 copies in ")
    assert "nl-booklet-order.pdf" in out
    assert "do not claim to be PDF/X-4" in out


def test_a_shop_decides_and_the_command_line_before_it(desk: _Desk, tmp_path: Path) -> None:
    """Each option says otherwise than the shop; the others stay as the shop wants them."""
    order(tmp_path, "--copies", "500", "--shop", "voorbeeld")
    order(tmp_path, "--copies", "500", "--shop", "voorbeeld", "--marks", "--no-cover-apart", "--icc", "fogra51",
          "--caliper", "0,2")  # fmt: skip
    order(tmp_path, "--copies", "500", "--shop", "voorbeeld", "--binding", "glued")
    first, second, third = desk.taken
    assert (first.shop.marks, first.apart, first.binding, first.named_shop) == (False, True, "stapled", True)
    assert (second.shop.marks, second.apart, second.shop.origin) == (True, False, "zero")
    assert second.shop.inside.caliper_mm == 0.2
    assert [one.intended.condition and one.intended.condition.name for one in desk.taken] == [
        "fogra52",
        "fogra51",
        "fogra52",
    ]
    assert (third.apart, third.binding) == (True, "glued")


def test_a_profile_that_is_given(desk: _Desk, tmp_path: Path) -> None:
    """It goes into the order, and nothing is said of a claim that is missing."""
    (tmp_path / "shop.icc").write_bytes(icc(name="PSO Coated v3"))
    _, out, _ = order(tmp_path, "--copies", "5", "--icc", str(tmp_path / "shop.icc"))
    (taken,) = desk.taken
    assert taken.intended.profile is not None
    assert taken.request.paper.icc == taken.intended.profile
    assert "PDF/X-4" not in out


def test_as_json(desk: _Desk, tmp_path: Path) -> None:
    """Another program gets the paths, the order and what is wrong."""
    code, out, _ = order(tmp_path, "--copies", "500", "--json")
    said = json.loads(out)
    assert code == 0
    assert (said["made"][0], said["order"], said["problems"]) == ("order/nl-booklet.pdf", {"copies": 500}, [])


def test_what_cannot_be_made(desk: _Desk, tmp_path: Path) -> None:
    """It is told, with code 1, and that what was there before is untouched."""
    desk.outcome = OrderOutcome(problems=(Problem(say("has 64 pages"), "Boek", say("Leave some out.")),))
    code, out, err = order(tmp_path, "--copies", "500")
    assert code == 1
    assert "Boek: has 64 pages. Leave some out." in err
    assert out == "Nothing is ordered: what was there before is untouched.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Missing option"),
        (("--copies", "0"), "0 is not in the range"),
        (("--copies", "x"), "is not a valid"),
        (("Mine!", "--copies", "5"), '"Mine!" is no id.'),
        (("mine", "--copies", "5"), 'There is no edition "mine".'),
        (("--copies", "5", "--shop", "voorbeld"), 'There is no print shop "voorbeld". Did you mean "voorbeeld"?'),
        (("--copies", "5", "--icc", "fogra93"), 'There is no printing condition "fogra93".'),
        (("--copies", "5", "--icc", "gone.icc"), "gone.icc cannot be read"),
        (("--copies", "5", "--binding", "sewn"), "sewn"),
        (("--copies", "5", "--binding", "glued", "--no-cover-apart"), "exclude each other: a glued cover has a file"),
        (("--copies", "5", "--caliper", "5"), "one sheet of paper is"),
    ],
)  # fmt: skip
def test_a_wrong_choice(options: tuple[str, ...], said: str, desk: _Desk, tmp_path: Path) -> None:
    """It ends with 2 and a sentence, and nothing is ordered or written."""
    code, _, err = order(tmp_path, *options)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert desk.taken == []
    assert not (tmp_path / "out").exists()
