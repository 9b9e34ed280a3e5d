"""What WeasyPrint writes between glyphs: only what moves them."""

from __future__ import annotations

import re
from pathlib import Path

import pydyf
import pypdfium2
import pytest
from PIL import ImageChops

from leaflets.typeset.weasyprint70 import kerning
from tests.reading import opened, picture

NAME = "nl/leaflets/ms-a5.pdf"


def test_no_distance_of_nothing_is_written(edition: Path) -> None:
    """Kerned pairs keep their distances, and no zero parts the glyphs of a word."""
    with opened(edition / NAME) as pdf:
        content = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
    distances = re.findall(rb">(-?[\d.]+)[]<]", content)
    assert distances
    assert 0 not in map(float, distances)


def test_the_glyphs_stand_where_they_stood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without the zeros a line is the same to the pixel and to whoever copies it."""
    from weasyprint import HTML

    page = "<p style='font-family: Leaflet Hyperlegible'>Tevreden AV-team, 10 %: Wat valt tegen?</p>"
    seen = []
    for show in (kerning._show_without_zeros, kerning._show):
        monkeypatch.setattr(pydyf.Stream, "show_text", show)
        data = HTML(string=page).write_pdf()
        with pypdfium2.PdfDocument(data) as pdf:
            seen.append((picture(pdf[0], 300, grey=True), pdf[0].get_textpage().get_text_range(), len(data)))
    (one, said, short), (other, same, long) = seen
    assert ImageChops.difference(one, other).getbbox() is None
    assert said == same
    assert short < long
