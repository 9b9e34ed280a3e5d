"""A print order: its files read back, and nothing half made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from leaflets.build.order_request import ANY_SHOP, OrderRequest
from leaflets.content import Catalogue
from leaflets.press.shop import Shop, Stock
from leaflets.storage.manifest import read_manifest
from tests.build.orders import GLUED, HOW, asked, placed, request
from tests.conftest import once
from tests.press.plates import PT, most_ink, painted

pytestmark = pytest.mark.whole


@pytest.fixture(scope="session")
def ordered(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A folder with an output folder for each way to order."""
    with once(tmp_path_factory, "orders") as (folder, is_first):
        for how in HOW if is_first else ():
            outcome = placed(catalogue, asked(how, folder / how))
            assert outcome.problems == ()
            assert all((folder / how / path).is_file() for path in outcome.made)
    return folder


def said(ordered: Path, how: str) -> dict[str, Any]:
    orders: Any = read_manifest(ordered / how, "order").about["orders"]
    found: dict[str, Any] = orders["nl"]
    return found


def text(path: Path) -> str:
    """All words of a file, its line ends as spaces."""
    pdf = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)


@pytest.mark.parametrize(
    ("how", "names"),
    [
        ("whole", {"nl-booklet.pdf"}),
        ("apart", {"nl-booklet-cover.pdf", "nl-booklet-inside.pdf"}),
        ("glued", {"nl-booklet-cover.pdf", "nl-booklet-inside.pdf"}),
    ],
)
def test_the_files_of_an_order(ordered: Path, how: str, names: set[str]) -> None:
    """Its folder holds the press files, the order sheet, the picture and the manifest, and nothing else."""
    there = {path.name for path in (ordered / how / "order").iterdir()}
    assert there == names | {"nl-booklet-order.pdf", "nl-booklet-pages.png", "manifest.json"}


@pytest.mark.parametrize(
    ("how", "name", "trim", "boxes"),
    [
        ("whole", "nl-booklet", (148, 210), (0, -3, -10)),
        ("apart", "nl-booklet-cover", (148, 210), (2, 0, 0)),
        ("apart", "nl-booklet-inside", (148, 210), (2, 0, 0)),
        ("glued", "nl-booklet-inside", (148, 210), (0, -3, -10)),
        ("glued", "nl-booklet-cover", (296, 210), (0, -3, -10)),
    ],
)
def test_boxes_in_mm(
    ordered: Path, how: str, name: str, trim: tuple[float, float], boxes: tuple[float, float, float]
) -> None:
    """Trim, bleed and sheet stand where the shop wants them, within a tenth of a mm; a glued cover has its spine too."""
    width, height = trim
    if how == "glued" and name.endswith("cover"):
        width += said(ordered, how)["spine_mm"]
    at = boxes[0]
    with pikepdf.open(ordered / how / f"order/{name}.pdf") as pdf:
        for page in pdf.pages:
            for key, low in zip(("/TrimBox", "/BleedBox", "/MediaBox"), boxes, strict=True):
                wanted = [low, low, width + 2 * at - low, height + 2 * at - low]
                assert [float(side) / PT for side in page.obj[key]] == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize(("how", "has_marks"), [("whole", True), ("apart", False), ("glued", True)])
def test_marks_inks_and_overprint(ordered: Path, how: str, has_marks: bool) -> None:
    """Crop marks are there or not; all is in the four inks, and black alone overprints."""
    for path in (ordered / how / "order").glob("nl-booklet*.pdf"):
        if path.name.endswith("-order.pdf"):
            continue
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                found = list(painted(page))
                low = [float(side) for side in page.obj.BleedBox]
                marks = [one for one in found if one.operator == "S" and len(one.points) == 2 and
                         any(not (low[0] < x < low[2] and low[1] < y < low[3]) for x, y in one.points)]  # fmt: skip
                assert len(marks) == (8 if has_marks else 0)
                assert {one.space for one in found} <= {"DeviceCMYK", "/Pattern"}
                fills = [one for one in found if one.operator in ("f", "Tj", "TJ") and one.space == "DeviceCMYK"]
                assert all(one.overprints == (one.colour == (0, 0, 0, 1)) for one in fills)


