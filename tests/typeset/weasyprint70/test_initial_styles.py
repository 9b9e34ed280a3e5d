"""Styles that begin with what CSS gives a box unasked: the same page for less work."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.css import AnonymousStyle, ComputedStyle

from leaflets.typeset.weasyprint70 import initial_styles

PAGE = """<html lang="ar" dir="rtl"><style>
:root { --far: 7mm; font-family: Leaflet Hyperlegible; letter-spacing: 1px }
h1 { margin-inline-start: var(--far); padding-block: 1em; border-inline-end: 2px solid red; max-inline-size: 50% }
p { float: left; width: calc(3em + 20%); border: 3px solid; border-color: inherit; text-decoration: underline }
p b { position: absolute; top: 5cm; inset-inline-end: 1cm; color: initial; letter-spacing: inherit; display: inherit }
td::before { content: "x"; border-start-start-radius: 2mm; background: currentcolor; outline: auto }
</style><h1>Rust</h1><p style="color: teal">Slaap <b>7 uur</b> en <i>rust</i><table><td dir="ltr">een<td>twee</table></html>"""


def as_it_was(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ComputedStyle, "__init__", initial_styles._begin)
    patch.setattr(ComputedStyle, "__missing__", initial_styles._work_out)
    patch.setattr(AnonymousStyle, "__init__", initial_styles._begin_anonymous)
    patch.setattr(AnonymousStyle, "__missing__", initial_styles._work_out_anonymous)


@pytest.fixture(autouse=True)
def installed() -> None:
    initial_styles.install()


def test_the_page_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logical sides, variables, sums, borders without a style, anonymous boxes and what is inherited by name."""
    ours = HTML(string=PAGE).write_pdf()
    as_it_was(monkeypatch)
    assert HTML(string=PAGE).write_pdf() == ours


def test_less_than_half_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint begins no better by itself: a newer one that does needs none of this."""

    work_out, asked = initial_styles._work_out, list[str]()

    def noted(style: Any, name: str) -> Any:
        asked.append(name)
        return work_out(style, name)

    monkeypatch.setattr(initial_styles, "_work_out", noted)
    HTML(string=PAGE).write_pdf()
    ours = len(asked)
    asked.clear()
    monkeypatch.setattr(ComputedStyle, "__init__", initial_styles._begin)
    monkeypatch.setattr(ComputedStyle, "__missing__", noted)
    HTML(string=PAGE).write_pdf()
    assert 0 < ours < len(asked) / 2
