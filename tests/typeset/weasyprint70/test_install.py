"""One door for all that is changed in WeasyPrint, and what would be wrong without each part behind it."""

from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pydyf
import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint import HTML, svg
from weasyprint.pdf import tags

from leaflets.typeset.weasyprint70 import install, kerning, one_ink, qr_paths, tagging
from tests.conftest import PROJECT
from tests.reading import picture

pytestmark = pytest.mark.whole

PAGE = """<html lang="nl"><title>Rust</title><style>@page { @bottom-center { content: counter(page) } }</style>
<h1>Rust</h1><p><a href="https://example.org/" title="Naar de bron">bron</a> <i lang="en">lassitude</i></p>
<ol><li>Rust.</ol><table><tr><th scope="row">Slaap<td>7 uur</table><p class="practice">Praktijk</p></html>"""


def test_nothing_is_changed_before_it_is_asked_for() -> None:
    """Loading the press leaves WeasyPrint as it is; `install` changes seven parts, and twice is the same as once."""
    code = """
import pydyf
from weasyprint import svg
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream
parts = lambda: (pydyf.Stream.show_text, svg.TAGS["path"], tags._build_box_tree, pydyf.Stream.set_color_rgb,
                 Stream.add_shading, Stream.add_group, Stream.set_alpha_state)
before = parts()
import leaflets.typeset, leaflets.typeset.weasyprint70 as door
assert parts() == before
door.install()
once = parts()
door.install()
print(sum(one is not other for one, other in zip(before, once)), parts() == once)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == "7 True\n"


def without(patch: pytest.MonkeyPatch) -> None:
    """WeasyPrint as it was."""
    patch.setattr(pydyf.Stream, "show_text", kerning._show)
    patch.setitem(svg.TAGS, "path", qr_paths._draw_path)
    patch.setattr(tags, "_build_box_tree", tagging._build)
    patch.setattr(pydyf.Stream, "set_color_rgb", one_ink._set_rgb)


def written(*, is_ours: bool) -> bytes:
    finisher = {"finisher": tagging.finish} if is_ours else {}
    data: bytes = HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", **finisher)
    return data


def told(data: bytes) -> dict[str, object]:
    """What the tags of a file say of its link, list item, table head, foreign words and box, and how its folio is marked."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        (link,) = pdf.pages[0].Annots
        content = pdf.pages[0].Contents.read_bytes()
        return {
            "link": str(link.get("/Contents", "")),
            "scope": [
                str(one.A["/Scope"]) for one in found if one.get("/S") == "/TH" and "/Scope" in one.get("/A", {})
            ],
            "language": [str(one["/Lang"]) for one in found if one.get("/S") and one.get("/Lang") == "en"],
            "box": [str(one["/T"]) for one in found if one.get("/S") and "/T" in one],
            "folio": content.count(b"/Pagination"),
        }


def test_without_our_tags_a_screen_reader_misses_all_this(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tag tree of WeasyPrint alone says none of it; when a newer one does, that part of `tagging` may go."""
    install()
    ours = told(written(is_ours=True))
    assert ours == {
        "link": "Naar de bron", "scope": ["/Row"], "language": ["en"],
        "box": ["practice"], "folio": 1,
    }  # fmt: skip
    without(monkeypatch)
    theirs = told(written(is_ours=False))
    assert [part for part in ours if theirs[part] == ours[part]] == []


def test_the_page_is_the_same_to_the_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without all of it, to the pixel."""
    install()
    ours = written(is_ours=True)
    without(monkeypatch)
    theirs = written(is_ours=False)
    with pypdfium2.PdfDocument(ours) as one, pypdfium2.PdfDocument(theirs) as other:
        assert ImageChops.difference(picture(one[0], 200), picture(other[0], 200)).getbbox() is None
