from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from leaflets.content import Catalogue
from leaflets.imposition import impose
from leaflets.imposition.plan import sheets
from leaflets.model.format import Format, PaperOptions, Printer, SheetLayout, Slot
from leaflets.model.proof import PracticeBox, Proof, QrCode
from leaflets.problems import ContentError
from leaflets.storage.manifest import read_manifest
from tests.imposition.pages import numbered
from tests.imposition.test_plan import A5, CARDS, FOLDED, PANELS, STAPLED, TRIFOLD
from tests.reading import opened, picture, text_in

pytestmark = pytest.mark.whole

DPI = 600
MM = DPI / 25.4
"""Dots in a millimetre: a tenth of a millimetre is 2.4 of them."""


def form(layout: SheetLayout) -> Format:
    return Format(id="tried", description="", paper_mm=layout.size_mm, purpose="sheet", sheet=layout)


def imposed(layout: SheetLayout, sizes: list[tuple[float, float]], paper: PaperOptions | None = None) -> Proof:
    return impose(numbered(sizes), form(layout), "Vellen", "nl", paper).proof


def sides(proof: Proof) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(proof.pdf)


def halves(page: pypdfium2.PdfPage) -> tuple[str, str]:
    """The text of the left and of the right half of an A4 side."""
    return text_in(page, 0, 0, 148.5, 210), text_in(page, 148.5, 0, 297, 210)


def edges(picture: Image.Image, at_mm: float = 100) -> list[float]:
    """Where the colour changes along a row of a side, in mm from the left."""
    row = int(at_mm * MM)
    dots = [picture.getpixel((x, row)) for x in range(picture.width)]
    changes = [x / MM for x in range(1, len(dots)) if dots[x] != dots[x - 1]]
    return [place for number, place in enumerate(changes) if number == 0 or place - changes[number - 1] > 0.15]


def test_the_text_of_the_sheets_stands_in_reading_order_once_folded() -> None:
    """Read back from the finished file, each half of each side holds the page the bookbinder's table gives."""
    found = [halves(page) for page in sides(imposed(STAPLED, [A5] * 8))]
    assert found == [("p8", "p1"), ("p2", "p7"), ("p6", "p3"), ("p4", "p5")]


def test_the_booklets_own_words_stand_where_they_should(printed: Path) -> None:
    """On the sheets of the real booklet every half holds the text of the booklet's page that belongs there."""
    listed = {entry.format: path for path, entry in read_manifest(printed).artefacts.items()}
    booklet, on_sheets = (pypdfium2.PdfDocument(printed / listed[name]) for name in ("booklet", "booklet-imposed"))
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in booklet]
    count = len(texts)
    assert len(on_sheets) == count / 2
    for number, side in enumerate(on_sheets):
        left, right = (" ".join(half.split()) for half in halves(side))
        low, high = number, count - number - 1
        wanted = (texts[high], texts[low]) if number % 2 == 0 else (texts[low], texts[high])
        assert (left, right) == wanted


def test_front_and_back_of_a_trifold_meet() -> None:
    """Laid over each other, the panels of front and back have their edges within 0.1 mm of the folds and each other."""
    front, back = (picture(page, DPI) for page in sides(imposed(TRIFOLD, PANELS)))
    assert edges(front) == pytest.approx([97, 197], abs=0.1)
    assert edges(back.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) == pytest.approx([97, 197], abs=0.1)


def test_pages_meet_at_the_fold_on_both_sides() -> None:
    """The two pages of a folded sheet touch in its middle; 0.5 mm of A4 is left over at either end."""
    for page in sides(imposed(FOLDED, [A5] * 4)):
        assert edges(picture(page, DPI)) == pytest.approx([0.5, 148.5, 296.5], abs=0.1)


