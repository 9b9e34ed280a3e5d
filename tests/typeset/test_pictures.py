"""Pictures of texts: in every format, in every ink, sharp, in their place, and read aloud."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from leaflets.build.pipeline import make
from leaflets.content import Catalogue, load
from leaflets.model.artefact import Ink
from leaflets.model.content import Illustration
from leaflets.model.format import PaperOptions
from leaflets.plan import Request, booklet
from leaflets.preflight.measure import paint as painting
from leaflets.preflight.measure.pdfua import failures
from leaflets.problems import ContentError
from leaflets.typeset import typeset
from tests.conftest import PROJECT, once
from tests.pictures.hostile import CASES
from tests.reading import elements, opened, runs
from tests.small import keep_cited_sources

RED, BLUE, GREEN = (200, 30, 30), (20, 40, 200), (20, 140, 60)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="15mm"><path d="M0 0H40V20H0z" fill="#1428C8"/></svg>'
POINT = "- Slecht slapen maakt u vermoeider, maar is vaak te behandelen. [C34]"
SCREEN = {
    "leaflets/ms-a4": (RED, BLUE, GREEN), "leaflets/ms-a5": (RED, BLUE, GREEN),
    "leaflets/ms-a5-folded": (RED, BLUE, GREEN), "leaflets/ms-large-print": (RED, BLUE, GREEN),
    "leaflets/ms-trifold": (RED, BLUE, GREEN), "leaflets/ms-dl-card": (RED,),
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
    text = "\n".join(
        line
        for line in text.split("\n")
        if not line.startswith(("Op hersenscans", "Bij dieren blijkt", "- Slaap is geen"))
    )
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
            for path in (content / "nl").glob("*.md"):
                if path.stem != "ms":
                    path.unlink()
            keep_cited_sources(content)
            illustrate(content)
            found, problems = load(content, PROJECT / "styles")
            assert problems == []
            formats = tuple(path.split("ms-")[-1] if "leaflets" in path else path.split("/")[1][:-3] for path in SCREEN)
            for paper, chosen in (
                (PaperOptions(), formats),
                (PaperOptions(gray=True), ("a5",)),
                (PaperOptions(press=True), ("a5", "dl-card", "booklet-press")),
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
    for colour in SCREEN[name]:
        found = [spot[1:] for spot in spots(pdf, colour)]
        wanted = list(sizes[colour])
        if "dl-card" in name:
            wanted[0] += 2 * 99  # Three cards beside each other.
        assert any(spot == pytest.approx(wanted, abs=0.6) for spot in found), (wanted, found)


@pytest.mark.parametrize(
    "name", [name for name in SCREEN if name.split("-", 1)[1] in ("a4", "a5", "large-print", "ms")]
)
def test_a_picture_is_read_aloud_once(illustrated: Path, name: str) -> None:
    """Its description is the alternative text of a figure whose place is that of the picture, and is printed nowhere."""
    with opened(illustrated / f"{name}.pdf") as pdf:
        said = [str(one.own.Alt) for one in elements(pdf, "/Figure")]
        boxes = [one.own.A.BBox for one in elements(pdf, "/Figure") if str(one.own.Alt).startswith("Een rood vlak")]
    assert said.count("Een rood vlak met een rand van glas") == 1
    assert said.count("Een blauw vlak") == (2 if name.endswith("booklet-ms") else 1)
    assert float(boxes[0][2] - boxes[0][0]) == pytest.approx(120 / 300 * 72, abs=0.5)
    whole = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(illustrated / f"{name}.pdf"))
    assert "blauw vlak" not in whole


def test_the_print_shop_gets_inks(illustrated: Path) -> None:
    """In a press file photographs and drawings are CMYK, of 300 % ink at the most, and look as they do on a screen."""
    for path in (
        "leaflets/ms-a5-press",
        "leaflets/ms-dl-card-press",
        "booklet/booklet-press-ms",
    ):
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
            assert [(int(one.SMask.Width), str(one.SMask.ColorSpace)) for one in masked] == [(120, "/DeviceGray")]
        assert [spot for spot in spots(data, RED, 60) if spot[1:] == pytest.approx((8.5, 5.1), abs=4)]
    with opened(data) as pdf:
        (red,) = (one for one in images(pdf) if "/SMask" in one)
        assert red.read_bytes()[4 * (40 * 120 + 60) :][:4] == bytes(255 - part for part in RED[:2]) + b"\xe1\0"


def test_one_ink_prints_pictures_in_grey(illustrated: Path) -> None:
    """In a grey file no picture has a colour."""
    data = (illustrated / "leaflets/ms-a5-gray.pdf").read_bytes()
    with opened(data) as pdf:
        assert {str(one.ColorSpace) for one in images(pdf)} == {"/DeviceGray"}
    for page in pypdfium2.PdfDocument(data):
        red, green, blue = page.render().to_pil().convert("RGB").split()
        assert ImageChops.difference(red, green).getextrema() == ImageChops.difference(red, blue).getextrema() == (0, 0)


COLUMN = (124.0, 55.0)
"""The width of the booklet's column, and the height a picture has there at the most, in mm."""


