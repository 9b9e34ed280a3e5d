"""An edition is begun from a pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.content.edition_scaffold import begin_edition
from leaflets.content.in_edition import in_edition
from leaflets.problems import WrongOption
from tests.conftest import PROJECT


def test_a_begun_edition_holds_every_leaflet(content: Path, catalogue: Catalogue) -> None:
    """Filled in where it must be, it is an edition of all leaflets in their order; begun twice, nothing is lost."""
    path = begin_edition(content, "moedig", catalogue.leaflets["nl"])
    text = path.read_text(encoding="utf-8")
    begun, problems = load(content, PROJECT / "styles")
    assert problems == []
    assert [problem.line for problem in begun.editions.wrong["moedig"]] == [4, 5, 8]
    for hint in ("‹name of the association›", "‹street and number, postcode and town›", "‹www.example.org›"):
        text = text.replace(hint, "www.moedig.example")
    path.write_text(text, encoding="utf-8")
    begun, _ = load(content, PROJECT / "styles")
    assert begun.leaflets["nl"] == in_edition(begun, "moedig").leaflets["nl"]
    with pytest.raises(WrongOption, match=r"content/editions/moedig\.yaml is there already"):
        begin_edition(content, "moedig", ())
    with pytest.raises(WrongOption, match="is no id"):
        begin_edition(content, "../moedig", ())
