"""The file a print shop gets, read back with none of the code that made it."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml

from leaflets.content import Catalogue
from leaflets.plan import leaflet_job
from leaflets.preflight.measure.ink import bound, heaviest, measured
from leaflets.preflight.measure.paint import painted as paint_of
from tests.conftest import PROJECT
from tests.pages import typeset
from tests.press.conftest import make_pressed, opened
from tests.press.plates import TEXT, Painted, Picture, most_ink, painted, picture
from tests.reading import runs

BLACK = (0, 0, 0, 1)
PAPER = (255, 255, 255)
SLUGS = ("slaap-rust-herstel", "alzheimer", "me-cvs", "epilepsie", "lupus", "ms")


@pytest.fixture(scope="module")
def paint(pdfs: list[pikepdf.Pdf]) -> list[Painted]:
    """All that is painted on all pages of all files."""
    return [one for pdf in pdfs for page in pdf.pages for one in painted(page)]


def table() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PROJECT / "styles/colours.yaml").read_text(encoding="utf-8"))
    return found


def test_only_cmyk(pdfs: list[pikepdf.Pdf], paint: list[Painted]) -> None:
    """Nothing is painted but in DeviceCMYK and tiling patterns of it, and no other colour space is even named."""
    assert {one.space for one in paint} <= {"DeviceCMYK", "/Pattern"}
    for pdf in pdfs:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                assert "/ColorSpace" not in thing
                assert "/Group" not in thing
                assert "/SMask" not in thing


def test_colours_of_the_table(paint: list[Painted]) -> None:
    """Each colour is the CMYK value of a colour of the table, and each group's own is there."""
    listed = {name: tuple(value / 100 for value in colour["cmyk"]) for name, colour in table().items()}
    used = {one.colour for one in paint if one.space == "DeviceCMYK"}
    assert used <= set(listed.values())
    for name in (f"{kind}-{group}" for kind in ("group", "tint", "glow", "glow-outer") for group in range(6)):
        assert listed[name] in used


def test_black_text(paint: list[Painted]) -> None:
    """Text is black of one ink or a colour of the table with little black: never black of four inks."""
    text = [one.colour for one in paint if one.operator in TEXT]
    assert BLACK in text
    assert all(colour == BLACK or colour[3] < 0.5 for colour in text)


@pytest.mark.parametrize("group", range(6))
def test_what_is_black_to_read_is_black_of_one_ink(pressed: Path, catalogue: Catalogue, group: int) -> None:
    """The same letters, neither more nor fewer, and each run of them is printed over the inks below."""
    one = next(one for one in catalogue.leaflets["nl"] if one.slug == SLUGS[group])
    proof = typeset(leaflet_job(catalogue, one, catalogue.formats["a5"]), PROJECT, PROJECT / "content")
    data = (pressed / f"nl/leaflets/{SLUGS[group]}-a5-press.pdf").read_bytes()
    with opened(data) as press, opened(proof.pdf) as read:
        over = [
            one for page in press.pages for one in painted(page) if one.operator in TEXT and one.colour == BLACK
        ]  # fmt: skip
        black = [run.text for page in press.pages for run in runs(page) if run.fill == BLACK]
        wanted = [run.text for page in read.pages for run in runs(page) if run.fill == (0,)]
    assert "".join("".join(black).split()) == "".join("".join(wanted).split())
    assert len(black) == len(over) > 80
    assert all(one.overprints for one in over)


def test_codes_are_black(leaflet: bytes) -> None:
    """The modules of the QR codes are filled with one ink."""
    pdf = opened(leaflet)
    fills = [one.colour for one in painted(pdf.pages[3]) if one.operator == "f"]
    assert fills.count(BLACK) >= 5


def test_overprint(paint: list[Painted]) -> None:
    """What is filled with black alone leaves the inks below; everything else knocks them out."""
    fills = [one for one in paint if one.space == "DeviceCMYK" and one.operator != "S"]
    assert {(one.colour == BLACK, one.overprints) for one in fills} == {(True, True), (False, False)}


def test_ink(pressed: Path, leaflet: bytes) -> None:
    """No spot of any page gets more than 300 per cent of ink, and the night blue of the cover gets its 270."""
    general = (pressed / "nl/leaflets/slaap-rust-herstel-a5-press.pdf").read_bytes()
    most = [*most_ink(leaflet, dpi=40), *most_ink(general, dpi=40)]
    assert max(most) <= 300
    assert max(most) == pytest.approx(270, abs=3)
    assert min(most) >= 100


def test_a_bound_is_never_below(leaflet: bytes) -> None:
    """No page of a press file has more ink than its colours can come to, and other plates come to the same most."""
    with pikepdf.open(io.BytesIO(leaflet)) as pdf:
        pages = tuple(paint_of(pdf))
        found = measured(leaflet, (1, 2, 3, 4))
        place = heaviest(leaflet, pages)
    assert all(one.ink <= bound(page) + 0.5 for one, page in zip(found, pages, strict=True))
    assert place.ink == max(one.ink for one in found)
    assert [one.ink for one in found] == pytest.approx(most_ink(leaflet, dpi=100), abs=2)


@pytest.mark.parametrize("group", range(6))
def test_bleed_of_a_cover(pressed: Path, group: int) -> None:
    """The field and the tint of a cover run on to the edge of the bleed on three sides, and not beyond."""
    data = (pressed / f"nl/leaflets/{SLUGS[group]}-a5-press.pdf").read_bytes()
    page = picture(pypdfium2.PdfDocument(data), 0)
    field, tint = page.at(10, 2), page.at(10, 200)
    assert len({field, tint, PAPER}) == 3
    assert [page.at(*place) for place in ((-2.8, 50), (-2.8, -2.8), (70, -2.8), (150.8, 5))] == [field] * 4
    assert [page.at(*place) for place in ((-2.8, 200), (70, 212.8), (150.8, 212.8))] == [tint] * 3
    assert [page.at(*place) for place in ((-3.3, 50), (70, -3.3), (151.3, 5), (70, 213.3))] == [PAPER] * 4


