"""One door for all that is changed in WeasyPrint, and what would be wrong without each part behind it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint import HTML, css, svg
from weasyprint.draw import text as drawing
from weasyprint.layout import inline
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break
from weasyprint.text.fonts import font_features, get_font_description

from leaflets import qr
from leaflets.typeset import weasyprint70
from leaflets.typeset.weasyprint70 import (
    initial_styles,
    install,
    kerning,
    line_ends,
    links,
    one_ink,
    qr_paths,
    svg_words,
    tagging,
)
from leaflets.typeset.weasyprint70.fonts import type_case
from tests.conftest import PROJECT
from tests.reading import picture

pytestmark = pytest.mark.whole

PAGE = """<html lang="nl"><title>Rust</title><style>@page { @bottom-center { content: counter(page) } }</style>
<h1>Rust</h1><p><a href="https://example.org/" title="Naar de bron">bron</a> <i lang="en">lassitude</i></p>
<ol><li>Rust.</ol><table><tr><th scope="row">Slaap<td>7 uur</table><p class="practice">Praktijk</p></html>"""

WORDS = "Wie moe is rust uit en gaat daarna weer rustig verder met wat die dag nog moet. "

ALL_OF_IT = f"""<html lang="nl"><title>Rust</title><style>
@page {{ size: 120mm 180mm; margin: 12mm; @bottom-center {{ content: counter(page) }} }}
body {{ font-family: Atkinson Hyperlegible; color: #222 }} li {{ orphans: 1; widows: 1 }}
.shade {{ height: 1cm; background: linear-gradient(90deg, #000, #AAA 30%, #FFF) }}
.colour {{ height: 1cm; background: linear-gradient(#777, #F4B860); border: 2pt solid #808080; opacity: .7 }}
</style><h1>Rust</h1><p style="color: #0B5563">{WORDS}<a href="https://example.org/" title="Naar de bron">{WORDS}</a>
<i lang="en">lassitude</i></p><div class="shade"></div><div class="colour"></div>
{qr.svg("https://example.org/", 20, "QR-code")}
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30" width="300" height="90" font-size="8">
<linearGradient id="g"><stop stop-color="#222"/><stop offset=".4" stop-color="#FFF" stop-opacity=".5"/>
<stop offset="1" stop-color="#999"/></linearGradient><rect width="60" height="20" fill="url(#g)"/>
<circle cx="80" cy="10" r="9" fill="#777" stroke="#000" opacity=".5"/><text x="2" y="28">nnnn</text></svg>
<ol>{f"<li>{WORDS * 2}" * 3}</ol><table><tr><th scope="row">Slaap<td>7 uur</table><p class="practice">Praktijk</p></html>"""
"""Two pages with something of everything a patch changes."""


REPLACED: dict[tuple[Any, str], Any] = {
    (pydyf.Stream, "show_text"): kerning._show,
    (inline, "get_next_linebox"): line_ends._next_line,
    (drawing, "draw_first_line"): line_ends._draw_line,
    (pydyf.Stream, "set_color_rgb"): one_ink._set_rgb,
    (Stream, "add_shading"): one_ink._add_shading,
    (Stream, "add_group"): one_ink._add_group,
    (Stream, "set_alpha_state"): one_ink._set_alpha_state,
    (tags, "_build_box_tree"): tagging._build,
    (svg, "text"): svg_words._draw_text,
}
"""What `install` puts another in the place of, with WeasyPrint's own."""

FASTER: dict[tuple[Any, str], Any] = {
    (line_break, "get_font_description"): get_font_description,
    (line_break, "font_features"): font_features,
    (css.ComputedStyle, "__init__"): initial_styles._begin,
    (css.ComputedStyle, "__missing__"): initial_styles._work_out,
    (css.AnonymousStyle, "__init__"): initial_styles._begin_anonymous,
    (css.AnonymousStyle, "__missing__"): initial_styles._work_out_anonymous,
}
"""The same of what saves time alone."""

DRAWN = {"path": qr_paths._draw_path} | dict.fromkeys(("a", "text", "textPath", "tspan"), svg_words._draw_text)
"""The same of the elements of drawings, by their name."""


def test_the_door_names_each_patch() -> None:
    """What lies behind it is said in front: no part is looked at less than the others when a newer WeasyPrint comes."""
    said = re.sub(r"\s+", " ", weasyprint70.__doc__ or "")
    names = {path.stem for path in Path(weasyprint70.__file__).parent.glob("*.py")} - {"__init__"}
    assert {name for name in names if not re.search(rf"\b{name}\b", said)} == set()


def test_nothing_is_changed_before_it_is_asked_for() -> None:
    """Loading the press leaves WeasyPrint as it is; `install` replaces what stands above and no more, once."""
    code = """
import sys, weasyprint, weasyprint.pdf.tags
from weasyprint import svg
def parts():
    modules = [(name, module) for name, module in sorted(sys.modules.items()) if name.startswith(("weasyprint", "pydyf"))]
    found = {(name, key): value for name, module in modules for key, value in vars(module).items()}
    classes = {f"{value.__module__}.{value.__name__}": value for value in found.values() if isinstance(value, type)}
    found |= {(one, key): inner for one, value in classes.items()
              for key, inner in vars(value).items()}
    found |= {("TAGS", key): value for key, value in svg.TAGS.items()}
    return {key: value for key, value in found.items() if callable(value)}
before = parts()
import leaflets.typeset, leaflets.typeset.weasyprint70 as door
assert {key: parts()[key] for key in before} == before
door.install()
once = parts()
door.install()
assert parts() == once
print(*sorted(f"{where}.{key}" for (where, key), one in before.items() if once[where, key] is not one))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    wanted = {f"{place(holder)}.{name}" for holder, name in REPLACED | FASTER}
    assert set(done.stdout.split()) == wanted | {f"TAGS.{name}" for name in DRAWN}


def place(holder: Any) -> str:
    """The full name of a module or class."""
    return f"{holder.__module__}.{holder.__name__}" if isinstance(holder, type) else str(holder.__name__)


def without(patch: pytest.MonkeyPatch) -> None:
    """WeasyPrint as it was, in all of it."""
    for (holder, name), own in (REPLACED | FASTER).items():
        patch.setattr(holder, name, own)
    for name, own in DRAWN.items():
        patch.setitem(svg.TAGS, name, own)


def written(html: str, *, is_ours: bool) -> bytes:
    document = HTML(string=html).render(font_config=type_case())
    if not is_ours:
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))
    links.one_each(document)
    line_ends.part_words(document)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=tagging.finish))


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
    ours = told(written(PAGE, is_ours=True))
    assert ours == {
        "link": "Naar de bron", "scope": ["/Row"], "language": ["en"],
        "box": ["practice"], "folio": 1,
    }  # fmt: skip
    without(monkeypatch)
    theirs = told(written(PAGE, is_ours=False))
    assert [part for part in ours if theirs[part] == ours[part]] == []


def test_the_page_is_the_same_to_the_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without all of it, to one step of 256: greys mixed with opacity are rounded elsewhere."""
    install()
    ours = written(ALL_OF_IT, is_ours=True)
    without(monkeypatch)
    theirs = written(ALL_OF_IT, is_ours=False)
    with pypdfium2.PdfDocument(ours) as one, pypdfium2.PdfDocument(theirs) as other:
        assert len(one) == len(other) == 2
        for mine, its in zip(one, other, strict=True):
            pictures = [picture(page, 200) for page in (mine, its)]
            differences = (one.getextrema() for one in ImageChops.difference(*pictures).split())
            assert all(most in {0, 1} for _, most in differences)
            assert len(set(pictures[0].convert("L").tobytes())) > 20


def test_that_page_has_what_each_part_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part left out alone makes another file of it; else the picture would say nothing of that part."""
    install()
    ours = written(ALL_OF_IT, is_ours=True)
    for (holder, name), own in REPLACED.items():
        if name == "get_next_linebox":
            continue  # It notes what `draw_first_line` draws by, and paints nothing itself.
        with monkeypatch.context() as patch:
            patch.setattr(holder, name, own)
            assert written(ALL_OF_IT, is_ours=True) != ours, name
    for name in ("path", "text"):
        with monkeypatch.context() as patch:
            patch.setitem(svg.TAGS, name, DRAWN[name])
            assert written(ALL_OF_IT, is_ours=True) != ours, name
    for (holder, name), own in FASTER.items():
        monkeypatch.setattr(holder, name, own)
    assert written(ALL_OF_IT, is_ours=True) == ours
