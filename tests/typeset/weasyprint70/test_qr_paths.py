"""QR codes drawn at once: the same picture, with a part of the work."""

from __future__ import annotations

import sys
from types import FrameType

import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint import HTML, svg

from leaflets import qr
from leaflets.typeset.weasyprint70 import install, qr_paths
from leaflets.typeset.weasyprint70.qr_paths import rectangles
from tests.reading import opened, picture

URL = "https://jesseversteghen.blogspot.com/2023/04/slaap-voldoende.html"
CODE = HTML(string=f"<body>{qr.svg(URL, 30, 'QR-code')}</body>")


def drawn() -> tuple[bytes, int]:
    """A page with a code, and how many calls it took to write it."""
    document = CODE.render()
    calls = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        data = document.write_pdf()
    finally:
        sys.setprofile(None)
    return data, calls


def test_the_code_is_the_same_and_takes_a_part_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the pixel it is what WeasyPrint draws, which makes more than three times as many calls for the page."""
    install()
    assert svg.TAGS["path"] is qr_paths._draw_runs_at_once
    ours, few = drawn()
    monkeypatch.setitem(svg.TAGS, "path", qr_paths._draw_path)
    theirs, many = drawn()
    with pypdfium2.PdfDocument(ours) as one, pypdfium2.PdfDocument(theirs) as other:
        pictures = [picture(pdf[0], 600, grey=True) for pdf in (one, other)]
    assert ImageChops.difference(*pictures).getbbox() is None
    assert pictures[0].getextrema() == (0, 255)
    assert 3 * few < many


def test_a_code_is_rectangles_in_the_page() -> None:
    """Each run of dark modules is one operator, and nothing of the path is drawn another way."""
    install()
    with opened(drawn()[0]) as pdf:
        contents = [one.read_bytes() for one in pdf.objects if "/Length" in one and b" re\n" in one.read_bytes()]
    modules = qr.matrix(URL)
    runs = sum(dark and not (x and row[x - 1]) for row in modules for x, dark in enumerate(row))
    assert [content.count(b" 1 re") for content in contents] == [runs]
    assert all(b" l\n" not in content for content in contents)


@pytest.mark.parametrize(
    ("path", "operators"),
    [
        ("M0 0h7v1h-7z", b"0 0 7 1 re"),
        ("M0 0h7v1h-7zM9 12h1v1h-1z", b"0 0 7 1 re\n9 12 1 1 re"),
        ("M0 0h7v1h-6z", None),
        ("M0 0h7v2h-7z", None),
        ("M0 0h7v1h-7zM0 0l5 5z", None),
        ("M-1 0h7v1h-7z", None),
        ("", None),
    ],
)
def test_only_a_path_of_runs_is_drawn_at_once(path: str, operators: bytes | None) -> None:
    """Anything else, such as a drawing of the series or a run that does not close, is left to WeasyPrint."""
    assert rectangles(path) == operators
