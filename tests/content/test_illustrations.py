"""Pictures of texts: found in their folder, looked at, and refused in words."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from PIL import Image

from leaflets.content.illustrations import illustrations
from leaflets.content.safety import faults
from leaflets.model.content import Illustration

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9"/></svg>'
PLACE = "Put the picture in content/nl/pictures/ and write its file name only."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a drawing, two photographs, and things that are no pictures; a drawing outside it."""
    found = tmp_path / "content" / "nl" / "pictures"
    (found / "deep").mkdir(parents=True)
    (found / "moon.svg").write_bytes(SVG)
    (found.parent / "outside.svg").write_bytes(SVG)
    (found / "link.svg").symlink_to(found.parent / "outside.svg")
    (found / "within.svg").symlink_to(found / "moon.svg")
    Image.new("RGB", (200, 100)).save(found / "deep" / "Sun.PNG")
    Image.new("RGB", (120, 90)).save(found / "Foto 1.jpg")
    Image.new("RGB", (40, 20)).save(found / "speck.png")
    Image.new("RGB", (200, 100)).save(found / "tiff.png", "TIFF")
    (found / "run.js").write_bytes(b"x")
    (found / "folder.png").mkdir()
    (found / "large.png").write_bytes(bytes(10_000_001))
    os.mkfifo(found / "pipe.png")
    (found / "circle.svg").symlink_to("circle.svg")
    (found / "empty.svg").symlink_to("nowhere.svg")
    return found


def said(text: str, folder: Path) -> list[tuple[int | None, str, str]]:
    return [(fault.line, fault.what, fault.todo) for fault in faults(text, "content/nl/x.md", 10, folder)]


def test_pictures_lie_in_their_folder(folder: Path) -> None:
    """A drawing or photograph is used by its name, also from a folder within, with a blank in it, or through a link."""
    text = "![Maan](moon.svg)\n![Zon](deep/Sun.PNG)\n\n![Foto](Foto 1.jpg) ![Maan](within.svg)"
    assert said(text, folder) == []
    found = illustrations(text, 10, folder)
    assert {name: (one.pixels, one.line) for name, one in found.items()} == {
        "moon.svg": (None, 10), "deep/Sun.PNG": ((200, 100), 11), "Foto 1.jpg": ((120, 90), 13), "within.svg": (None, 13),
    }  # fmt: skip
    assert found["moon.svg"].sha256 == found["within.svg"].sha256 == hashlib.sha256(SVG).hexdigest()


def test_what_is_gone_meanwhile_is_left_to_who_draws_the_page(folder: Path) -> None:
    """A text without pictures has none, and one whose picture cannot be read any more is no crash."""
    assert illustrations("Een zin!", 1, folder) == {}
    assert illustrations("![a](gone.svg) ![b](moon.svg)", 1, folder) == {
        "moon.svg": Illustration(sha256=hashlib.sha256(SVG).hexdigest(), pixels=None, line=1)
    }


@pytest.mark.parametrize(
    ("name", "what", "todo"),
    [
        ("../outside.svg", "may not be used", f"{PLACE} It is a PNG, JPEG or SVG."),
        ("deep/../../outside.svg", "may not be used", f"{PLACE} It is a PNG, JPEG or SVG."),
        ("run.js", "may not be used", f"{PLACE} It is a PNG, JPEG or SVG."),
        ("deep", "may not be used", f"{PLACE} It is a PNG, JPEG or SVG."),
        ("link.svg", "is outside the folder pictures", PLACE),
        ("moon%2Esvg", "may not be used", f"{PLACE} It is a PNG, JPEG or SVG."),
        ("mo%6Fn.svg", "has a name that cannot be used", "Give it a name without %."),
        ("moon.svg?x=.svg", "has a name that cannot be used", "Give it a name without ?."),
        ("maan.svg", "does not exist", PLACE),
        ("circle.svg", "leads nowhere", PLACE),
        ("empty.svg", "leads nowhere", PLACE),
        ("sun.png", "does not exist", PLACE),
        ("mooon.svg", "does not exist", 'Did you mean "moon.svg"?'),
        ("foto 1.JPG", "does not exist", 'Did you mean "Foto 1.jpg"?'),
        ("moon.svg/x.svg", "does not exist", PLACE),
        ("folder.png", "is no plain file", PLACE),
        ("pipe.png", "is no plain file", PLACE),
        ("large.png", "is longer than 10 MB", "Save it smaller."),
        ("tiff.png", "is no PNG or JPEG picture, whatever its name says", "Replace the picture, or leave it out."),
        ("speck.png", "has 40 × 20 pixels: in print 3 mm", "Use one of 472 pixels (40 mm) or more."),
    ],
)
def test_a_picture_that_cannot_be_used_is_one_sentence(folder: Path, name: str, what: str, todo: str) -> None:
    """It names the picture and the line, the folder in full, and what to do; nothing is waited for."""
    assert said(f"a\n\n![x]({name})", folder) == [(12, f'the picture "{name}" {what}', todo)]


def test_a_picture_has_a_description(folder: Path) -> None:
    """Without words between the brackets it is refused."""
    for alt in ("", " "):
        ((line, what, _),) = said(f"a\n\n![{alt}](moon.svg)", folder)
        assert (line, what) == (12, 'the picture "moon.svg" has no description')


@pytest.mark.parametrize("mark", ["![Maan] (moon.svg)", "![Maan][moon]", "![Maan]", "![Maan](moon.svg"])
def test_half_a_picture_is_not_printed_as_words(folder: Path, mark: str) -> None:
    """A blank too many or a bracket too few is a mistake in its line, and no strange sentence on the page."""
    what, todo = "here should be a picture, which cannot be read", "Write ![What one sees](name.jpg)."
    assert said(f"Een zin!\n\nZo: {mark}", folder) == [(12, what, todo)]
