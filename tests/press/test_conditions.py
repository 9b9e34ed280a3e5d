"""The table of printing conditions."""

from __future__ import annotations

import pytest

from leaflets.press.conditions import CONDITIONS, condition_named, condition_of, reference_in


def test_the_table_is_whole() -> None:
    """Each condition has a registered reference of its own, a profile's file and a limit that some paper has."""
    assert len({one.registered for one in CONDITIONS}) == len(CONDITIONS)
    assert {"fogra39", "fogra47", "fogra51", "fogra52"} <= {one.name for one in CONDITIONS}
    for one in CONDITIONS:
        assert one.registered == one.registered.upper()
        assert 200 <= one.most_ink <= 400
        assert one.profiles
        assert all(file.endswith(".icc") for file in one.profiles)
        assert one.says.isascii()


@pytest.mark.parametrize("name", ["fogra51", "FOGRA51", "Fogra 51", "fogra-51"])
def test_a_condition_by_its_name(name: str) -> None:
    """In whichever letters it is written, a reference names its condition."""
    assert condition_named(name) is condition_named("fogra51")
    assert condition_named("fogra5") is None


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Coated FOGRA39 (ISO 12647-2:2004)", "FOGRA39"),
        ("ISO Coated v2 300% (ECI)", "FOGRA39"),
        ("PSO Coated v3", "FOGRA51"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("PSO Uncoated v3", "FOGRA52"),
        ("PSO Uncoated ISO12647 (ECI)", "FOGRA47"),
        ("Artifex CMYK SWOP Profile", None),
        ("FOGRA28", None),
    ],
)
def test_a_condition_by_what_a_profile_calls_itself(name: str, reference: str | None) -> None:
    """ECI's profiles name theirs, or are known by their own name; any other is of none."""
    found = condition_of(name)
    assert (found and found.registered) == reference


def test_a_reference_outside_the_table_is_kept() -> None:
    """A profile that names a condition we do not list still names it."""
    assert reference_in("Made for fogra 28, ours") == "FOGRA28"
    assert reference_in("Our own press") is None
