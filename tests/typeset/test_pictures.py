"""Pictures of texts: in every format, in every ink, sharp, in their place, and read aloud."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from leaflets.content import load
from leaflets.edition import make
from leaflets.model import PaperOptions
from leaflets.plan import Request
from leaflets.preflight import painted as painting
from tests.conftest import PROJECT, once
from tests.reading import elements, opened

RED, BLUE, GREEN = (200, 30, 30), (20, 40, 200), (20, 140, 60)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="15mm"><path d="M0 0H40V20H0z" fill="#1428C8"/></svg>'
POINT = "- Bewegen op uw maat is veilig en maakt u vaak minder moe. [C34]"
SCREEN = {
    "leaflets/ms-a4": (RED, BLUE, GREEN), "leaflets/ms-a5": (RED, BLUE, GREEN),
    "leaflets/ms-a5-folded": (RED, BLUE, GREEN), "leaflets/ms-large-print": (RED, BLUE, GREEN),
    "leaflets/ms-trifold": (RED, BLUE, GREEN), "leaflets/ms-dl-card": (RED,), "leaflets/ms-poster": (RED,),
    "booklet/booklet-ms": (RED, BLUE, GREEN), "booklet/booklet-imposed-ms": (RED, BLUE, GREEN),
}  # fmt: skip
"""The files that are made, and which of the three pictures each prints."""


def illustrate(content: Path) -> None:
    """Put a PNG with a transparent edge, an SVG and a JPEG into the text of MS, and the SVG into the foreword."""
    folder = content / "nl" / "pictures"
    folder.mkdir()
    seen = Image.new("RGBA", (120, 80), (0, 0, 0, 0))
    seen.paste((*RED, 255), (10, 10, 110, 70))
    seen.save(folder / "rood.png")
    Image.new("RGB", (120, 60), GREEN).save(folder / "groen.jpg", quality=95)
    (folder / "blauw.svg").write_text(SVG, encoding="utf-8")
    leaflet = content / "nl" / "ms.md"
    text = leaflet.read_text(encoding="utf-8")
    assert POINT in text
    # Room for them in every format.
    text = "\n".join(line for line in text.split("\n") if not line.startswith(("Onderzoek vindt", "Onderzoek bij")))
    text = text.replace(POINT, f"{POINT} ![Een rood vlak met een rand van glas](rood.png)")
    text = text.replace("\n## Waarom", "\n![Een blauw vlak](blauw.svg) ![Een groen vlak](groen.jpg)\n\n## Waarom", 1)
    leaflet.write_text(text, encoding="utf-8")
    foreword = content / "nl" / "booklet" / "foreword.md"
    foreword.write_text(foreword.read_text(encoding="utf-8") + "\n![Een blauw vlak](blauw.svg)\n", encoding="utf-8")


@pytest.fixture(scope="session")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of builds in every format, for the screen, in grey and for the print shop."""
    with once(tmp_path_factory, "illustrated") as (folder, is_first):
        content = folder / "content"
        if is_first:
            shutil.copytree(PROJECT / "content", content)
            illustrate(content)
            found, problems = load(content, PROJECT / "styles")
            assert problems == []
            formats = tuple(path.split("ms-")[-1] if "leaflets" in path else path.split("/")[1][:-3] for path in SCREEN)
            for paper, chosen in (
                (PaperOptions(), formats),
                (PaperOptions(gray=True), ("a5",)),
                (PaperOptions(press=True), ("a5", "poster", "dl-card", "booklet-press")),
            ):
                request = Request(PROJECT, content, folder / "output", (), ("ms",), chosen, paper=paper)
                assert list(map(str, make(found, request, lambda *_: None).problems)) == []
    return folder / "output" / "nl"


