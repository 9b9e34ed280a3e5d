"""The light edition: what it saves, and that it is the same leaflet."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageStat

from leaflets.content import Catalogue
from leaflets.model.artefact import Ink
from leaflets.personalise.stamp.fillable import with_fields
from leaflets.plan import leaflet_job
from leaflets.preflight.measure.toner import toner
from leaflets.typeset import motifs, styles, typeset
from leaflets.typeset.palette import Look, palette
from tests.conftest import PROJECT
from tests.reading import MM, picture, spaces

pytestmark = pytest.mark.whole

FORMATS = pytest.mark.parametrize("fmt", ["a5", "a4", "trifold", "dl-card", "large-print"])
DPI = 60


def made(catalogue: Catalogue, fmt: str, *, light: bool, ink: Ink = "screen") -> bytes:
    """The leaflet on ME/cvs, whose name and full name are long."""
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == "me-cfs")
    job = leaflet_job(catalogue, leaflet, catalogue.formats[fmt], ink).model_copy(update={"light": light})
    return typeset(job, PROJECT, PROJECT / "content").pdf


def pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [picture(page, DPI) for page in document]


def letters(pdf: bytes) -> list[tuple[str, list[Any]]]:
    """The letters of each page, and where each stands, to a hundredth of a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        return [
            (
                text.get_text_range(),
                [[round(side, 2) for side in text.get_charbox(number)] for number in range(text.count_chars())],
            )
            for text in texts
        ]


@FORMATS
def test_it_takes_two_fifths_of_the_toner_at_most(fmt: str, catalogue: Catalogue) -> None:
    """The cover as the whole, against the edition with fields and tints."""
    full, light = (toner(made(catalogue, fmt, light=light)) for light in (False, True))
    assert light[0] <= 0.4 * full[0]
    assert sum(light) <= 0.4 * sum(full)


@FORMATS
def test_every_word_stands_where_it_stood(fmt: str, catalogue: Catalogue) -> None:
    """It is the same leaflet: a text that fits one edition fits the other, and preflight need not look twice."""
    full, light = (letters(made(catalogue, fmt, light=light)) for light in (False, True))
    assert light == full
    assert sum(len(text) for text, _ in light) > 1000


def test_nothing_needs_the_edge(catalogue: Catalogue) -> None:
    """Above and below 5 mm are white; at the sides only rules and the horizon reach them, and may lose their ends."""
    for page in pictures(made(catalogue, "a5", light=True)):
        frame = round(5 * MM / 72 * DPI) - 1
        grey, (width, height) = page.convert("L"), page.size
        for strip in ((0, 0, width, frame), (0, height - frame, width, height)):
            assert grey.crop(strip).getextrema() == (255, 255)
        for strip in ((0, 0, frame, height), (width - frame, 0, width, height)):
            assert 255 - ImageStat.Stat(grey.crop(strip)).mean[0] < 0.05 * 255


def test_the_rule_of_the_cover_lies_where_every_printer_prints(catalogue: Catalogue) -> None:
    """From 6 to 7.6 mm, in the group's colour, over the whole width."""
    with pypdfium2.PdfDocument(made(catalogue, "a5", light=True)) as document:
        page = picture(document[0], 254)  # Ten pixels a millimetre.
    colour = tuple(int(palette(Look(PROJECT / "styles"), "screen")["group-2"][at : at + 2], 16) for at in (1, 3, 5))
    column = [page.getpixel((740, y)) for y in range(120)]
    assert [y for y, seen in enumerate(column) if seen == colour] == pytest.approx(range(60, 76), abs=1)
    assert {page.getpixel((x, 68)) for x in range(0, page.width - 1, 10)} == {colour}


def test_in_grey_it_is_one_ink(catalogue: Catalogue) -> None:
    """The two options go together."""
    assert spaces(made(catalogue, "a5", light=True, ink="gray")) == {"g", "G"}


def test_its_tints_are_paper_and_its_disc_a_line() -> None:
    """In every ink; the rules of the edition come after those of the format."""
    folder = PROJECT / "styles"
    table = palette(Look(folder), "screen", light=True)
    assert {value for name, value in table.items() if "tint" in name} == {table["paper"]}
    assert table["group-3"] == palette(Look(folder), "screen")["group-3"]
    full, light = (styles.sheet(Look(folder), "a5", light=light) for light in (False, True))
    assert ".field::before" not in full
    assert light.index(".field::before") > light.index(".audience")
    assert motifs.rising_disc(Look(folder), "ms", 5) != motifs.rising_disc(Look(folder), "ms", 5, light=True)


@pytest.mark.parametrize(
    ("fmt", "own"), [("a4", "stamp"), ("a4", "fillable"), ("a5", "stamp"), ("large-print", "fillable")]
)
def test_a_hairline_runs_all_around_the_practices_box(fmt: str, own: Any, catalogue: Catalogue) -> None:
    """On all four sides, in a box for a stamp as in one that is filled in."""
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == "epilepsy")
    job = leaflet_job(catalogue, leaflet, catalogue.formats[fmt])
    job = job.model_copy(update={"light": True, "practice": own})
    proof = typeset(job, PROJECT, PROJECT / "content")
    assert proof.practice is not None
    if own != "stamp":
        proof = with_fields(proof, job, PROJECT)
    assert proof.practice is not None
    left, top, width, height = proof.practice.box_mm
    with pypdfium2.PdfDocument(proof.pdf) as document:
        drawn = picture(document[proof.practice.page - 1], 300).convert("L")
    dot = 300 / 25.4
    middle = top + height - 1.0
    for x, y in ((left, middle), (left + width, middle), (left + 2, top + height)):
        around = drawn.crop(
            (round((x - 0.5) * dot), round((y - 0.5) * dot), round((x + 0.5) * dot), round((y + 0.5) * dot))
        )
        assert min(around.tobytes()) < 140, (x, y)