@pytest.mark.parametrize(
    ("how", "reference", "claims"),
    [("whole", "FOGRA39", False), ("apart", "FOGRA52", False), ("glued", "FOGRA51", True)],
)
def test_intent_and_claim(ordered: Path, how: str, reference: str, claims: bool) -> None:
    """The condition that was asked for is named; with a profile it is embedded, and only then PDF/X-4 claimed."""
    for path in (ordered / how / "order").glob("nl-booklet*.pdf"):
        if path.name.endswith("-order.pdf"):
            continue
        with pikepdf.open(path) as pdf:
            (intent,) = pdf.Root.OutputIntents
            assert str(intent.OutputConditionIdentifier) == reference
            assert ("/DestOutputProfile" in intent) == claims
            assert ("/GTS_PDFXVersion" in pdf.docinfo) == claims


def test_cover_and_inside_are_the_booklet(ordered: Path) -> None:
    """The pages of both, put in the order their folios say, read as those of the whole file."""
    whole = pypdfium2.PdfDocument(ordered / "whole/order/nl-booklet.pdf")
    wanted = [page.get_textpage().get_text_range() for page in whole]
    found: dict[int, str] = {}
    for one in said(ordered, "apart")["files"]:
        part = pypdfium2.PdfDocument(ordered / "apart/order" / one["name"])
        for page, (folio,) in zip(part, one["folios"], strict=True):
            found[folio] = page.get_textpage().get_text_range()
    assert [found[number] for number in range(1, len(wanted) + 1)] == wanted
    assert len(pypdfium2.PdfDocument(ordered / "apart/order/nl-booklet-cover.pdf")) == 4


def test_a_glued_cover_has_back_and_front_side_by_side(ordered: Path) -> None:
    """Its first page has the back's words left of the spine and the front's right of it; the spine is as wide as said."""
    order = said(ordered, "glued")
    pages = order["pages"]
    assert order["spine_mm"] == pytest.approx((pages - 4) / 2 * 0.3 + 2 * 250 * 1.25e-3, abs=0.06)
    (cover,) = [one for one in order["files"] if one["holds"] == "cover"]
    assert cover["folios"] == [[pages, 1], [2, pages - 1]]
    assert cover["trim_mm"][0] == pytest.approx(296 + order["spine_mm"])
    page = pypdfium2.PdfDocument(ordered / "glued/order/nl-booklet-cover.pdf")[0]
    left, bottom, right, top = page.get_trimbox()
    words, middle = page.get_textpage(), (left + right) / 2
    assert "Rust is geen zwakte" in " ".join(words.get_text_bounded(left, bottom, middle, top).split())
    assert "Als moe zijn" in " ".join(words.get_text_bounded(middle, bottom, right, top).split())


@pytest.mark.parametrize("how", HOW)
def test_the_heaviest_ink_is_measured(ordered: Path, how: str) -> None:
    """What the order says of each file is what plates made by other code come to, at the place it says."""
    for one in said(ordered, how)["files"]:
        most = most_ink((ordered / how / "order" / one["name"]).read_bytes(), dpi=60)
        assert one["heaviest"]["ink"] == pytest.approx(max(most), abs=3)
        assert one["heaviest"]["ink"] == pytest.approx(most[one["heaviest"]["page"] - 1], abs=3)


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ("whole", ("500 exemplaren", "met de omslag", "twee nietjes", "Alleen genoemd", "buiten de afloop", "3 mm rondom")),
        ("apart", ("binnenwerk 4/4, omslag 4/4", "karton, 250 g/m²", "Geen: het bestand houdt op", "2 mm rondom", "FOGRA52")),
        ("glued", ("garenloos gelijmd, rug", "PDF/X-4", "PSO Coated v3", "uitgevouwen", "Lijm")),
    ],
)  # fmt: skip
def test_the_order_sheet_says_it(ordered: Path, how: str, wanted: tuple[str, ...]) -> None:
    """It names what is asked for, each file with the beginning of its digest, and who orders."""
    sheet = text(ordered / how / "order/nl-booklet-order.pdf").replace("\xa0", " ")
    assert [one for one in wanted if one not in sheet] == []
    for one in said(ordered, how)["files"]:
        assert one["name"] in sheet
        assert one["sha256"][:12] in sheet
    assert "jesseversteghen.blogspot.com" in sheet.replace("\u200b", "")


