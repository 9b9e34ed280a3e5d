from __future__ import annotations

import base64
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from leaflets.typeset import motifs
from tests.conftest import PROJECT

STYLES = PROJECT / "styles"
GROUPS = range(6)


def drawing(address: str) -> ElementTree.Element:
    head, _, data = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(data))


@pytest.mark.parametrize("draw", [motifs.rising_disc, motifs.small_disc])
def test_each_group_has_a_drawing_of_its_own(draw: Callable[..., str]) -> None:
    """The six drawings are valid SVG, and no two are alike."""
    addresses = [draw(STYLES, group) for group in GROUPS]
    assert len(set(addresses)) == 6
    for address in addresses:
        assert drawing(address).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("group", GROUPS)
def test_a_drawing_says_nothing_and_reads_nothing(group: int) -> None:
    """It is decoration: no text a reader would miss, no script, no picture from elsewhere."""
    tags = {one.tag.split("}")[1] for one in drawing(motifs.rising_disc(STYLES, group)).iter()}
    assert tags <= {"svg", "g", "path", "circle", "line", "ellipse", "rect", "polyline", "polygon"}
    assert {"circle", "g"} <= tags


@pytest.mark.parametrize("group", GROUPS)
def test_the_motif_is_drawn_in_the_colour_asked(group: int) -> None:
    """Lines and filled parts of a motif take the one colour; nothing keeps another."""
    text = motifs.motif(STYLES, group, "#123456")
    assert 'stroke="#123456"' in text
    assert 'class="fill"' not in text
    assert "#" not in text.replace("#123456", "")
