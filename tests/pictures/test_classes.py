"""The style sheet of a drawing is followed as a browser would, or refused."""

from __future__ import annotations

import pytest

from leaflets.pictures import WrongPicture
from leaflets.pictures.classes import Classes
from tests.pictures.hostile import svg
from tests.pictures.reading import drawn


def test_styles_become_attributes_in_their_order() -> None:
    """A style goes before a sheet and a sheet before an attribute; an id before a class, a class before a kind."""
    sheet = "<style>rect{fill:red;opacity:.5} .a{fill:lime} rect.a{stroke:blue} .b,.c{fill:blue} #d{fill:navy} *{r:1}</style>"
    kinds = ['fill="white"', 'class="a"', 'class="b a"', 'class="a" id="d"', 'class="c" style="fill:black"']
    found = [one["fill"] for tag, one in drawn(svg(sheet + "".join(f"<rect {kind}/>" for kind in kinds)))]
    assert found == ["#FF0000", "#00FF00", "#0000FF", "#000080", "#000000"]
    assert drawn(svg(sheet + '<circle class="a"/>')) == [("circle", {"fill": "#00FF00", "r": "1"})]


def test_what_names_no_class_is_refused() -> None:
    """A selector that looks around an element, and a rule of another kind, are said; the last class of two wins."""
    sheet = Classes(["@charset 'utf-8'; .a, path.b { fill: red }", ".a { FILL : blue; -i-x: 1 }"])
    assert sheet.of("path", "b a", "") == {"fill": "red", "-i-x": "1"}
    assert sheet.of("rect", "b a", "") == {"fill": "blue", "-i-x": "1"}
    for css, said in ((".a > b {}", 'a style for ".a > b"'), (".a, {}", 'a style for ""'), ("@import 'x';", "@import")):
        with pytest.raises(WrongPicture) as refused:
            Classes([css])
        assert said in str(refused.value)