@pytest.mark.parametrize("x", [145.5, 147.5, 148.5, 150.5, 150.8])
def test_drawing_runs_into_the_bleed(leaflet: bytes, x: float) -> None:
    """The glow around the disc, which the trim cuts, is painted on beyond it: it is one round, down to its horizon."""
    page = picture(pypdfium2.PdfDocument(leaflet), 0)
    field, glow = page.at(10, 2), page.at(147, 105)
    assert field != glow
    # The drawing is 131.2 mm wide and stands 29.4 mm from the left and 40 from the top; its glow has a radius of 57.6.
    far = {y: math.hypot(x - 95, y - 105.6) - 57.6 for y in range(60, 122)}
    painted_at = {y: page.at(x, y) for y in far}
    assert {painted_at[y] for y in far if far[y] < -0.3} == {glow}
    assert {painted_at[y] for y in far if far[y] > 0.3} == {field}
    assert page.at(x, 124) not in (field, glow)


def test_bleed_everywhere(every: list[bytes]) -> None:
    """Wherever colour reaches the trim, on any page of any file, the bleed beside it is not bare paper."""
    reaching = 0
    for data in every:
        pdf = pypdfium2.PdfDocument(data)
        for number in range(len(pdf)):
            page = picture(pdf, number, dpi=50)
            found = [place for place in _around() if page.at(*place[0]) != PAPER]
            reaching += len(found)
            assert [place for place in found if page.at(*place[1]) == PAPER] == [], f"page {number + 1}"
    assert reaching > 5000


def _around() -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Places half a millimetre inside the trim, each with its neighbour 2.5 mm outside it."""
    sides = [((0.5, y), (-2.5, y)) for y in range(1, 210)] + [((147.5, y), (150.5, y)) for y in range(1, 210)]
    ends = [((x, 0.5), (x, -2.5)) for x in range(1, 148)] + [((x, 209.5), (x, 212.5)) for x in range(1, 148)]
    return [*sides, *ends]


def test_hairlines(paint: list[Painted]) -> None:
    """No line is thinner than 0.25 pt, which is the thinnest a press holds."""
    widths = [one.width_pt for one in paint if one.operator == "S"]
    assert len(widths) > 100
    assert min(widths) >= 0.25


def test_nothing_for_the_screen(pdfs: list[pikepdf.Pdf]) -> None:
    """There are no links, tags, bookmarks, forms or scripts."""
    for pdf in pdfs:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang", "/ViewerPreferences"}
        assert all(set(page.obj.keys()) == {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/TrimBox",
                                            "/BleedBox"} for page in pdf.pages)  # fmt: skip


def test_fonts(booklet: bytes) -> None:
    """The booklet's three faces are embedded once each."""
    pdf = opened(booklet)
    used = {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}
    programs = [font.DescendantFonts[0].FontDescriptor.FontFile2 for font in used.values()]
    assert len({str(font.BaseFont) for font in used.values()}) == len(used) == 3
    assert all(len(program.read_bytes()) > 3000 for program in programs)


def test_pages_in_order(booklet: bytes) -> None:
    """The booklet's pages are single, a multiple of four, and each bears its own folio."""
    pdf = pypdfium2.PdfDocument(booklet)
    assert len(pdf) % 4 == 0
    folios: dict[int, list[str]] = {}
    for number in range(len(pdf)):
        words = pdf[number].get_textpage().get_text_bounded().split()
        folios |= {number + 1: words} if words else {}
    numbered = [number for number, words in folios.items() if str(number) in (words[0], words[-1])]
    assert len(numbered) > len(pdf) * 0.6
    assert [number for number, words in folios.items() if words[-1].isdigit() and int(words[-1]) != number] == []


@pytest.mark.usefixtures("anew")
def test_the_same_bytes(leaflet: bytes, booklet: bytes, catalogue: Catalogue, tmp_path: Path) -> None:
    """A second build with two processes gives the same bytes."""
    make_pressed(catalogue, tmp_path, ("ms",), "a5", "booklet-press", jobs=2)
    assert (tmp_path / "nl/leaflets/ms-a5-press.pdf").read_bytes() == leaflet
    assert (tmp_path / "nl/booklet/booklet-press-ms.pdf").read_bytes() == booklet


def test_what_the_manifest_says(pressed: Path) -> None:
    """A press file is listed as such, conforms to no reading standard, and says in its title what it is."""
    entries = yaml.safe_load((pressed / "manifest.json").read_text(encoding="utf-8"))["artefacts"]
    assert {entry["purpose"] for entry in entries} == {"press"}
    assert {entry["conforms_to"] for entry in entries} == {None}
    for entry in entries:
        assert "drukbestand" in entry["title"]
        pdf = opened((pressed / entry["path"]).read_bytes())
        assert entry["title"] == pdf.docinfo["/Title"]


def test_picture_is_measured_from_the_trim(leaflet: bytes) -> None:
    """The test's own ruler: the left edge of the doctor box's rule is white outside the bleed and red inside."""
    page = picture(pypdfium2.PdfDocument(leaflet), 2)
    rule = next(y / 10 for y in range(2100) if _is_red(page, y / 10))
    assert _is_red(page, rule + 0.5, x=-2.5)
    assert page.at(-4, rule + 0.5) == PAPER


def _is_red(page: Picture, y: float, x: float = 5) -> bool:
    red, green, _ = page.at(x, y)
    return red > 120 and green < 60
