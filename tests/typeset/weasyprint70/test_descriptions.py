"""Fonts described once for all texts that have them."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.text import fonts, line_break

from leaflets.typeset.weasyprint70 import descriptions

PAGE = (
    """<style>body { font: 12px Leaflet Hyperlegible } b { font-weight: 700 } i { font-style: italic }
small { font-size: 9px } sub { font-variant-caps: small-caps; font-feature-settings: "tnum" }</style>
<p>Slaap <b>rust</b> <i>en</i> <small>herstel</small> <sub>10 AV</sub>.</p>"""
    + "<p>Nog een regel.</p>" * 9
)


@pytest.fixture(autouse=True)
def installed() -> None:
    descriptions._described.cache_clear()
    descriptions.install()


def test_the_page_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text keeps its family, weight, slope, size, capitals and features."""
    ours = HTML(string=PAGE).write_pdf()
    monkeypatch.setattr(line_break, "get_font_description", fonts.get_font_description)
    monkeypatch.setattr(line_break, "font_features", fonts.font_features)
    assert HTML(string=PAGE).write_pdf() == ours


def test_a_font_is_described_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five fonts, in lines that are set and drawn: by itself WeasyPrint asks for each line twice."""
    asked: list[Any] = []

    def noted(style: Any) -> Any:
        asked.append(style)
        return fonts.get_font_description(style)

    monkeypatch.setattr(descriptions, "get_font_description", noted)
    HTML(string=PAGE).write_pdf()
    assert len(asked) == 5
