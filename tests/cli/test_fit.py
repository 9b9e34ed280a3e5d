"""The command that says how airy the pages of a format may be."""

from __future__ import annotations

import json

import pytest

from leaflets.model.fields import SPACINGS
from tests.small import run

pytestmark = pytest.mark.whole


def test_what_fits_is_one_line_a_format() -> None:
    """Format, language, the spacing it has, the airiest that fits, and which leaflets miss the next by how much."""
    outcome = run("fit", "--format", "a5", "--leaflet", "ms", "--leaflet", "epilepsy", "--jobs", "1")
    assert outcome.code == 0
    (line,) = [line.split("\t") for line in outcome.out.splitlines() if line.startswith("format\t")]
    assert line[1:3] == ["a5", "nl"]
    assert line[3] in SPACINGS
    assert line[4] in SPACINGS


def test_it_is_told_to_a_program_too() -> None:
    """As JSON each format is an object, and by how many lines which leaflet misses the next is a number."""
    (told,) = json.loads(run("fit", "--format", "poster", "--leaflet", "ms", "--jobs", "1", "--json").out)["fits"]
    assert (told["format"], told["language"]) == ("poster", "nl")
    assert told["airiest"] in SPACINGS
    assert set(told) == {"format", "language", "spacing", "airiest", "lines_too_many"}
    assert all(lines > 0 for lines in told["lines_too_many"].values())


def test_an_unknown_format_is_a_wrong_option() -> None:
    """What there is not is said, and nothing is measured."""
    outcome = run("fit", "--format", "a55")
    assert outcome.code == 2
    assert 'Did you mean "a5"' in outcome.err or "a5" in outcome.err
