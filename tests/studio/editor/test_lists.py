"""What a text may name."""

from __future__ import annotations

from dataclasses import replace

from leaflets.content import Catalogue
from leaflets.messages import translated
from leaflets.studio.editor.lists import SUPPORT, claims, sources


def test_every_source_can_be_put_in(catalogue: Catalogue) -> None:
    """By the mark the text takes, and found by its author, year and title."""
    found = sources(catalogue, "nl", "nl")
    assert [one.mark for one in found] == sorted(f"[@{name}]" for name in catalogue.sources)
    barbi = next(one for one in found if one.mark == "[@barbi-2022-ms-brain]")
    assert "2022" in barbi.words
    assert barbi.name.lower() in barbi.words
    assert barbi.subject == "De hersenen bij moeheid door MS"
    assert barbi.subject.lower() in barbi.words


def test_each_says_its_language(catalogue: Catalogue) -> None:
    """The title of a source that of the work, or ours where we describe it; a claim that of the list."""
    wanted = {f"[@{one.id}]": "nl" if one.is_label else one.lang for one in catalogue.sources.values()}
    assert {one.mark: one.language for one in sources(catalogue, "fr", "nl")} == wanted
    assert set(wanted.values()) == {"nl", "en"}
    assert {one.language for one in claims(catalogue, "ms")} == {"en"}


def test_a_claim_comes_with_its_careful_form(catalogue: Catalogue) -> None:
    """One that may be stated as it is has none."""
    found = {one.mark: one for one in claims(catalogue, "ms")}
    assert found["[C02]"].careful.startswith('"Waste may build up')
    assert found["[C01]"].careful == ""
    assert translated(found["[C01]"].about, "nl") == "goed onderbouwd"
    strange = catalogue.claims["C01"].model_copy(update={"support": "hoped for"})
    other = replace(catalogue, claims={"C01": strange})
    assert translated(claims(other, "ms")[0].about, "nl") == "hoped for"


def test_how_well_a_claim_is_supported_is_said(catalogue: Catalogue) -> None:
    """In the words of who reads, whatever the list says."""
    assert {one.support for one in catalogue.claims.values()} <= set(SUPPORT)


def test_a_claim_that_is_not_true_of_these_readers_is_not_offered(catalogue: Catalogue) -> None:
    """Nor one that no text states."""
    only = next(one for one in catalogue.claims.values() if one.only_in and not one.left_out)
    outside = next(one.id for one in catalogue.leaflets["nl"] if one.id not in only.only_in)
    assert f"[{only.id}]" in {one.mark for one in claims(catalogue, only.only_in[0])}
    assert f"[{only.id}]" not in {one.mark for one in claims(catalogue, outside)}
    left = only.model_copy(update={"left_out": "Nobody needs it."})
    without = replace(catalogue, claims={**catalogue.claims, only.id: left})
    assert f"[{only.id}]" not in {one.mark for one in claims(without, only.only_in[0])}
