"""A picture is refused in words that go after its name."""

from __future__ import annotations

import pytest

from leaflets.pictures import WrongPicture, look
from tests.pictures.hostile import png, whole


def test_a_strip_is_no_picture_of_either_kind() -> None:
    """A drawing or photograph is refused where one side is more than twenty times the other; the words go after its name."""
    sides = ((2001, 100), (100, 2001))
    for number, (width, height) in enumerate(sides):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><rect/></svg>'
        for name, data in (("x.svg", drawing.encode()), ("x.png", png(width, height, whole(width, height)))):
            with pytest.raises(WrongPicture) as refused:
                look(data, name, f"strip {number} {name}")
            assert f"{name} {refused.value}".startswith((f"{name} has ", f"{name} is "))
    near = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1999 100"><rect/></svg>'
    assert look(near.encode(), "x.svg", "no strip") is None
