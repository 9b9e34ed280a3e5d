"""The settings of a print window, said on the screen."""

from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.model.format import Printer
from leaflets.studio.settings import STEPS, Settings, settings_of


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
    found = settings_of(catalogue.formats[form])
    assert found is not None
    assert (found.paper, found.edge) == (paper, edge)


def test_what_is_folded_says_how(catalogue: Catalogue) -> None:
    """In Dutch in the words of the ticket; single pages have nothing to fold."""
    words = catalogue.languages["nl"].words
    folded, cut, rolled, stapled, plain = (
        settings_of(catalogue.formats[name]) for name in ("a5-folded", "dl-card", "trifold", "booklet-imposed", "a4")
    )
    assert in_dutch(folded) == [words["ticket_fold"], words["ticket_smooth"]]
    assert in_dutch(cut) == [words["ticket_cut"], words["ticket_copies"].format(count=3)]
    assert words["ticket_roll_first"].format(width="97") in in_dutch(rolled)
    assert in_dutch(stapled) == [words["ticket_stack"], words["ticket_staple"], words["ticket_fold_stack"]]
    assert in_dutch(plain) == []


def in_dutch(found: Settings | None) -> list[str]:
    """The steps as a Dutch page says them."""
    assert found is not None
    return [step.said_in("nl") for step in found.steps]


def test_steps_are_said_in_the_language_of_the_page(catalogue: Catalogue) -> None:
    """A reader of French or English finishes Dutch leaflets too, and no step is left in Dutch."""
    said = [step for fmt in catalogue.formats.values() if (found := settings_of(fmt)) for step in found.steps]
    assert len(set(said)) >= len(STEPS)
    assert all(len({step, step.said_in("nl"), step.said_in("fr")}) == 3 for step in said)


@pytest.mark.parametrize("form", ["a5", "booklet", "booklet-press"])
def test_what_no_office_prints_has_no_settings(catalogue: Catalogue, form: str) -> None:
    """It is for a screen or a print shop."""
    assert settings_of(catalogue.formats[form]) is None


def test_a_printer_of_another_kind_is_told_another_edge(catalogue: Catalogue) -> None:
    """One that turns over the long edge alone."""
    found = settings_of(catalogue.formats["a5-folded"], Printer(flip="long"))
    assert found is not None
    assert found.edge == "long"
