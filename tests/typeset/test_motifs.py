from __future__ import annotations

import base64
import re
from itertools import combinations
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from weasyprint import HTML

from leaflets import plan
from leaflets.content import Catalogue
from leaflets.model.job import Job
from leaflets.problems import ContentError
from leaflets.typeset import motifs, typeset
from leaflets.typeset.palette import Look
from tests.conftest import PROJECT
from tests.reading import picture

STYLES = PROJECT / "styles"
GROUPS = range(6)
LEAFLETS = sorted(path.stem for path in (PROJECT / "content" / "nl").glob("*.md"))
SIDE = 48
"""Pixels of a disc as a thumbnail."""
DPI = 127
"""Five pixels a millimetre."""
OPENINGS = ("cover", "back-cover", *(f"group-{group}" for group in GROUPS[1:]))
"""The pages of the booklet with a disc of the whole width: each a drawing of its group, cover and back that of none."""


def drawing(address: str) -> ElementTree.Element:
    head, _, data = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(data))


def large(motif: str) -> Image.Image:
    """A motif on white, on the square of its disc."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{motif}</svg>'
    css = f"@page {{size: {SIDE}px; margin: 0}} body {{margin: 0}} img {{display: block; width: {SIDE}px}}"
    html = f"<title>t</title><style>{css}</style><img src='{motifs.data_address(svg)}'>"
    (page,) = pypdfium2.PdfDocument(HTML(string=html).write_pdf())
    found: Image.Image = page.render(scale=16 * 96 / 72).to_pil().convert("L")
    return found


def rendered(name: str) -> Image.Image:
    """A leaflet's motif in black on white, as a thumbnail in grey."""
    return large(motifs.motif(STYLES, name, 0, "#000000")).resize((SIDE, SIDE), Image.Resampling.BOX)


def opening(catalogue: Catalogue, name: str) -> Job:
    """The job of a page of the booklet on all leaflets."""
    language = catalogue.languages["nl"]
    booklet = plan.booklet(catalogue, language, catalogue.leaflets["nl"], catalogue.formats["booklet"])
    return next(section.job for section in booklet.sections if section.job.id == name)


def drawn(job: Job) -> Image.Image:
    """The first page of a job."""
    (page, *_) = pypdfium2.PdfDocument(typeset(job, PROJECT, PROJECT / "content").pdf)
    return picture(page, DPI)


def seen(ink: Image.Image) -> tuple[int, int, int, int]:
    """How far what is drawn reaches: left, top, right, bottom."""
    box = ink.convert("L").point(lambda value: 255 * (value > 60)).getbbox()
    assert box is not None
    return box


def shape(box: tuple[int, int, int, int]) -> float:
    """The height of a box as a part of its width."""
    return (box[3] - box[1]) / (box[2] - box[0])


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
    for address in (motifs.rising_disc(Look(STYLES), name, 1), motifs.small_disc(Look(STYLES), name, 1)):
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
    lifted = drawing(motifs.rising_disc(Look(STYLES), "ms", 5, "screen", 11))
    places = [one.get("transform") for one in lifted]
    assert "translate(0 -22)" in places
    assert [one.get("cy") for one in lifted if one.tag.endswith("circle")] == ["100", "100", "100"]


@pytest.mark.parametrize("light", [False, True], ids=["full", "light"])
@pytest.mark.parametrize("name", OPENINGS)
def test_no_horizon_cuts_a_drawing_of_the_booklet(
    name: str, light: bool, catalogue: Catalogue, anew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a page shows that it does not show without its motif is the whole motif, 1.5 mm and more above the horizon."""
    job = opening(catalogue, name).model_copy(update={"light": light})
    group = int(name.removeprefix("group-")) if name.startswith("group-") else 0
    page, whole = drawn(job), large(motifs.motif(STYLES, "", group, "#000000"))
    monkeypatch.setattr(motifs, "motif", lambda *_: "")
    bare = drawn(job)
    box = seen(ImageChops.difference(page, bare))
    assert shape(box) == pytest.approx(shape(seen(ImageChops.invert(whole))), rel=0.02)
    middle = (box[0] + box[2]) // 2
    below = [bare.getpixel((middle, y)) for y in range(box[3] - 3, box[3] + round(1.5 / 25.4 * DPI) + 1)]
    assert len(set(below)) == 1
