"""Small pictures of files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from leaflets.problems import ContentError
from leaflets.site.thumbnails import WIDTH, Drawn, first_page
from tests.site.stock import page


@pytest.mark.parametrize(("width", "height"), [(210, 297), (297, 210), (148, 210)])
def test_the_first_page_is_drawn(width: int, height: int, tmp_path: Path) -> None:
    """As wide as all are, in its own proportion, and the same bytes each time."""
    (tmp_path / "one.pdf").write_bytes(page(width, height))
    data = first_page(tmp_path / "one.pdf")
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "WEBP"
        assert picture.width == WIDTH
        assert picture.height == pytest.approx(WIDTH * height / width, abs=1)
    assert data == first_page(tmp_path / "one.pdf")


def test_what_was_drawn_once_is_kept(tmp_path: Path) -> None:
    """By its kind and what it is drawn from; another is drawn."""
    drawn: list[str] = []

    def draw() -> bytes:
        drawn.append("")
        return b"picture"

    kept = Drawn(tmp_path)
    assert [kept.get("webp", "a", draw), kept.get("webp", "a", draw)] == [b"picture"] * 2
    assert len(drawn) == 1
    kept.get("webp", "b", draw)
    kept.get("jpg", "a", draw)
    assert len(drawn) == 3


def test_a_damaged_picture_is_drawn_again(tmp_path: Path) -> None:
    """Half a file is no picture."""
    kept = Drawn(tmp_path)
    kept.get("webp", "a", lambda: b"picture")
    (path,) = (tmp_path / ".cache" / "site").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert kept.get("webp", "a", lambda: b"anew") == b"anew"


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path: Path) -> None:
    """Else the pictures of every version there was would stay."""
    Drawn(tmp_path).get("webp", "old", lambda: b"old")
    now = Drawn(tmp_path)
    now.get("webp", "new", lambda: b"new")
    now.forget_others()
    assert [path.name for path in now.folder.iterdir()] == list(now.used)


def test_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    """A sentence names the file."""
    (tmp_path / "one.pdf").write_bytes(b"no pdf")
    with pytest.raises(ContentError, match=r"one.pdf: cannot be read as a PDF"):
        first_page(tmp_path / "one.pdf")
