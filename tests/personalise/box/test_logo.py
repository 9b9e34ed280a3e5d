"""Logos: in proportion, fine enough for print, small enough, and nothing that is no picture."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from leaflets.personalise.box.logo import read_logo
from leaflets.personalise.incremental_update import Stream
from leaflets.personalise.sets.task import Master
from tests.personalise.conftest import copies, faults, practice
from tests.personalise.stamp.test_apply import box_of
from tests.reading import opened

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><linearGradient id="g">'
    b'<stop offset="0" stop-color="#0A0"/><stop offset="1" stop-color="#00A"/></linearGradient></defs>'
    b'<rect width="40" height="20" fill="url(#g)"/><circle cx="10" cy="10" r="6" fill="#FF0"/></svg>'
)


def saved(picture: Image.Image, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    picture.save(target, kind)
    return target.getvalue()


def flat(mode: str = "RGBA", size: tuple[int, int] = (1200, 600)) -> Image.Image:
    """A red ring with a blue bar: few colours, and nothing around it where the mode allows."""
    picture = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else "white")
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.ellipse((0, 0, height - 1, height - 1), outline="red", width=height // 8)
    draw.rectangle((height, height // 3, width - 1, height // 2), fill="blue")
    return picture


def photograph() -> Image.Image:
    return Image.merge("RGB", [Image.radial_gradient("L"), Image.linear_gradient("L"), Image.radial_gradient("L")])


LOGOS = {
    "logo.png": saved(flat()),
    "white.png": saved(flat("RGB")),
    "photo.jpg": saved(photograph(), "JPEG"),
    "logo.svg": SVG,
}


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_is_kept_in_proportion_and_small(masters: list[Master], name: str) -> None:
    """Beside all the text, it is there once in each file, as wide as high as it was, and the file within 1.3 its base."""
    made = copies(practice(logo=name, publisher=None), masters, LOGOS[name])
    assert len(made) == len(masters)
    for copy in made:
        assert len(copy.pdf) <= 1.3 * len(masters[copy.master].proofs[0].pdf)
        with opened(copy.pdf) as pdf:
            page = pdf.pages[-1]
            found = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) in ("cm", "Do")]
            at = next(n for n, one in enumerate(found) if one.operands and str(one.operands[0]) == "/PracticeLogo")
            width, _, _, height = (float(side) for side in list(found[at - 1].operands)[:4])
            wide, high = read_logo(LOGOS[name], name).size
            assert width / height == pytest.approx(wide / high, rel=0.01)
            drawn = page.obj.Resources.XObject.PracticeLogo
            if drawn.Subtype == "/Image":
                assert int(drawn.Width) / (width / 72) >= 150
            else:
                assert name.endswith(".svg")


def test_its_colours_are_on_the_page(a5: Master) -> None:
    """Rendered, the ring is red, the bar blue, and the box's tint shows where the logo is transparent."""
    (copy,) = copies(practice(logo="logo.png", publisher=None), [a5], LOGOS["logo.png"])
    box = box_of(a5)
    scale = 300 / 25.4
    page = pypdfium2.PdfDocument(copy.pdf)[3].render(scale=300 / 72).to_pil().convert("RGB")
    part = page.crop(tuple(round(side * scale) for side in (box[0], box[1], box[0] + box[2], box[1] + box[3])))
    colours = {colour for count, colour in part.getcolors(1 << 24) if count > 40}
    assert any(red > 200 and green < 60 and blue < 60 for red, green, blue in colours)
    assert any(blue > 200 and red < 60 for red, green, blue in colours)
    ground = sorted(part.getcolors(1 << 24))[-2:]  # The page around the box is white.
    assert {colour for _, colour in ground} == {(255, 255, 255), (231, 241, 232)}