def page_of(
    catalogue: Catalogue,
    folder: Path,
    markdown: str,
    ink: Ink = "screen",
    known: Mapping[str, Illustration] | None = None,
) -> bytes:
    """A page of the booklet that says this, with pictures from folder/content/nl/pictures."""
    text = next(one for one in catalogue.chapters["nl"].values() if one.id == "conclusion")
    changed = text.model_copy(update={"markdown": markdown, "cited": (), "pictures": known or {}})
    plan = booklet(catalogue, catalogue.languages["nl"], [], catalogue.formats["booklet"], ink)
    job = next(section.job for section in plan.sections if section.job.id == "conclusion")
    job = job.model_copy(update={"chapter": changed, "citations": (), "context": {}})
    return typeset(job, PROJECT, folder / "content").pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place of its own with pictures of every awkward shape."""
    pictures = tmp_path / "content" / "nl" / "pictures"
    pictures.mkdir(parents=True)
    Image.new("RGB", (3000, 1000), RED).save(pictures / "wide.png")
    Image.new("RGB", (1000, 3000), RED).save(pictures / "high.jpg", quality=95)
    Image.new("RGB", (472, 236), RED).save(pictures / "fit.png")
    for name, how in (
        ("ratio", 'viewBox="0 0 40 20"'),
        ("tall", 'viewBox="0 0 20 300"'),
        ("huge", 'width="9000" height="4500"'),
    ):
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {how}><rect width="9000" height="9000" fill="#C81E1E"/></svg>'
        )
        (pictures / f"{name}.svg").write_text(drawing, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("wide.png", (124, 41.3)), ("high.jpg", (18.3, 55)), ("fit.png", (40, 20)), ("ratio.svg", (110, 55)),
        ("tall.svg", (3.7, 55)), ("huge.svg", (110, 55)),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "where", ["![vlak]({})", "- punt\n\n    ![vlak]({})", "> ![vlak]({})", "| a | b |\n|---|---|\n| ![vlak]({}) | c |"]
)
def test_a_picture_stays_in_its_column(
    catalogue: Catalogue, folder: Path, where: str, name: str, size: tuple[float, float]
) -> None:
    """Whatever its pixels or measures say, it keeps its proportions, and is as large as the column lets it be."""
    ((_, width, height),) = spots(page_of(catalogue, folder, f"Voor.\n\n{where.format(name)}\n\nNa."), RED)
    assert width / height == pytest.approx(size[0] / size[1], rel=0.1)
    assert width <= size[0] + 0.6
    assert height <= size[1] + 0.6
    if where.startswith("!"):
        assert (width, height) == pytest.approx(size, abs=0.6)


@pytest.mark.parametrize(
    ("name", "pixels"), [("wide.png", (1465, 488)), ("high.jpg", (217, 650)), ("fit.png", (472, 236))]
)
@pytest.mark.parametrize("ink", ["screen", "gray", "press"])
def test_a_photograph_has_300_pixels_an_inch(
    catalogue: Catalogue, folder: Path, ink: Ink, name: str, pixels: tuple[int, int]
) -> None:
    """As many as print needs and no more, however many it came with: a leaflet is not to weigh what a camera's file does."""
    data = page_of(catalogue, folder, f"![vlak]({name})", ink)
    with opened(data) as pdf:
        (image,) = images(pdf)
        assert (int(image.Width), int(image.Height)) == pytest.approx(pixels, abs=1)
        (painted,) = painting.painted_on(pdf.pages[0], {}).pictures
        assert painted.ppi >= 299.5
        assert painted.space == {"screen": "rgb", "gray": "gray", "press": "cmyk"}[ink]
        assert str(image.Filter) == ("/DCTDecode" if name.endswith("jpg") else "/FlateDecode")
        colour = {"screen": RED, "gray": (83,), "press": (55, 225, 225, 0)}[ink]
        seen = pikepdf.PdfImage(image).as_pil_image().getpixel((9, 9))
        assert (seen if isinstance(seen, tuple) else (seen,)) == pytest.approx(colour, abs=4)


def test_a_page_is_the_same_wherever_its_pictures_lie(catalogue: Catalogue, folder: Path, tmp_path: Path) -> None:
    """The bytes say nothing of the machine: neither the folder's name, nor the camera's notes, nor the time."""
    pictures = folder / "content" / "nl" / "pictures"
    exif = Image.Exif()
    exif[0x010E] = "geheim"
    Image.new("RGB", (300, 100), RED).save(pictures / "photo.jpg", exif=exif)
    text = "![vlak](wide.png) ![vlak](photo.jpg) ![vlak](tall.svg)"
    for ink in ("screen", "press"):
        before = page_of(catalogue, folder, text, ink)
        shutil.copytree(folder / "content", tmp_path / ink / "elders" / "content")
        assert page_of(catalogue, tmp_path / ink / "elders", text, ink) == before
        assert b"geheim" not in before
        assert b"Exif" not in before


