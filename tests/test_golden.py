from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from leaflets.content import Catalogue
from tests.golden import FOLDER, PICTURES, Press, difference, page

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def press(catalogue: Catalogue) -> Press:
    return Press(catalogue)


def golden(name: str) -> Image.Image:
    with Image.open(FOLDER / f"{name}.png") as kept:
        kept.load()
        return kept


@pytest.mark.parametrize("name", PICTURES)
def test_the_pages_look_as_they_did(press: Press, tmp_path: Path, name: str) -> None:
    """Each golden picture is what the press makes now; when you meant the change, run `python -m tests.golden`."""
    differs = difference(golden(name), PICTURES[name](press))
    if differs is not None:
        differs.save(tmp_path / f"{name}.png")
        pytest.fail(f"{name} looks different: kept, now and what differs are in {tmp_path / f'{name}.png'}")


def test_all_pictures_are_small_and_belong_to_the_tests() -> None:
    """A page is at most 24 KiB, a strip for the README 150 KiB and 1,010 pixels wide; no other pictures lie about."""
    kept = {path.stem: path for path in FOLDER.glob("*.png")}
    assert set(kept) == set(PICTURES)
    for name, path in kept.items():
        assert path.stat().st_size <= (150 if name.startswith("readme-") else 24) * 1024
        assert golden(name).width <= 1010


def test_a_changed_word_is_seen(press: Press) -> None:
    """A few words less on a page are more than the tolerance, and the difference shows where they stood."""
    name = "fibromyalgia-a5-2"
    drawn = PICTURES[name](press)
    ImageDraw.Draw(drawn).rectangle((84, 40, 120, 60), "white")
    differs = difference(golden(name), drawn)
    assert differs is not None
    third = differs.crop((2 * differs.width // 3, 0, differs.width, differs.height))
    colours = {colour for _, colour in third.getcolors(1 << 24) or ()}
    assert (255, 0, 0) in colours


def test_a_page_moved_by_a_pixel_is_seen(press: Press) -> None:
    """Text that stands half a millimetre lower is another page."""
    name = "ms-a4-1"
    drawn = PICTURES[name](press)
    moved = Image.new("RGB", drawn.size, "white")
    moved.paste(drawn, (0, 1))
    assert difference(golden(name), moved) is not None


def test_a_page_of_another_size_is_seen(press: Press) -> None:
    """A page that is a pixel wider is not compared away."""
    name = "booklet-cover"
    wider = page(press.section("cover"), 1, golden(name).width + 1)
    assert difference(golden(name), wider) is not None


def test_edges_drawn_a_little_otherwise_are_not(press: Press) -> None:
    """Small changes of grey, as another version of the drawing library makes them, pass."""
    name = "ms-a4-2"
    drawn = PICTURES[name](press)
    assert difference(golden(name), drawn.point(lambda band: max(0, band - 12))) is None
