from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.preflight.file import File
from leaflets.preflight.rules import ink as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, pdf_of, saved
from tests.preflight.said import said
from tests.press.profiles import icc

PRESS = Subject(purpose="press")
OVER = "/Over gs 0 0 0 1 k"


def pressed(drawn: Drawn, condition: str = "FOGRA39", profile: bytes | None = None) -> File:
    """A press file for a condition, with a state in which black overprints."""
    pdf = pdf_of(drawn)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String(condition))
    if profile is not None:
        intent.DestOutputProfile = pdf.make_stream(profile, N=4)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    over = Dictionary(Type=Name.ExtGState, op=True, OP=False, OPM=1)
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(Over=over)
    return file_of(saved(pdf), subject=PRESS)


def test_ink_can_dry() -> None:
    """P10: a colour of 340 % and a picture with such a pixel are told, 300 % is not."""
    assert said(rules.ink_can_dry, pressed(Drawn().box(0, 0, 50, 50, "0.9 0.9 0.9 0.7 k"))) == [
        "a colour of 340 % ink, more than 300"
    ]
    assert said(rules.ink_can_dry, pressed(Drawn().box(0, 0, 50, 50, "0.8 0.8 0.8 0.6 k"))) == []
    pixels = bytes([255, 255, 255, 255]) + bytes(12)
    picture = Drawn().image(20, 20, 1, 1, (2, 2), Name.DeviceCMYK, pixels)
    assert said(rules.ink_can_dry, pressed(picture)) == ["a picture of up to 400 % ink, more than 300"]


@pytest.mark.parametrize(
    ("condition", "profile", "limit"),
    [
        ("FOGRA39", None, 300), ("IFRA26", None, 240), ("Custom", None, 300), ("FOGRA39", icc(), 299.6),
        ("FOGRA39", icc(darkest=(60, 60, 60, 60)), 240), ("FOGRA39", icc(darkest=(90, 90, 90, 90)), 300),
        ("IFRA26", icc(), 240), ("FOGRA39", b"nothing", 300),
    ],
)  # fmt: skip
def test_the_least_limit_counts(condition: str, profile: bytes | None, limit: float) -> None:
    """P10: the limit is the least of the house's, the condition's and what the profile in the file gives."""
    file = pressed(Drawn().box(0, 0, 50, 50, "0.8 0.7 0.6 0.5 k"), condition, profile)
    assert rules.most_ink(file) == pytest.approx(limit, abs=0.1)
    assert len(said(rules.ink_can_dry, file)) == (limit + 1 < 260)


@pytest.mark.parametrize(
    ("ground", "text", "tells"),
    [
        ("0.9 0.7 0.5 0 k", OVER, ["black over a colour comes to 309 % ink, more than 300"]),
        ("0.9 0.7 0.4 0 k", OVER, []),
        ("0.9 0.7 0.5 0 k", "0 0 0 1 k", []),
        ("0.9 0.7 0.5 0 k", "/Over gs 0 0 0 0 k", []),
    ],
)
def test_black_over_a_colour_is_measured(ground: str, text: str, tells: list[str]) -> None:
    """P10: black that overprints adds to the colour below it, black that knocks out does not."""
    drawn = Drawn().box(20, 30, 60, 40, ground).box(30, 40, 20, 10, text)
    found = list(rules.ink_can_dry(pressed(drawn)))
    assert [one.said for one in found] == tells
    for one in found:
        assert one.page == 1
        assert one.box is not None
        assert 30 <= one.box[0] <= 50
        assert 40 <= one.box[1] <= 50


def test_other_files_are_not_asked() -> None:
    """P10: a reading file may have any colour."""
    assert said(rules.ink_can_dry, file_of(Drawn().box(0, 0, 50, 50, "1 1 1 1 k"))) == []
