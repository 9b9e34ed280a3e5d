from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf
import pytest

from leaflets.content import Catalogue
from leaflets.model.artefact import Ink
from leaflets.model.diagram import FIELD_MM, KINDS
from leaflets.model.job import Job
from leaflets.pdf.structure import elements
from leaflets.plan.jobs import leaflet_job
from leaflets.preflight.measure.text import pages
from leaflets.typeset.diagrams import word_size
from leaflets.typeset.html import page_html
from leaflets.typeset.palette import Look, palette
from leaflets.units import MM_PER_PT
from tests.conftest import PROJECT
from tests.pages import typeset

SVG = "{http://www.w3.org/2000/svg}"
STYLES = PROJECT / "styles"
COLUMN = 12.0, 134.0
"""Left and right edge in mm of the text on a left page of the A5, which is as wide as a diagram."""


NAMES = (
    "alzheimer", "brain-injury", "crps", "epilepsy", "fibromyalgia", "long-covid", "lupus", "me-cfs", "ms", "parkinson",
    "rheumatoid-arthritis", "sjogren", "sleep-and-recovery",
)  # fmt: skip
LARGE_FOOT = 280.8
"""The last baseline of page 3 in large print, in mm: that of a line of 21 pt which ends at the foot of the text."""
LEAST_ABOVE_MM = 6.0
"""White between the text and the title of a diagram at the foot: more than between two steps."""


def job(catalogue: Catalogue, name: str, form: str = "a5", ink: Ink = "screen") -> Job:
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == name)
    return leaflet_job(catalogue, leaflet, catalogue.formats[form], ink)


def drawn(of: Job) -> ElementTree.Element:
    """The drawing on the page of a job, by itself."""
    html = page_html(of, PROJECT / "templates", Look(STYLES))
    begin = html.index("<svg", html.index('class="diagram"'))
    return ElementTree.fromstring(html[begin : html.index("</svg>", begin) + 6])


def one_of_each(catalogue: Catalogue) -> Iterator[Job]:
    """A job for each kind of diagram."""
    kinds = {one.diagram.kind: one.id for one in catalogue.leaflets["nl"] if one.diagram}
    return (job(catalogue, name) for name in kinds.values())


def test_each_kind_has_its_template() -> None:
    """Every kind is drawn, for a telephone too, and no drawing is there that no kind has."""
    for folder in (PROJECT / "templates" / "diagrams", PROJECT / "templates" / "diagrams" / "narrow"):
        files = {path.stem for path in folder.glob("*.svg")}
        assert {name for name in files if not name.startswith("_")} == set(KINDS)


def test_a_drawing_has_all_its_words_within_its_field(catalogue: Catalogue) -> None:
    """Each label stands once in the drawing, between its left and right edge and not below its foot."""
    for one in one_of_each(catalogue):
        assert one.leaflet is not None
        assert one.leaflet.diagram is not None
        svg = drawn(one)
        texts = list(svg.iter(f"{SVG}text"))
        assert sorted(text.text or "" for text in texts) == sorted(one.leaflet.diagram.labels.values())
        height = float(svg.attrib["viewBox"].split()[3])
        assert all(0 <= float(text.attrib["x"]) < FIELD_MM for text in texts)
        assert all(2.4 <= float(text.attrib["y"]) <= height - 0.6 for text in texts)
        assert svg.attrib["viewBox"].split()[2] == str(FIELD_MM)


def test_what_is_in_the_accent_has_a_line_round_it(catalogue: Catalogue) -> None:
    """The accent alone can hardly be seen on white, so its shapes have a line of 0.6 mm in the group's colour."""
    table = palette(Look(STYLES), "screen")
    for one in one_of_each(catalogue):
        assert one.leaflet is not None
        shapes = [shape for shape in drawn(one).iter() if shape.get("fill") == table["accent"]]
        assert shapes
        for shape in shapes:
            assert shape.get("stroke") == table[f"group-{one.leaflet.group}"]
            assert shape.get("stroke-width") == "0.6"
        assert all(text.get("fill") != table["accent"] for text in drawn(one).iter(f"{SVG}text"))


@pytest.mark.parametrize("ink", ["gray", "press"])
def test_a_drawing_is_in_the_ink_of_its_job(catalogue: Catalogue, ink: Ink) -> None:
    """No colour of the screen is left where a page is printed in one ink or four."""
    screen = set(palette(Look(STYLES), "screen").values())
    inked = set(palette(Look(STYLES), ink).values())
    for one in one_of_each(catalogue):
        svg = drawn(one.model_copy(update={"ink": ink}))
        used = {part.get(name) for part in svg.iter() for name in ("fill", "stroke")} - {None, "none"}
        assert used <= inked
        assert not used & (screen - inked)