@pytest.mark.parametrize(("name", "shows"), [("white.png", False), ("white.jpg", False), ("blue.png", True)])
def test_white_around_a_logo_takes_the_colour_of_the_box(a5: Master, name: str, shows: bool) -> None:
    """A logo saved on white has no white plate on the tint; one on a colour of its own keeps that, and its white."""
    picture = flat("RGB")
    if name == "blue.png":
        picture = Image.new("RGB", (1200, 600), "navy")
        picture.paste("white", (200, 200, 1000, 400))
    data = saved(picture, "JPEG" if name.endswith(".jpg") else "PNG")
    (copy,) = copies(practice(logo=name, publisher=None, website=None, appointment=None), [a5], data)
    box = box_of(a5)
    scale = 300 / 25.4
    page = pypdfium2.PdfDocument(copy.pdf)[3].render(scale=300 / 72).to_pil().convert("RGB")
    part = page.crop(
        tuple(round(side * scale) for side in (box[0] + 96, box[1] + box[3] - 22, box[0] + 120, box[1] + box[3] - 6))
    )
    whites = sum(count for count, colour in part.getcolors(1 << 24) if min(colour) > 250)
    assert (whites > 5000) == shows
    assert whites > 5000 or whites < 50


def test_the_print_shop_gets_cmyk(a5: Master) -> None:
    """In press ink no part of the logo is RGB, black becomes black alone, and no place takes more than 300 %."""
    logo = read_logo(saved(Image.effect_noise((300, 300), 200).convert("RGB")), "noise.png")
    black = read_logo(saved(Image.new("RGB", (300, 300))), "black.png")
    for one in (logo, black):
        (stream,) = one.within(1 << 30, 20.0, "press")(1, 2).values()
        assert b"DeviceCMYK" in stream.head  # type: ignore[union-attr]
        assert b"DeviceRGB" not in stream.head  # type: ignore[union-attr]
    assert b"<000000ff" in black.within(1 << 30, 20.0, "press")(1, 2)[1].head  # type: ignore[union-attr]


def test_a_photograph_is_no_negative_in_print() -> None:
    """In the print shop's inks the red of a photographed logo is magenta and yellow still, read as PDF says it."""
    red = Image.blend(Image.new("RGB", (256, 256), (220, 0, 0)), photograph(), 0.3)
    ways = (way.objects(1, 2)[1] for way in read_logo(saved(red, "JPEG"), "red.jpg")._choices((20.0, "press")))
    stream = next(way for way in ways if b"/DCTDecode" in way.head)  # type: ignore[union-attr]
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        image = pdf.make_stream(b"", pikepdf.Object.parse(b"<<" + stream.head + b">>"))  # type: ignore[union-attr]
        image.write(stream.data, filter=pikepdf.Name.DCTDecode)  # type: ignore[union-attr]
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Red=image))
        page.obj.Contents = pdf.make_stream(b"100 0 0 100 0 0 cm /Red Do")
        target = io.BytesIO()
        pdf.save(target)
    seen = pypdfium2.PdfDocument(target.getvalue())[0].render().to_pil().convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert seen[0] > 150
    assert max(seen[1:]) < 110


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.png", b"", "is empty"),
        ("logo.png", b"no picture", "no PNG or JPEG"),
        ("logo.png", saved(flat())[:800], "is broken"),
        ("logo.png", saved(Image.new("1", (20_000, 10))), "20000 × 10 pixels"),
        ("logo.png", saved(Image.new("1", (20_000, 20_000))), "too many pixels"),
        ("logo.png", saved(Image.new("RGB", (12, 12))), "too few to print"),
        ("logo.png", saved(Image.new("RGBA", (300, 300))), "is empty"),
        ("logo.jpg", SVG, "no PNG or JPEG"),
    ],
)
def test_what_is_no_logo_is_refused(a5: Master, name: str, data: bytes, said: str) -> None:
    """The row is refused with the reason, whatever the file calls itself."""
    (what,) = faults(practice(logo=name), [a5], data)
    assert f'the logo "{name}"' in what
    assert said in what


def test_the_example_is_a_logo(a5: Master) -> None:
    """The logo of the example practice can be used."""
    from tests.conftest import PROJECT

    data = Path(PROJECT / "content" / "practices" / "de-linde.svg").read_bytes()
    assert read_logo(data, "de-linde.svg").size == (120.0, 120.0)


def test_one_ink_gets_grey() -> None:
    """As few colours and as a photograph, a logo for one ink has one value a pixel, in the table of colours too."""
    heads = []
    for drawn in (flat(), photograph()):
        logo = read_logo(saved(drawn), "logo.png")
        whole = logo.within(100_000, 40.0, "gray")(1, 2)[1]
        assert isinstance(whole, Stream)
        heads.append(whole.head)
    assert b"/Indexed/DeviceGray" in heads[0]
    assert b"/ColorSpace/DeviceGray" in heads[1]
    assert all(b"DeviceRGB" not in head for head in heads)
