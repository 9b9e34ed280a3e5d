from __future__ import annotations

import pytest
from pydantic import ValidationError

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.model.diagram import FIELD_MM, KINDS, LONGEST_DESCRIPTION, Diagram

NIGHT = Diagram(
    kind="night", title="Nacht", labels={"deep": "diep", "waking": "wakker"}, caption="Zo. [C28]", description="x"
)


def ms(catalogue: Catalogue) -> Leaflet:
    return next(one for one in catalogue.leaflets["nl"] if one.id == "ms")


def test_all_that_is_printed_of_it_is_markdown() -> None:
    """The title is a heading below the section's, each word one below that, and the caption keeps its marks."""
    assert NIGHT.markdown == "### Nacht\n\n#### diep\n\n#### wakker\n\nZo. [C28]"


def test_no_word_needs_more_room_than_there_is() -> None:
    """The room of each word is part of the field."""
    assert all(0 < label.room_mm < FIELD_MM for kind in KINDS.values() for label in kind.labels.values())


def test_a_description_is_one_breath() -> None:
    """What is heard has 300 characters at most."""
    with pytest.raises(ValidationError):
        Diagram(**NIGHT.model_dump() | {"description": "x" * (LONGEST_DESCRIPTION + 1)})


@pytest.mark.parametrize("name", ["title", "caption", "description"])
def test_a_leaflet_with_other_words_in_its_diagram_is_another_text(catalogue: Catalogue, name: str) -> None:
    """What a doctor read is no longer what is printed, once a word of the diagram has changed."""
    leaflet = ms(catalogue)
    assert leaflet.diagram is not None
    other = leaflet.diagram.model_copy(update={name: "Anders."})
    assert leaflet.model_copy(update={"diagram": other}).words_digest != leaflet.words_digest
    label = leaflet.diagram.model_copy(update={"labels": {**leaflet.diagram.labels, "bare": "Anders."}})
    assert leaflet.model_copy(update={"diagram": label}).words_digest != leaflet.words_digest


def test_a_leaflet_without_a_diagram_says_nothing_there(catalogue: Catalogue) -> None:
    """The part of that name is empty, and the others are as they were."""
    bare = ms(catalogue).model_copy(update={"diagram": None})
    assert bare.part("diagram") == ""
    assert bare.part("rest") == ms(catalogue).part("rest")