def test_values_are_what_is_drawn(catalogue: Catalogue) -> None:
    """A night has a disc for each 0 of its values; a day with pauses one for each, and one that says what they are."""
    for name, values in (("alzheimer", "depth"), ("lupus", "paced")):
        one = job(catalogue, name)
        assert one.leaflet is not None
        assert one.leaflet.diagram is not None
        pauses = one.leaflet.diagram.values[values].count(0)
        assert pauses >= 2
        assert len(list(drawn(one).iter(f"{SVG}circle"))) == pauses + (name == "lupus")


@pytest.mark.parametrize(
    ("form", "width", "least"), [("a5", 122, 9.9), ("a4", 174, 9.9), ("a4", 116, 9.9), ("large-print", 150, 14.0)]
)
def test_words_are_never_printed_smaller(catalogue: Catalogue, form: str, width: float, least: float) -> None:
    """However wide a drawing is, its words are 9.9 pt on paper or more, and 14 in large print."""
    one = job(catalogue, "ms", form)
    one = one.model_copy(update={"format": one.format.model_copy(update={"diagram_mm": width})})
    printed = word_size(one) * width / FIELD_MM / MM_PER_PT
    assert printed >= least - 0.001
    assert width != FIELD_MM or printed == pytest.approx(9.9)


@pytest.fixture(scope="module")
def me_cfs(catalogue: Catalogue) -> bytes:
    return typeset(job(catalogue, "me-cfs"), PROJECT, PROJECT / "content").pdf


def test_words_stand_where_they_are_put(me_cfs: bytes) -> None:
    """A word at the right edge of the drawing ends with the column, and none is smaller than it is said to be."""
    page = list(pages(me_cfs))[1]
    runs = {run.text.strip(): run for run in page.runs}
    left, _, width, _ = runs["uw grens"].box
    assert left + width == pytest.approx(COLUMN[1], abs=0.5)
    assert runs["uw grens"].size_pt == pytest.approx(9.9, abs=0.05)
    assert runs["vandaag"].box[0] >= COLUMN[0]


def test_who_cannot_see_it_hears_its_description(me_cfs: bytes, catalogue: Catalogue) -> None:
    """The drawing is a figure whose alternative text is the description."""
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == "me-cfs")
    assert leaflet.diagram is not None
    with pikepdf.open(io.BytesIO(me_cfs)) as pdf:
        found = [str(one.Alt) for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
    assert found.count(leaflet.diagram.description) == 1


@pytest.mark.parametrize("name", NAMES)
def test_large_print_has_the_diagram_below_the_steps(catalogue: Catalogue, name: str) -> None:
    """Page 3 ends with it, as wide as the text, its words of 14 pt, clear of the steps; who can't see it hears it."""
    one = job(catalogue, name, "large-print")
    assert one.leaflet is not None
    assert one.leaflet.diagram is not None
    diagram = one.leaflet.diagram
    pdf = typeset(one, PROJECT, PROJECT / "content").pdf
    runs = [run for run in list(pages(pdf, texts_only=True))[2].runs if run.box[1] > 25]
    words = {run.text.strip(): run for run in runs}
    assert {round(words[label].size_pt, 1) for label in diagram.labels.values()} == {14.0}
    title, *after = runs[next(at for at, run in enumerate(runs) if run.text.strip() == diagram.title) :]
    left = min(run.box[0] for run in after)
    right = max(run.box[0] + run.box[2] for run in after)
    assert 20 - 0.2 <= left < right <= 192 + 0.2
    assert max(run.baseline_mm for run in after) == pytest.approx(LARGE_FOOT, abs=0.5)
    steps = [run for run in runs if run not in (title, *after)]
    assert title.box[1] - max(run.box[1] + run.box[3] for run in steps) > LEAST_ABOVE_MM
    with pikepdf.open(io.BytesIO(pdf)) as tagged:
        heard = [str(figure.Alt) for figure in elements(tagged.Root.StructTreeRoot) if figure.S == "/Figure"]
    assert heard.count(diagram.description) == 1


def test_a_leaflet_without_a_diagram_has_its_page(catalogue: Catalogue) -> None:
    """Nothing is printed where a diagram would stand, and the leaflet is made."""
    one = job(catalogue, "lupus")
    assert one.leaflet is not None
    bare = one.model_copy(update={"leaflet": one.leaflet.model_copy(update={"diagram": None})})
    assert 'class="diagram"' not in page_html(bare, PROJECT / "templates", Look(STYLES))
    assert typeset(bare, PROJECT, PROJECT / "content").pages == 4