@pytest.mark.parametrize("caliper", [0.05, 0.1, 0.3])
def test_colour_runs_to_the_fold_on_every_sheet_of_the_booklet(caliper: float, catalogue: Catalogue) -> None:
    """No stripe stays white between the two pages of a side, on the outermost sheet or the innermost."""
    fmt = catalogue.formats["booklet-imposed"]
    assert fmt.sheet is not None
    pages = sides(imposed(fmt.sheet, [A5] * 60, PaperOptions(caliper_mm=caliper)))
    assert len(pages) == 30
    for number in (0, 1, 2, 28, 29):
        shown = picture(pages[number], DPI)
        strip = [shown.getpixel((x, int(100 * MM))) for x in range(int(147 * MM), int(150 * MM))]
        assert (255, 255, 255) not in strip
        assert edges(shown)[1:-1] == pytest.approx([148.5], abs=0.1)


def test_the_cover_of_the_booklet_meets_its_back_at_the_fold(printed: Path) -> None:
    """On the outermost sheet as it is made the two fields of colour, and the two tints below, touch each other."""
    listed = {entry.format: path for path, entry in read_manifest(printed).artefacts.items()}
    shown = picture(pypdfium2.PdfDocument(printed / listed["booklet-imposed"])[0], DPI)
    for down in (30, 100, 180):
        row = [shown.getpixel((x, int(down * MM))) for x in range(int(147.5 * MM), int(149.5 * MM))]
        assert (255, 255, 255) not in row


def test_a_staples_place_is_seen_on_a_dark_cover(catalogue: Catalogue) -> None:
    """Where the pages meet the mark has white along it, and between the marks nothing is drawn on the fold."""
    layout = catalogue.formats["booklet-imposed"].sheet
    assert layout is not None
    shown = picture(sides(imposed(layout, [A5] * 60))[0], DPI, grey=True)

    def across(down: float) -> bytes:
        return shown.crop((int(147.9 * MM), int(down * MM), int(149.1 * MM), int(down * MM) + 1)).tobytes()

    assert min(across(52.5)) < 40
    assert max(across(52.5)) > 240
    assert max(across(100)) < 240


def test_nothing_beside_the_trim_is_printed() -> None:
    """What a page has outside its trim does not show on the sheet: the gutter and the edges stay white."""
    shown = picture(sides(imposed(STAPLED, [A5] * 4))[0], DPI)
    for x in (148.1, 148.3, 148.8):
        assert shown.getpixel((int(x * MM), int(100 * MM))) == (255, 255, 255)
    assert edges(shown) == pytest.approx([148, 149], abs=0.1)


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_page_stands_where_its_slot_says(flip: str) -> None:
    """Left and top of a slot are the left and top of the page's trim, wherever its own origin is; turned, mirrored."""
    layout = SheetLayout(
        size_mm=(297, 210),
        scheme="slots",
        front=(Slot(page=1, left=20, top=30),),
        back=(Slot(page=2, left=150, top=80),),
    )
    paper = PaperOptions.model_validate({"printer": {"flip": flip}})
    front, back = (picture(page, DPI) for page in sides(imposed(layout, [(100, 90)] * 2, paper)))
    if flip == "long":
        back = back.transpose(Image.Transpose.ROTATE_180)
    for shown, left, top in ((front, 20, 30), (back, 150, 80)):
        assert edges(shown, top + 80) == pytest.approx([left, left + 100], abs=0.1)
        assert edges(shown.transpose(Image.Transpose.TRANSPOSE), left + 90) == pytest.approx([top, top + 90], abs=0.1)


def test_creep_is_cut_off_at_the_fold() -> None:
    """On the innermost sheet thick paper brings both pages over the fold; the one is not printed over the other."""
    inner = sides(imposed(STAPLED, [A5] * 32, PaperOptions(caliper_mm=0.3)))[15]
    assert edges(picture(inner, DPI)) == pytest.approx([2.1 - 0.5 + 0.5, 148.5, 297 - 2.1], abs=0.1)


def test_fold_marks_are_printed_at_the_edges_only() -> None:
    """A fold tick is dark on its fold at head and foot, and the panels between have none."""
    shown = picture(sides(imposed(TRIFOLD, PANELS))[0], DPI, grey=True)

    def darkest(top: float, bottom: float) -> int:
        strip = shown.crop((int(96.8 * MM), int(top * MM), int(97.2 * MM), int(bottom * MM)))
        return min(strip.tobytes())

    assert darkest(0, 8) < 60
    assert darkest(202, 210) < 60
    assert darkest(9, 201) > 60