def spots(pdf: bytes, colour: tuple[int, int, int], near: int = 14) -> Iterator[tuple[int, float, float]]:
    """The page, width and height in mm of what is printed in a colour."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        seen = page.render(scale=100 / 72).to_pil().convert("RGB")
        off = ImageChops.difference(seen, Image.new("RGB", seen.size, colour)).split()
        most = ImageChops.lighter(ImageChops.lighter(off[0], off[1]), off[2])
        if (box := most.point(lambda value: 255 if value < near else 0).getbbox()) is not None:
            yield number, (box[2] - box[0]) * 0.254, (box[3] - box[1]) * 0.254


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]


@pytest.mark.parametrize("name", SCREEN)
def test_a_picture_is_printed_in_every_format(illustrated: Path, name: str) -> None:
    """Each picture is seen on a page in its colour, as large as its pixels are at 300 an inch, or as it says itself."""
    pdf = (illustrated / f"{name}.pdf").read_bytes()
    sizes = {RED: (100 / 300 * 25.4, 60 / 300 * 25.4), BLUE: (15, 7.5), GREEN: (120 / 300 * 25.4, 60 / 300 * 25.4)}
    scale = 300 / 425 if "poster" in name else 1
    for colour in SCREEN[name]:
        found = [spot[1:] for spot in spots(pdf, colour)]
        wanted = [side * scale for side in sizes[colour]]
        if "dl-card" in name:
            wanted[0] += 2 * 99  # Three cards beside each other.
        assert any(spot == pytest.approx(wanted, abs=0.6) for spot in found), (wanted, found)


@pytest.mark.parametrize(
    "name", [name for name in SCREEN if name.split("-", 1)[1] in ("a4", "a5", "large-print", "poster", "ms")]
)
def test_a_picture_is_read_aloud_once(illustrated: Path, name: str) -> None:
    """Its description is the alternative text of a figure whose place is that of the picture, and is printed nowhere."""
    with opened(illustrated / f"{name}.pdf") as pdf:
        said = [str(one.own.Alt) for one in elements(pdf, "/Figure")]
        boxes = [one.own.A.BBox for one in elements(pdf, "/Figure") if str(one.own.Alt).startswith("Een rood vlak")]
    assert said.count("Een rood vlak met een rand van glas") == 1
    assert said.count("Een blauw vlak") == {"poster": 0, "ms": 2}.get(name.split("-", 1)[1], 1)
    scale = 300 / 425 if "poster" in name else 1
    assert float(boxes[0][2] - boxes[0][0]) == pytest.approx(120 / 300 * 72 * scale, abs=0.5)
    whole = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(illustrated / f"{name}.pdf"))
    assert "blauw vlak" not in whole


def test_the_print_shop_gets_inks(illustrated: Path) -> None:
    """In a press file photographs and drawings are CMYK, of 300 % ink at the most, and look as they do on a screen."""
    for path in (
        "leaflets/ms-a5-press",
        "leaflets/ms-poster-press",
        "leaflets/ms-dl-card-press",
        "booklet/booklet-press-ms",
    ):
        pixels = 85 if "poster" in path else 120  # On A4 a poster prints finer than need be.
        data = (illustrated / f"{path}.pdf").read_bytes()
        with opened(data) as pdf:
            found = images(pdf)
            assert found
            assert {str(one.ColorSpace) for one in found} <= {"/DeviceCMYK", "/DeviceGray"}
            assert {space for page in pdf.pages for space, _ in painting.painted_on(page, {}).colours} <= {
                "cmyk",
                "gray",
                "pattern",
            }
            masked = [one for one in found if "/SMask" in one]
            assert [(int(one.SMask.Width), str(one.SMask.ColorSpace)) for one in masked] == [(pixels, "/DeviceGray")]
        assert [spot for spot in spots(data, RED, 60) if spot[1:] == pytest.approx((8.5, 5.1), abs=4)]
    (red,) = (one for one in images(opened(data)) if "/SMask" in one)
    assert red.read_bytes()[4 * (40 * 120 + 60) :][:4] == bytes(255 - part for part in RED) + b"\0"


def test_one_ink_prints_pictures_in_grey(illustrated: Path) -> None:
    """In a grey file no picture has a colour."""
    data = (illustrated / "leaflets/ms-a5-gray.pdf").read_bytes()
    with opened(data) as pdf:
        assert {str(one.ColorSpace) for one in images(pdf)} == {"/DeviceGray"}
    for page in pypdfium2.PdfDocument(data):
        red, green, blue = page.render().to_pil().convert("RGB").split()
        assert ImageChops.difference(red, green).getextrema() == ImageChops.difference(red, blue).getextrema() == (0, 0)
