"""The list to begin with."""

from __future__ import annotations

import pytest

from leaflets.studio.guard import TONGUES
from leaflets.studio.several.example import example
from leaflets.studio.several.reading import read_list


@pytest.mark.parametrize("tongue", TONGUES)
def test_an_example_is_right_in_every_column(tongue: str) -> None:
    """In each language of the studio: two practices, one a country, with all that stands in a row."""
    table = read_list(example(tongue), ["nl"], "nl", names_publisher=False)
    assert [str(one) for row in table.rows for one in row.problems] == []
    assert table.unknown == ()
    linde, beuk = (row.practice for row in table.rows)
    assert linde is not None
    assert beuk is not None
    assert (linde.country, beuk.country) == ("be", "nl")
    assert (linde.address, linde.out_of_hours_telephone) == ("Kerkstraat 12, 9000 Gent", "1733")
    assert linde.publisher == "dr. A. Voorbeeld, Kerkstraat 12, 9000 Gent"
    assert beuk.out_of_hours_telephone == "020 000 00 01"
    assert beuk.website == "https://www.example.org"
