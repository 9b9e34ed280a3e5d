from __future__ import annotations

import base64
import re
from itertools import combinations
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from weasyprint import HTML

from leaflets.content import Catalogue
from leaflets.problems import ContentError
from leaflets.typeset import motifs
from tests.conftest import PROJECT

STYLES = PROJECT / "styles"
GROUPS = range(6)
LEAFLETS = sorted(path.stem for path in (PROJECT / "content" / "nl").glob("*.md"))
SIDE = 48
"""Pixels of a disc as a thumbnail."""


def drawing(address: str) -> ElementTree.Element:
    head, _, data = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(data))


def rendered(name: str) -> Image.Image:
    """The disc with a motif in black on white, as a thumbnail in grey."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{motifs.motif(STYLES, name, 0, "#000000")}</svg>'
    css = f"@page {{size: {SIDE}px; margin: 0}} body {{margin: 0}} img {{display: block; width: {SIDE}px}}"
    html = f"<title>t</title><style>{css}</style><img src='{motifs.data_address(svg)}'>"
    (page,) = pypdfium2.PdfDocument(HTML(string=html).write_pdf())
    large: Image.Image = page.render(scale=4 * 96 / 72).to_pil()
    return large.convert("L").resize((SIDE, SIDE))


def test_each_leaflet_has_a_drawing_of_its_own(catalogue: Catalogue) -> None:
    """Thirteen drawings for the thirteen leaflets; a new leaflet takes that of its group until it has one."""
    own = {
        leaflet.id: motifs.motif(STYLES, leaflet.id, leaflet.group, "#000000") for leaflet in catalogue.leaflets["nl"]
    }
    groups = {motifs.motif(STYLES, "new", group, "#000000") for group in GROUPS}
    assert len(set(own.values())) == len(own)
    assert not groups & set(own.values())
    assert len(groups) == len(GROUPS)


def test_a_group_without_a_drawing_is_told() -> None:
    """A leaflet that has none of its own, of a group that has none, is a sentence and no traceback."""
    with pytest.raises(ContentError) as caught:
        motifs.motif(STYLES, "new", 77, "#000000")
    said = ["styles/motifs: there is no drawing for the group 77. Add one named 77-….svg."]
    assert [str(problem) for problem in caught.value.problems] == said


@pytest.mark.parametrize("name", LEAFLETS)
def test_a_drawing_is_lines_of_one_weight_within_its_circle(name: str) -> None:
    """At most ten shapes of one stroke with round ends, no line reaches the edge of the disc."""
    text = (STYLES / "motifs" / f"{name}.svg").read_text(encoding="utf-8")
    assert re.findall(r'stroke-width="([^"]+)"', text) == ["2"]
    assert 'stroke-linecap="round" stroke-linejoin="round"' in text
    assert 1 <= len(re.findall(r"<(?:path|circle|rect)", text)) <= 10
    ink = rendered(name)
    outside = [(x, y) for x in range(SIDE) for y in range(SIDE) if (x - 23.5) ** 2 + (y - 23.5) ** 2 > 20.5**2]
    pixels = ink.tobytes()
    assert all(pixels[y * SIDE + x] > 200 for x, y in outside)
    assert 0.02 < 1 - ImageStat.Stat(ink).mean[0] / 255 < 0.12


def test_no_two_drawings_are_taken_for_one_another() -> None:
    """As thumbnails in grey, without their colour, any two differ in more than half of what either draws."""
    ink = {name: ImageChops.invert(rendered(name)) for name in LEAFLETS}
    total = {name: ImageStat.Stat(one).sum[0] for name, one in ink.items()}
    for one, other in combinations(LEAFLETS, 2):
        shared = ImageStat.Stat(ImageChops.darker(ink[one], ink[other])).sum[0]
        assert shared < 0.5 * min(total[one], total[other]), (one, other)


@pytest.mark.parametrize("name", [*LEAFLETS, ""])
def test_a_drawing_says_nothing_and_reads_nothing(name: str) -> None:
    """It is decoration: no text a reader would miss, no script, no picture from elsewhere."""
    for address in (motifs.rising_disc(STYLES, name, 1), motifs.small_disc(STYLES, name, 1)):
        tags = {one.tag.split("}")[1] for one in drawing(address).iter()}
        assert tags <= {"svg", "g", "path", "circle", "line", "ellipse", "rect", "polyline", "polygon"}
        assert {"circle", "g"} <= tags


@pytest.mark.parametrize("group", GROUPS)
def test_the_motif_is_drawn_in_the_colour_asked(group: int) -> None:
    """Lines and filled parts of a motif take the one colour; nothing keeps another."""
    text = motifs.motif(STYLES, "me-cfs", group, "#123456") + motifs.motif(STYLES, "", group, "#123456")
    assert 'stroke="#123456"' in text
    assert 'class="fill"' not in text
    assert "#" not in text.replace("#123456", "")


def test_a_motif_stands_higher_where_a_horizon_cuts_the_disc() -> None:
    """Lifted by 11 hundredths of a field of 200 it is drawn 22 units higher, and the disc stays where it is."""
    lifted = drawing(motifs.rising_disc(STYLES, "ms", 5, "screen", 11))
    places = [one.get("transform") for one in lifted]
    assert "translate(0 -22)" in places
    assert [one.get("cy") for one in lifted if one.tag.endswith("circle")] == ["100", "100", "100"]
