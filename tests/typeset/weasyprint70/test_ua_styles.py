"""WeasyPrint's own style sheet, trimmed: the same pages from fewer styles."""

from __future__ import annotations

import pytest
from weasyprint import HTML
from weasyprint.css import StyleFor
from weasyprint.html import UA

from leaflets.content import Catalogue
from leaflets.plan import leaflet_job
from leaflets.typeset import render, typeset
from leaflets.typeset.weasyprint70.ua_styles import less
from tests.conftest import PROJECT


@pytest.mark.parametrize("fmt", ["a5", "large-print", "poster"])
def test_the_page_is_the_same_from_fewer_styles(
    catalogue: Catalogue, fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With WeasyPrint's whole sheet the bytes are the same, and more than twice as many styles are computed for them."""
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == "ms")
    job = leaflet_job(catalogue, leaflet, catalogue.formats[fmt])
    counted: list[object] = []
    compute = StyleFor.set_computed_styles

    def counting(self: object, element: object, *given: object, **more: object) -> None:
        counted.append(element)
        compute(self, element, *given, **more)

    monkeypatch.setattr(StyleFor, "set_computed_styles", counting)
    trimmed, few = typeset(job, PROJECT, PROJECT / "content"), len(counted)
    counted.clear()
    monkeypatch.setattr(render, "StyledPage", type("Whole", (HTML,), {}))
    whole, many = typeset(job, PROJECT, PROJECT / "content"), len(counted)
    assert trimmed.pdf == whole.pdf
    assert 20 < 2 * few < many


def test_only_what_nothing_needs_is_left_out() -> None:
    """Notes, other markers, counters and other margin boxes go; list items keep theirs, and a format its own boxes."""
    sheet = "\n".join([
        "p { display: block }", "::footnote-call { content: counter(footnote) }", "::marker { color: red }",
        "@counter-style decimal { system: numeric }", "@page { @top-left { text-align: left } }",
        "@page { @bottom-right { text-align: right } }", "b { font-weight: bold }",
    ])  # fmt: skip
    assert less(sheet, frozenset({"bottom-right"})).splitlines() == [
        "p { display: block }", "li::marker { color: red }", "@page { @bottom-right { text-align: right } }",
        "b { font-weight: bold }",
    ]  # fmt: skip


def test_every_kind_of_rule_is_still_there_to_be_left_out() -> None:
    """The sheet of this WeasyPrint has all of them: another that has not needs this module no longer, or another one."""
    whole, trimmed = UA.splitlines(), less(UA, frozenset()).splitlines()
    for kind in ("::footnote-", "::marker ", "@counter-style ", "@top-left", "@bottom-center", "@left-middle"):
        assert any(kind in line for line in whole), kind
    assert not any(kind in line for line in trimmed for kind in ("::footnote", "@counter-style", "@top-", "@left-"))
    assert sum("::marker" in line for line in trimmed) == sum(line.startswith("li::marker") for line in trimmed) > 0
