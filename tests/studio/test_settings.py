"""The settings of a print window, said on the screen."""

from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.model.format import Printer
from leaflets.studio.settings import settings_of


@pytest.mark.parametrize(
    ("form", "paper", "edge"),
    [
        ("a5-folded", "A4, on its side", "short"), ("trifold", "A4, on its side", "short"),
        ("dl-card", "A4, on its side", "short"), ("a4", "A4, upright", "long"), ("large-print", "A4, upright", "long"),
        ("poster", "A4, upright", ""),
    ],
)  # fmt: skip
def test_a_form_says_its_paper_and_its_edge(catalogue: Catalogue, form: str, paper: str, edge: str) -> None:
    """As its print ticket does."""
    found = settings_of(catalogue.formats[form], catalogue.languages["nl"].words)
    assert found is not None
    assert (found.paper, found.edge) == (paper, edge)


def test_what_is_folded_says_how(catalogue: Catalogue) -> None:
    """In the words of the ticket; single pages have nothing to fold."""
    words = catalogue.languages["nl"].words
    folded, cut, stapled, plain = (
        settings_of(catalogue.formats[name], words) for name in ("a5-folded", "dl-card", "booklet-imposed", "a4")
    )
    assert folded is not None
    assert folded.steps == (words["ticket_fold"], words["ticket_smooth"])
    assert cut is not None
    assert words["ticket_copies"].format(count=3) in cut.steps
    assert stapled is not None
    assert words["ticket_staple"] in stapled.steps
    assert plain is not None
    assert plain.steps == ()


@pytest.mark.parametrize("form", ["a5", "booklet", "booklet-press"])
def test_what_no_office_prints_has_no_settings(catalogue: Catalogue, form: str) -> None:
    """It is for a screen or a print shop."""
    assert settings_of(catalogue.formats[form], catalogue.languages["nl"].words) is None


def test_a_printer_of_another_kind_is_told_another_edge(catalogue: Catalogue) -> None:
    """One that turns over the long edge alone."""
    found = settings_of(catalogue.formats["a5-folded"], catalogue.languages["nl"].words, Printer(flip="long"))
    assert found is not None
    assert found.edge == "long"
