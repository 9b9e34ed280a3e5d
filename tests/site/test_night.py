"""The colours of the site in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.site import night, styles
from leaflets.typeset.palette import Look, palette
from tests.conftest import PROJECT

SERIES = (PROJECT / "styles", PROJECT / "tests/other_series/styles", PROJECT / "pattern/styles")


@pytest.mark.parametrize("folder", SERIES, ids=lambda path: path.parent.name)
def test_every_group_is_read_in_the_dark(folder: Path) -> None:
    """Its colour on its tint and on both grounds, the text on its tint, and white on its field: 7 to 1 or more."""
    found = night.of_groups(palette(Look(folder), "screen"))
    for number in range(sum(name.startswith("group-") for name in found)):
        group, tint, field = (found[f"{kind}-{number}"] for kind in ("group", "tint", "field"))
        assert min(night.contrast(group, ground) for ground in (tint, night.GROUND, night.RAISED)) >= 7
        assert night.contrast(night.FIXED["text"], tint) >= 7
        assert night.contrast("#FFFFFF", field) >= 8.7
        assert night.luminance(field) > night.luminance(night.GROUND)


def test_what_belongs_to_no_group_is_read_by_day_and_by_night() -> None:
    """Text of every kind on each ground it stands on, 7 to 1 or more; edges of fields 3 to 1."""
    day = {**styles.DAY, "call": "#A3140F", "call-tint": "#FDECEA"}
    for table in (day, night.FIXED):
        for name in ("text", "soft", "link"):
            assert min(night.contrast(table[name], table[ground]) for ground in ("ground", "raised")) >= 7
        assert night.contrast(table["on-button"], table["button"]) >= 7
        assert night.contrast(table["call"], table["ground"]) >= 7
        assert night.contrast(table["edge"], table["ground"]) >= 3
    assert night.contrast("#FFFFFF", "#A3140F") >= 7


def test_a_black_group_is_seen_at_night() -> None:
    """Its field is not as dark as the ground, and its text is light."""
    found = night.of_groups({"group-0": "#000000"})
    assert night.luminance(found["field-0"]) > night.luminance(night.GROUND)
    assert night.contrast(found["group-0"], night.GROUND) >= 7


def test_contrast() -> None:
    """As WCAG 2.2 defines it, whichever colour comes first."""
    assert night.contrast("#FFFFFF", "#000000") == night.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert night.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert night.mixed("#000000", "#FFFFFF", 0.5) == "#808080"
