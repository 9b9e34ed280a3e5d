"""Words of a drawing set at once: they stand where they stood, kerned, and are words to whoever reads the page."""

from __future__ import annotations

import pypdfium2
import pytest
from weasyprint import HTML, svg

from leaflets.preflight.measure.text import pages
from leaflets.typeset.weasyprint70 import install, svg_words
from tests.conftest import PROJECT

TEMPLATES = sorted((PROJECT / "templates").rglob("*.*"))
INNER = {
    "plain": '<text x="2" y="8">Tevreden: uw grens</text>',
    "middle": '<text x="50" y="8" text-anchor="middle">Tevreden: uw grens</text>',
    "parts": '<text x="2" y="8">Tevreden: <tspan font-weight="700">uw</tspan> grens</text>',
    "letters": '<text x="2 9 16 23" y="8">uwe!</text>',
}


def page(inner: str) -> bytes:
    svg_page = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 12" width="377" font-size="5">{inner}</svg>'
    document = HTML(string=f"<style>@page{{size:120mm 40mm;margin:10mm}}</style>{svg_page}")
    return bytes(document.write_pdf())


@pytest.fixture
def by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint's own way, for this test."""
    install()
    monkeypatch.setattr(svg, "text", svg_words._draw_text)
    for tag in ("a", "text", "textPath", "tspan"):
        monkeypatch.setitem(svg.TAGS, tag, svg_words._draw_text)


def seen(inner: str) -> tuple[int, str, float, float]:
    """How many runs a drawing has, what it says, and its left and right edge in mm."""
    data = page(inner)
    with pypdfium2.PdfDocument(data) as pdf:
        said = pdf[0].get_textpage().get_text_range()
    runs = next(iter(pages(data))).runs
    right = max(run.box[0] + run.box[2] for run in runs)
    return len(runs), " ".join(said.split()), min(run.box[0] for run in runs), right


@pytest.mark.parametrize("name", INNER)
def test_words_are_one_run(name: str, by_letter: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """They say the same in the same place, within what kerning moves; only letters with places stay apart."""
    many, said, left, right = seen(INNER[name])
    monkeypatch.undo()
    install()
    count, same, begins, ends = seen(INNER[name])
    assert said == same
    assert begins == pytest.approx(left, abs=0.6)
    assert ends == pytest.approx(right, abs=1.1)
    assert (count == many) if name == "letters" else count < many / 3


def test_no_drawing_of_ours_leaves_it_to_weasyprint_where_words_begin() -> None:
    """WeasyPrint 70 clips the first letter of what it moves itself: our words begin where their length says."""
    # It draws no e-book, which leaves it to the reader, whose letters are others.
    in_books = '{% if is_left %} text-anchor="{{ anchor }}"{% endif %}'
    assert len(TEMPLATES) > 30
    on_paper = {path.name: path.read_text(encoding="utf-8").replace(in_books, "") for path in TEMPLATES}
    assert [name for name, said in on_paper.items() if "text-anchor=" in said] == []
