from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from leaflets.model.artefact import Artefact, PrintedCode
from leaflets.model.proof import QrCode
from leaflets.preflight.measure import qr
from leaflets.qr import QUIET_ZONE, matrix
from leaflets.storage.manifest import read_manifest
from tests.reading import MM, opened, picture

FILES = ("leaflets/ms-a5", "leaflets/crps-a5", "leaflets/ms-a4", "leaflets/crps-a4", "booklet/booklet-ms-crps")
BLOG = "https://jesseversteghen.blogspot.com/2023/04/slaap-voldoende.html"
Pixels = tuple[int, int, int, int]


def entry(edition: Path, name: str) -> Artefact:
    return read_manifest(edition).artefacts[f"nl/{name}.pdf"]


def known(edition: Path, name: str) -> tuple[QrCode, ...]:
    return tuple(QrCode(page=code.page, url=code.url, box_mm=code.box_mm) for code in entry(edition, name).qr)


def pixels(box: Sequence[float], dpi: int, around: float = 0) -> Pixels:
    """A box in mm, `around` mm wider on all sides, in pixels."""
    left, top, width, height = box
    sides = (left - around, top - around, left + width + around, top + height + around)
    first, second, third, fourth = (round(side / 25.4 * dpi) for side in sides)
    return first, second, third, fourth


@pytest.mark.parametrize("dpi", qr.RESOLUTIONS)
@pytest.mark.parametrize("name", FILES)
def test_every_code_is_read_where_the_manifest_says(edition: Path, name: str, dpi: int) -> None:
    """Cut out with its quiet zone each code says its address, and with all of them covered no code is left."""
    pdf = pypdfium2.PdfDocument(edition / f"nl/{name}.pdf")
    by_page: dict[int, list[PrintedCode]] = {}
    for code in entry(edition, name).qr:
        by_page.setdefault(code.page, []).append(code)
    for number, several in by_page.items():
        page = picture(pdf[number - 1], dpi, grey=True)
        for code in several:
            quiet = code.box_mm[2] / len(matrix(code.url)) * QUIET_ZONE
            box = pixels(code.box_mm, dpi, quiet)
            assert [read.text for read in zxingcpp.read_barcodes(page.crop(box))] == [code.url]
            page.paste(255, box)
        assert zxingcpp.read_barcodes(page) == []
    pdf.close()


@pytest.mark.parametrize("name", FILES)
def test_symbol_and_quiet_zone_are_as_large_on_paper(edition: Path, name: str) -> None:
    """Measured on the page a symbol is 20 mm or more, its modules 0.4, and 4 modules around it are white."""
    dpi = 300
    pdf = pypdfium2.PdfDocument(edition / f"nl/{name}.pdf")
    for code in entry(edition, name).qr:
        page = picture(pdf[code.page - 1], dpi, grey=True)
        module = code.box_mm[2] / len(matrix(code.url))
        assert module >= 0.4
        zone = page.crop(pixels(code.box_mm, dpi, QUIET_ZONE * module))
        left, top, right, bottom = dark_part(zone)
        for side in ((right - left) / dpi * 25.4, (bottom - top) / dpi * 25.4):
            assert side == pytest.approx(code.box_mm[2], abs=0.2)
            assert side >= 20
        # What is left around the dark part is the quiet zone: nothing else stands in it.
        for width in (left, top, zone.width - right, zone.height - bottom):
            assert width / dpi * 25.4 == pytest.approx(QUIET_ZONE * module, abs=0.2)
    pdf.close()


def dark_part(picture: Image.Image) -> Pixels:
    box = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("name", FILES[:4])
def test_a_leaflet_has_the_blogs_code_and_one_for_each_source(edition: Path, name: str) -> None:
    """The last page has the code of each source the leaflet cites, then that of the blog."""
    found = known(edition, name)
    assert found[-1].url == BLOG
    assert len({code.url for code in found}) == len(found) >= 2
    assert {code.page for code in found} == {entry(edition, name).pages}


def test_the_codes_of_a_leaflet_line_up(edition: Path) -> None:
    """The codes of the source list stand in columns and rows, to a twentieth of a millimetre."""
    for name, columns in (("leaflets/ms-a5", 2), ("leaflets/ms-a4", 3)):
        boxes = [code.box_mm for code in known(edition, name)]
        lefts = sorted({round(box[0] * 20) for box in boxes})
        assert len(lefts) == columns
        for start in range(0, len(boxes), columns):
            row = boxes[start : start + columns]
            assert [round(box[0] * 20) for box in row] == lefts[: len(row)]
            assert len({round(box[1] * 20) for box in row}) == 1