def test_marks_reach_past_what_the_printer_leaves_white() -> None:
    """On a printer that leaves 8 mm white, ticks are 11 mm long, so that 3 mm of them are seen."""
    (plan,) = sheets(PANELS, TRIFOLD, unprinted_mm=8)
    assert {mark.end[1] - mark.start[1] for mark in plan.front.marks} == {11}
    shown = picture(sides(imposed(TRIFOLD, PANELS, PaperOptions(printer=Printer(unprinted_mm=8))))[0], 300, True)
    assert min(shown.crop((1143, int(9.5 * 11.8), 1149, int(11 * 11.8))).tobytes()) < 60


def test_a_calibrated_printer_gets_its_backs_turned_and_moved() -> None:
    """For a printer that knows the long edge only and is 2 mm off, the back is upside down and stands 2 mm further."""
    paper = PaperOptions(printer=Printer(flip="long", back_right_mm=2, back_down_mm=-1))
    front, back = sides(imposed(FOLDED, [A5] * 4, paper))
    assert edges(picture(front, DPI)) == pytest.approx([0.5, 148.5, 296.5], abs=0.1)
    turned = picture(back, DPI).transpose(Image.Transpose.ROTATE_180)
    assert edges(turned) == pytest.approx([146.5, 294.5], abs=0.1)
    assert halves(back) == ("p3", "p2")


def test_the_printer_is_told_how_to_print() -> None:
    """The file asks for 100 % and both sides over the edge it is made for; one side of the sheets asks for one."""

    def asked(layout: SheetLayout, **options: object) -> tuple[str, str]:
        paper = PaperOptions.model_validate({"printer": options})
        with opened(imposed(layout, [A5] * 4, paper).pdf) as pdf:
            return str(pdf.Root.ViewerPreferences.PrintScaling), str(pdf.Root.ViewerPreferences.Duplex)

    assert asked(FOLDED) == ("/None", "/DuplexFlipShortEdge")
    assert asked(FOLDED, flip="long") == ("/None", "/DuplexFlipLongEdge")
    fronts = impose(numbered([A5] * 4), form(FOLDED), "Vellen", "nl", sides="fronts").proof
    with opened(fronts.pdf) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == pikepdf.Name.Simplex


def test_fronts_and_backs_are_files_of_their_own() -> None:
    """Without duplex the fronts come in order, the backs from the last sheet to the first unless asked otherwise."""

    def read(sides_of: str, begins: str = "last") -> list[tuple[str, str]]:
        paper = PaperOptions.model_validate({"printer": {"backs_begin_with": begins}})
        proof = impose(numbered([A5] * 8), form(STAPLED), "", "nl", paper, sides_of).proof  # type: ignore[arg-type]
        return [halves(page) for page in sides(proof)]

    assert read("fronts") == [("p8", "p1"), ("p6", "p3")]
    assert read("backs") == [("p4", "p5"), ("p2", "p7")]
    assert read("backs", "first") == [("p2", "p7"), ("p4", "p5")]


def test_a_sheet_has_its_own_millimetres_and_no_tags_or_links() -> None:
    """Trim and media box are A4 to a hundredth of a millimetre; what makes a page readable on screen is gone."""
    with opened(imposed(FOLDED, [A5] * 4).pdf) as pdf:
        for page in pdf.pages:
            for box in (page.mediabox, page.trimbox):
                assert [float(side) / 72 * 25.4 for side in box] == pytest.approx([0, 0, 297, 210], abs=0.01)
            assert "/Annots" not in page.obj
            assert "/StructParents" not in page.obj
            assert not any("/StructParents" in form for form in page.obj.Resources.XObject.values())
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "Vellen"


