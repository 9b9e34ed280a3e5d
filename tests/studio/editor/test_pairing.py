"""A translation beside its source."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.content.translation import begun_translation
from leaflets.studio.editor.pairing import body_of, pairs, waiting
from tests.conftest import PROJECT
from tests.studio.editor.conftest import MS

HEAD = "---\ntitle: x\n---\n\n"

SOURCE = f"{HEAD}## Een\n\nEerste alinea.\n\n- punt\n- tweede punt\n\n## Twee\n\nLaatste.\n"


def test_paragraphs_stand_side_by_side() -> None:
    """Each with the line it is on."""
    found = pairs(SOURCE, f"{HEAD}## One\n\nFirst.\n\n- point\n- second\n\n## Two\n\nLast.\n")
    assert [(one.source, one.words) for one in found] == [
        ("Een", "One"), ("Eerste alinea.", "First."), ("punt", "point"), ("tweede punt", "second"), ("Twee", "Two"),
        ("Laatste.", "Last."),
    ]  # fmt: skip
    assert [one.line for one in found] == [5, 7, 9, 10, 12, 14]
    assert waiting(found) == 0


def test_one_more_costs_its_own_section_only() -> None:
    """What is missing stands beside nothing, and so does what is more; the next section is aligned again."""
    found = pairs(SOURCE, f"{HEAD}## One\n\nFirst.\n\n## Two\n\nLast.\n\nMore.\n")
    assert [(one.source, one.words) for one in found if one.is_missing] == [("punt", ""), ("tweede punt", "")]
    assert [one.words for one in found if one.is_more] == ["More."]
    assert ("Laatste.", "Last.") in {(one.source, one.words) for one in found}
    assert waiting(found) == 2


def test_a_begun_translation_waits(catalogue: Catalogue) -> None:
    """All that stands between the signs is still to be done."""
    begun = begun_translation(PROJECT / "content/nl/ms.md", PROJECT / "content", catalogue.languages["nl"])
    found = pairs(MS, begun)
    assert waiting(found) == sum(one.is_waiting for one in found) == len(found) - 5  # The headings are said.
    assert not any(one.is_missing or one.is_more for one in found)


def test_a_file_without_front_matter_is_all_text() -> None:
    """Also one whose front matter does not end."""
    assert body_of(SOURCE)[1] == 4
    assert body_of("Een\nTwee") == ("Een\nTwee", 1)
    assert body_of("---\nEen") == ("---\nEen", 1)
    assert pairs("", "") == ()
