"""Pages with their places empty, and what is laid over them."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from leaflets.personalise.practice import Practice
from leaflets.personalise.stamp.inscription import Inscription
from leaflets.problems import ContentError
from leaflets.studio import preview as at
from leaflets.studio.backdrop import BLOCK, SCALE, backdrop_of, jpeg, opened, shown
from leaflets.studio.details import Details, Upload
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.preview import Seen, logo_of, page_picture, preview, scene_of
from leaflets.studio.stock import StudioStock

MS = WantedFile(("ms",), "a5", "nl", "be", light=True)

BOXED = (
    "a5",
    "a4",
    "large-print",
    "poster",
    "a5-folded",
    "trifold",
    "dl-card",
    "booklet",
    "booklet-imposed",
    "booklet-press",
)
"""The formats a practice is written in."""


def png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.convert("RGB").save(target, "PNG")
    return target.getvalue()


def scan() -> Upload:
    """A logo on white of its own, of which the box has the colour, too large for the file at its best."""
    drawn = Image.effect_noise((900, 500), 90).convert("RGB")
    ImageDraw.Draw(drawn).rectangle((0, 0, 899, 90), fill="white")
    ImageDraw.Draw(drawn).rectangle((0, 410, 899, 499), fill="white")
    return Upload("logo.png", png(drawn))


def glass() -> Upload:
    """A logo through which the box is seen, here more and there less."""
    drawn = Image.effect_noise((600, 400), 60).convert("RGB")
    drawn.putalpha(Image.linear_gradient("L").resize(drawn.size))
    target = io.BytesIO()
    drawn.save(target, "PNG")
    return Upload("logo.png", target.getvalue())


def opened_picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def printed(stock: StudioStock, piece: WantedFile, practice: Practice, logo: Upload | None) -> Image.Image:
    """The page of the file as a practice gets it, drawn by PDFium from the file alone."""
    master = master_of(stock, piece)
    proof = shown(master)
    base = master.bases[master.proofs.index(proof)]
    assert base is not None
    drawn = logo_of(stock, logo)
    file = Inscription(practice, drawn).stamped(proof, base, master)  # type: ignore[arg-type]
    place = proof.practice or proof.issuer or proof.numbers
    assert place is not None
    with pypdfium2.PdfDocument(file.pdf) as document:
        drawn_page: Image.Image = document[place.page - 1].render(scale=SCALE, rev_byteorder=True).to_pil()
    return drawn_page


def composite(stock: StudioStock, piece: WantedFile, practice: Practice, logo: Upload | None) -> Image.Image:
    """The empty page as a browser gets it, with the pictures of a preview laid over it."""
    scene = scene_of(stock, piece)
    empty, seen = page_picture(stock, piece, scene.digest), preview(stock, piece, practice, logo)
    assert empty is not None
    assert isinstance(seen, Seen)
    page = opened_picture(empty)
    for patch in seen.patches:
        width, height = page.size
        left, top = round(patch.place[0] * width / 100), round(patch.place[1] * height / 100)
        page.paste(opened_picture(patch.picture), (left, top))
    assert ImageChops.difference(opened_picture(empty), page).getbbox() is not None
    return page


@pytest.mark.parametrize("light", [True, False])
@pytest.mark.parametrize("form", BOXED)
def test_the_places_laid_over_the_page_are_the_printed_page(
    form: str, light: bool, stock: StudioStock, practice: Practice, linden: Details, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every pixel is that of the file, with each kind of logo and none, before the pictures are packed and after."""
    piece = replace(MS, format=form, light=light)
    other = practice.model_copy(update={"name": "Fysiotherapie Ŵyńja & Zöe", "website": None})
    for who, logo in ((practice, linden.logo), (other, None), (other, scan()), (practice, glass())):
        whole = printed(stock, piece, who, logo)
        packed = ImageChops.difference(composite(stock, piece, who, logo), opened_picture(jpeg(whole)))
        assert packed.getbbox() is None
        with monkeypatch.context() as exact:
            exact.setattr(at, "jpeg", png)
            assert ImageChops.difference(composite(stock, piece, who, logo), whole).getbbox() is None


def test_every_other_format_has_no_box(stock: StudioStock) -> None:
    """So that none is left out above."""
    for form in stock.catalogue.formats.keys() - set(BOXED):
        with pytest.raises(ContentError, match="reserves no box"):
            master_of(stock, replace(MS, format=form))


def test_what_is_cut_is_whole_squares_of_jpeg(stock: StudioStock) -> None:
    """Up to the edge of the page."""
    backdrop = backdrop_of(stock.shop.bench, master_of(stock, MS))
    width, height = backdrop.easel.size
    assert height % BLOCK
    for left, top, right, bottom in backdrop.cuts:
        assert (left % BLOCK, top % BLOCK) == (0, 0)
        assert right == width or right % BLOCK == 0
        assert bottom == height or bottom % BLOCK == 0
    left, top, right, bottom = backdrop.easel.blocks((-99.0, -99.0, 999.0, 999.0))
    assert (left, top, right, bottom) == (0, 0, width, height)


def test_a_page_is_drawn_once_for_all_who_type(stock: StudioStock) -> None:
    """It is found again by the digest of its master."""
    master = master_of(stock, MS)
    assert backdrop_of(stock.shop.bench, master) is backdrop_of(stock.shop.bench, replace(master, words={}))


def test_what_is_painted_leaves_the_backdrop_as_it_was(stock: StudioStock, practice: Practice) -> None:
    """Of who typed before, nothing is seen."""
    backdrop = backdrop_of(stock.shop.bench, master_of(stock, MS))
    grounds = [ground.tobytes() for ground in backdrop.grounds]
    preview(stock, MS, practice, None)
    assert [ground.tobytes() for ground in backdrop.grounds] == grounds


def test_a_page_is_opened_by_its_number(stock: StudioStock) -> None:
    """From 1."""
    proof = shown(master_of(stock, MS))
    with opened(proof.pdf, proof.pages) as page:
        assert page.get_width() == pytest.approx(420, abs=1)