def test_a_page_in_three_slots_is_stored_once() -> None:
    """Cards three up hold each page's drawing once, and show it three times."""
    proof = imposed(CARDS, [(99, 210)] * 2)
    with opened(proof.pdf) as pdf:
        assert sum("/BBox" in one for one in pdf.objects if isinstance(one, pikepdf.Stream)) == 2
    for page, word in zip(sides(proof), ("p1", "p2"), strict=True):
        assert [text_in(page, left, 0, left + 99, 210) for left in (0, 99, 198)] == [word] * 3


def test_the_same_pages_give_the_same_bytes() -> None:
    """Imposing is a function: nothing of the time, the machine or chance goes in."""
    assert imposed(STAPLED, [A5] * 8).pdf == imposed(STAPLED, [A5] * 8).pdf


def test_the_manifest_says_where_the_codes_are_on_the_sheets(printed: Path) -> None:
    """Every QR code the manifest lists is read from its own box on its own side, in mm from the sheet's top left."""
    entry = read_manifest(printed).artefacts["nl/leaflets/ms-a5-folded.pdf"]
    pdf = pypdfium2.PdfDocument(printed / entry.path)
    assert len(entry.qr) >= 3
    for code in entry.qr:
        shown = picture(pdf[code.page - 1], 300)
        left, top, width, height = (value / 25.4 * 300 for value in code.box_mm)
        quiet = width / 8
        around = (left - quiet, top - quiet, left + width + quiet, top + height + quiet)
        (found,) = zxingcpp.read_barcodes(shown.crop(around))
        assert found.text == code.url
        assert found.position.top_left.x == pytest.approx(quiet, abs=3)
        assert found.position.bottom_right.x == pytest.approx(quiet + width, abs=4)


def test_codes_and_the_practice_box_move_with_their_page() -> None:
    """A box on page 1 stands where page 1 stands; upside down it is counted from the other corner."""
    box = (10.0, 20.0, 22.0, 22.0)
    codes = (QrCode(page=1, url="https://a", box_mm=box), QrCode(page=2, url="https://b", box_mm=box))
    proof = numbered([A5] * 4, codes)
    proof = proof.model_copy(update={"practice": PracticeBox(page=4, box_mm=box)})
    found = impose(proof, form(FOLDED), "", "nl").proof
    assert [(code.page, code.box_mm) for code in found.qr] == [(1, (158.5, 20, 22, 22)), (2, (10.5, 20, 22, 22))]
    assert found.practice == PracticeBox(page=1, box_mm=(10.5, 20, 22, 22))
    turned = impose(proof, form(FOLDED), "", "nl", PaperOptions(printer=Printer(flip="long"))).proof
    assert turned.qr[1].box_mm == (297 - 10.5 - 22, 210 - 20 - 22, 22, 22)
    assert turned.practice == found.practice  # The front is not turned.
    inside = proof.model_copy(update={"practice": PracticeBox(page=2, box_mm=box)})
    assert impose(inside, form(FOLDED), "", "nl").proof.practice == PracticeBox(page=2, box_mm=(10.5, 20, 22, 22))
    assert impose(inside, form(FOLDED), "", "nl", PaperOptions(printer=Printer(flip="long"))).proof.practice is None


def test_an_impossible_layout_is_a_sentence_with_the_formats_file() -> None:
    """What cannot be is refused with the style sheet that says so, before a byte is drawn."""
    wrong = form(TRIFOLD.model_copy(update={"folds_mm": (97, 300)}))
    with pytest.raises(ContentError) as caught:
        impose(numbered(PANELS), wrong, "", "nl")
    said = "styles/formats/tried.css: a fold at 300 mm is not on the sheet of 297 × 210 mm"
    assert str(caught.value).startswith(said)
    other = form(TRIFOLD).model_copy(update={"paper_mm": (210.0, 297.0)})
    with pytest.raises(ContentError, match="paper_mm and size_mm of its sheet differ"):
        impose(numbered(PANELS), other, "", "nl")
    with pytest.raises(ValueError, match="has no sheet"):
        impose(numbered(PANELS), form(TRIFOLD).model_copy(update={"sheet": None}), "", "nl")