@pytest.mark.parametrize("name", ["wide.png", "tall.svg"])
def test_a_picture_that_changed_meanwhile_is_not_printed(catalogue: Catalogue, folder: Path, name: str) -> None:
    """A page is known by what its pictures were when the text was read; with another picture it would be another page."""
    data = (folder / "content" / "nl" / "pictures" / name).read_bytes()
    known = Illustration(sha256=hashlib.sha256(data).hexdigest(), pixels=None, line=1)
    assert page_of(catalogue, folder, f"![vlak]({name})", known={name: known})
    other = known.model_copy(update={"sha256": "0" * 64})
    with pytest.raises(ContentError, match=f"{name} was changed meanwhile; make it again"):
        page_of(catalogue, folder, f"![vlak]({name})", known={name: other})


def test_a_hostile_picture_is_refused_again_when_it_is_drawn(catalogue: Catalogue, folder: Path) -> None:
    """Whoever draws a page trusts nobody to have looked before."""
    pictures = folder / "content" / "nl" / "pictures"
    for name in ("uses of uses.svg", "cut off.png", "entities in utf-16-le.svg"):
        (pictures / name).write_bytes(CASES[name][0])
        with pytest.raises(ContentError) as refused:
            page_of(catalogue, folder, f"![vlak]({name})")
        assert CASES[name][1] in str(refused.value)
    os.mkfifo(pictures / "pipe.png")
    with pytest.raises(ContentError, match=r"pipe\.png is no plain file"):
        page_of(catalogue, folder, "![vlak](pipe.png)")


def test_colours_of_the_series_are_those_of_its_table(catalogue: Catalogue, folder: Path) -> None:
    """A drawing in a colour of the table has its inks in print, one beside the table its own, black is black alone."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="9" height="9" fill="#0B5563"/>'
        '<rect width="9" height="9" fill="#0B556380"/><rect width="9" height="9" fill="red"/><rect width="9" height="9"/></svg>'
    )
    (folder / "content" / "nl" / "pictures" / "series.svg").write_text(drawing, encoding="utf-8")
    found = []
    for ink in ("press", "gray"):
        with opened(page_of(catalogue, folder, "![vlak](series.svg)", ink)) as pdf:
            found.append(painting.painted_on(pdf.pages[0], {}).colours)
            states = [one.ca for one in pdf.pages[0].obj.Resources.ExtGState.values() if "/ca" in one and one.ca < 1]
            assert [float(one) for one in states] == [pytest.approx(0.5, abs=0.01)]
    press, gray = found
    assert {("cmyk", (0.9, 0.45, 0.4, 0.35)), ("cmyk", (0, 1, 1, 0)), ("cmyk", (0, 0, 0, 1))} <= press
    assert {space for space, _ in press} == {"cmyk"}
    assert all(len(set(values)) == 1 for space, values in gray if space == "rgb")


def test_a_picture_may_be_a_link(catalogue: Catalogue, folder: Path) -> None:
    """What is clicked says where it goes in the picture's words, and its figure is a part of the link."""
    with opened(page_of(catalogue, folder, "Zie [![Een kaart](fit.png)](https://example.org/kaart).")) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        (element,) = elements(pdf, "/Link")
        assert str(link.Contents) == "Een kaart"
        assert [str(kid.own.Alt) for kid in element.all() if kid.tag == "/Figure"] == ["Een kaart"]
        target = io.BytesIO()
        pdf.save(target)
    assert failures(target.getvalue()) == []


def test_letters_in_a_drawing_are_set_in_our_faces(catalogue: Catalogue, folder: Path) -> None:
    """A face nobody has when it is printed becomes the text's own; the edition's for headings may be asked for."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" font-family="Arial, sans-serif" font-size="16">'
        '<text y="20">{}</text><text y="38" style="font-family:\'DM Serif Display\'">kop</text></svg>'
    )
    path = folder / "content" / "nl" / "pictures" / "words.svg"
    for words in ("slaap", '<tspan font-family="Comic Sans MS">slaap</tspan>'):
        path.write_text(drawing.format(words), encoding="utf-8")
        with opened(page_of(catalogue, folder, "![vlak](words.svg)")) as pdf:
            fonts = pdf.pages[0].obj.Resources.Font
            said = {"L": "", "D": ""}
            for run in runs(pdf.pages[0]):  # The letters of a drawing are shown one by one.
                said[str(fonts[run.font].BaseFont)[8]] += run.text
        assert "slaap" in said["L"]
        assert "kop" in said["D"]