def test_the_picture_shows_all_pages(ordered: Path) -> None:
    """It has a row of four openings for every eight pages, and the cover's field in its first."""
    pages = said(ordered, "whole")["pages"]
    with Image.open(ordered / "whole/order/nl-booklet-pages.png") as picture:
        openings = pages // 2 + 1
        assert picture.height // 400 == -(-openings // 4)
        assert picture.width == pytest.approx(4 * 2 * 291 + 3 * 30 + 2 * 44, abs=8)


def test_the_same_bytes_every_time(ordered: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """Another run gives the same files, picture and manifest."""
    placed(catalogue, asked("glued", tmp_path / "out"))
    for path in (tmp_path / "out/order").iterdir():
        assert path.read_bytes() == (ordered / "glued/order" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("order", "said_wrong"),
    [
        ({"shop": Shop(name="x", inside=Stock(grams=60)), "binding": "glued"}, "has a spine of"),
        ({"shop": GLUED.model_copy(update={"bleed_mm": 2.0, "condition": "fogra39"}), "binding": "glued"}, None),
    ],
)
def test_what_cannot_be_bound_is_not_made(
    order: dict[str, Any], said_wrong: str | None, tmp_path: Path, catalogue: Catalogue
) -> None:
    """A spine too narrow for glue is one sentence, and nothing is written."""
    outcome = placed(catalogue, OrderRequest(request(tmp_path / "out"), 10, **order))
    assert bool(outcome.made) == (said_wrong is None)
    assert [str(one) for one in outcome.problems if said_wrong and said_wrong not in str(one)] == []
    assert (tmp_path / "out/order").exists() == (said_wrong is None)


def test_nothing_is_published_when_a_file_fails(catalogue: Catalogue, tmp_path: Path) -> None:
    """For newsprint the night blue has too much ink: that is told, and what was there stays as it was."""
    first = placed(catalogue, OrderRequest(request(tmp_path / "out"), 10, ANY_SHOP, named_shop=False))
    assert first.problems == ()
    before = {path: path.read_bytes() for path in (tmp_path / "out/order").iterdir()}
    from leaflets.press import Intended, condition_named

    wet = OrderRequest(request(tmp_path / "out"), 10, ANY_SHOP, False, Intended(condition_named("ifra26")), True)
    outcome = placed(catalogue, wet)
    assert {one.rule for one in outcome.problems} == {"P10"}
    assert outcome.made == ()
    assert {path: path.read_bytes() for path in (tmp_path / "out/order").iterdir()} == before


def test_what_an_earlier_order_left_goes(catalogue: Catalogue, tmp_path: Path) -> None:
    """Ordered anew with the cover apart, the file of the whole is removed, and the manifest lists what is there."""
    output = tmp_path / "out"
    placed(catalogue, asked("whole", output))
    (output / "order/mine.txt").write_text("keep", encoding="utf-8")
    placed(catalogue, asked("apart", output))
    there = {path.name for path in (output / "order").iterdir()}
    assert there == {"nl-booklet-cover.pdf", "nl-booklet-inside.pdf", "nl-booklet-order.pdf", "nl-booklet-pages.png",
                     "manifest.json", "mine.txt"}  # fmt: skip
    manifest = read_manifest(output, "order")
    assert {path.split("/")[1] for path in manifest.artefacts} == {"nl-booklet-cover.pdf", "nl-booklet-inside.pdf"}
    assert [one.path for one in manifest.tickets.values()] == ["order/nl-booklet-order.pdf"]


def test_pages_for_reading_have_no_part_in_it(ordered: Path) -> None:
    """An order writes into its own folder and that of what is remembered, and nothing else."""
    assert {path.name for path in (ordered / "whole").iterdir()} == {"order", ".cache"}
