"""The colours of an edition: what goes with a group's is worked out, and nothing that cannot be read is let pass."""

from __future__ import annotations

import pytest

from leaflets.content.colours import colours, written
from leaflets.content.own_colours import resolved, with_inks
from leaflets.model.colour import PaletteColour, contrast
from leaflets.problems import ContentError
from tests.conftest import PROJECT

TABLE = colours(written(PROJECT / "styles"))


def of(**given: str) -> dict[str, str]:
    names = {name.replace("_", "-"): value for name, value in given.items()}
    inked = {name: with_inks(value) for name, value in names.items()}
    return {name: one.srgb for name, one in resolved(inked, TABLE, "x.yaml", lambda _: 3)}


def test_a_group_brings_its_tint_and_glow() -> None:
    """They are the group's colour with as much white as in the table of colours, and inks of as large a share."""
    found = dict(resolved({"group-0": with_inks("#00466B")}, TABLE, "x.yaml", lambda _: 3))
    assert {name: one.srgb for name, one in found.items()} == {
        "group-0": "#00466B", "tint-0": "#E6ECF0", "glow-0": "#246080", "glow-outer-0": "#125375",
    }  # fmt: skip
    assert found["group-0"].cmyk == (83.9, 56.5, 42.0, 16.1)
    assert found["tint-0"].cmyk == (8.4, 5.7, 4.2, 1.6)


def test_a_tint_that_is_given_stays() -> None:
    """What an edition says itself is not worked out."""
    assert of(group_0="#00466B", tint_0="#EEEEEE")["tint-0"] == "#EEEEEE"


@pytest.mark.parametrize("group", range(6))
def test_the_shares_are_those_of_the_table(group: int) -> None:
    """The glow and tint of each group of the series, worked out, are those drawn by hand but for a few steps of 256."""
    made = dict(resolved({f"group-{group}": TABLE[f"group-{group}"]}, TABLE, "x.yaml", lambda _: 3))
    for name in (f"tint-{group}", f"glow-{group}", f"glow-outer-{group}"):
        assert made[name].rgb == pytest.approx(TABLE[name].rgb, abs=6)


def test_just_enough_contrast_passes_and_just_too_little_does_not() -> None:
    """WCAG asks 4.5 of text on white; the disc on a field asks 3."""
    assert contrast((0x6F, 0x6F, 0x6F), (255, 255, 255)) > 4.5
    with pytest.raises(ContentError, match=r'x\.yaml, line 3: the contrast of "group-0" \(#777777\).* is 4\.5, less'):
        of(group_0="#777777")
    assert of(group_0="#333333", accent="#FFFFFF")["accent"] == "#FFFFFF"
    with pytest.raises(ContentError, match=r'the contrast of "accent" \(#555555\) and "group-0"'):
        of(accent="#555555")


def test_inks_are_held_to_contrast_too() -> None:
    """A colour that is dark on the screen and pale in print is told once, by its inks."""
    pale = PaletteColour(srgb="#4A148C", cmyk=(0, 0, 10, 0))
    with pytest.raises(ContentError) as caught:
        resolved({"group-0": pale}, TABLE, "x.yaml", lambda _: 3)
    (problem,) = caught.value.problems
    assert problem.what.startswith('the contrast of "group-0" (CMYK 0 0 10 0) and "paper" (CMYK 0 0 0 0) is 1.0')
