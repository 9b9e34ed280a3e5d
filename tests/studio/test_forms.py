"""What each format is to somebody who prints."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.studio.forms import SHOWN, forms


def test_those_most_people_want_stand_first(catalogue: Catalogue) -> None:
    """Three of them, which stand open."""
    assert tuple(one.id for one in forms(catalogue, catalogue.formats))[:3] == SHOWN


def test_each_says_where_it_is_printed(catalogue: Catalogue) -> None:
    """An office prints sheets, a shop what has its four inks; the rest is for a screen."""
    where = {one.id: one.where for one in forms(catalogue, catalogue.formats)}
    assert where["booklet-imposed"] == where["poster"] == "printer"
    assert where["booklet-press"] == "shop"
    assert where["a5"] == where["booklet"] == "screen"


def test_a_format_of_another_series_is_told_by_its_style(catalogue: Catalogue) -> None:
    """What the studio has no words for has its description."""
    other = catalogue.formats["a4"].model_copy(update={"id": "zine", "description": "eight pages of one sheet"})
    formats = {**catalogue.formats, "zine": other}
    (found,) = forms(catalogue.__class__(**{**vars(catalogue), "formats": formats}), ["zine"])
    assert (found.name, found.use) == ("zine", "eight pages of one sheet")