def covered(path: Path, page: int, box_mm: tuple[float, float, float, float]) -> bytes:
    """The file with a white rectangle over a box of a page (from 1)."""
    left, top, width, height = (side * MM for side in box_mm)
    with opened(path) as pdf:
        bottom = float(pdf.pages[page - 1].mediabox[3]) - top - height
        pdf.pages[page - 1].contents_add(b"q", prepend=True)
        pdf.pages[page - 1].contents_add(b"Q q 1 g %f %f %f %f re f Q" % (left, bottom, width, height))
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def misread(data: bytes, codes: Sequence[QrCode]) -> Iterator[tuple[int, str]]:
    """Page and sentence for each code that is not read, or read but not known."""
    seen = qr.look(data, codes)
    yield from ((one.page, qr.unread_sentence(one)) for one in seen.unread)
    yield from ((page, qr.stranger_sentence(symbol)) for page, symbol in seen.strangers)


def test_a_good_file_has_no_misread_codes(edition: Path) -> None:
    """The codes of a finished leaflet are all read, and no other is."""
    data = (edition / "nl/leaflets/ms-a5.pdf").read_bytes()
    assert list(misread(data, known(edition, "leaflets/ms-a5"))) == []


def test_a_code_that_is_covered_is_named(edition: Path) -> None:
    """A code with a third of it gone is named with its page, at each resolution, and no other is."""
    several = known(edition, "leaflets/ms-a5")
    left, top, width, height = several[0].box_mm
    data = covered(edition / "nl/leaflets/ms-a5.pdf", 4, (left, top, width / 3, height))
    found = list(misread(data, several))
    assert {page for page, _ in found} == {4}
    for dpi in (150, 200, 300):
        assert any(f"the QR code to {several[0].url} is not read at {dpi} dpi" in said for _, said in found)
    assert all(several[0].url in said for _, said in found)


def test_a_code_nobody_asked_for_is_named(edition: Path) -> None:
    """A code on the page that the manifest does not list is named too."""
    several = known(edition, "leaflets/ms-a5")
    found = set(misread((edition / "nl/leaflets/ms-a5.pdf").read_bytes(), several[1:]))
    assert found == {(4, f"a QR code to {several[0].url} stands here that nobody asked for")}


def test_a_code_with_another_address_is_named(edition: Path) -> None:
    """When the page says another address than the manifest, both are named."""
    several = known(edition, "leaflets/ms-a5")
    wrong = several[0].model_copy(update={"url": several[0].url + "?"})
    said = {text for _, text in misread((edition / "nl/leaflets/ms-a5.pdf").read_bytes(), (wrong, *several[1:]))}
    assert f"the QR code to {wrong.url} is not read at 150 dpi" in said
    assert f"a QR code to {several[0].url} stands here that nobody asked for" in said


@pytest.mark.parametrize("degrees", [0, 37, 90, 180, 270])
def test_a_code_is_read_at_whatever_angle_but_not_in_light_on_dark(edition: Path, degrees: int) -> None:
    """Every code of a page that lies on a table is read; printed white on black none is, as for many telephones."""
    wanted = known(edition, "leaflets/ms-a5")
    pdf = pypdfium2.PdfDocument(edition / "nl/leaflets/ms-a5.pdf")
    page = picture(pdf[wanted[0].page - 1], 150, grey=True)
    pdf.close()
    turned = page.rotate(degrees, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
    there = sorted(code.url for code in wanted if code.page == wanted[0].page)
    assert sorted(symbol.text for symbol in qr.symbols(turned, 150)) == there
    assert qr.symbols(ImageChops.invert(turned), 150) == []


def test_a_worn_copy_is_noisy() -> None:
    """An even grey becomes up to 40 lighter and darker, and as a whole stays as light as it was."""
    grey = qr.worn(Image.new("L", (400, 400), 128), 150).crop((100, 100, 300, 300))
    assert grey.getextrema() == (128 - qr.NOISE, 128 + qr.NOISE)
    assert qr.NOISE == 40
    assert abs(sum(grey.tobytes()) / len(grey.tobytes()) - 128) < 1


def test_a_worn_copy_is_blurred_and_turned() -> None:
    """The edge of a black half is a slope of a fifth of a millimetre, at an angle of seven degrees."""
    dpi = 1200
    sharp = Image.new("L", (600, 600), 255)
    sharp.paste(0, (0, 0, 300, 600))
    for turn, is_steep in ((-qr.TURN, True), (0, False)):
        straight = qr.worn(sharp, dpi).rotate(turn, Image.Resampling.BILINEAR)
        left, top = (straight.width - 200) // 2, (straight.height - 200) // 2
        columns = straight.crop((left, top, left + 200, top + 200)).resize((200, 1), Image.Resampling.BOX).tobytes()
        slope = sum(51 < column < 204 for column in columns) / dpi * 25.4
        assert (0.12 < slope < 0.25) is is_steep
