from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.preflight.rules import register as rules
from leaflets.preflight.rules.register import RegisterUnderCheck
from leaflets.preflight.texts.house_style import House
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck
from leaflets.register import Register, Version, Withdrawal, version_of

DAY = dt.date(2026, 11, 27)


@pytest.fixture
def ms(catalogue: Catalogue) -> Leaflet:
    return next(one for one in catalogue.leaflets["nl"] if one.id == "ms")


def checked(catalogue: Catalogue, leaflet: Leaflet, *versions: Version, site: str | None = None) -> RegisterUnderCheck:
    """One leaflet on the desk, and a register."""
    edition = catalogue.edition.model_copy(update={"site": site})
    desk = TextsUnderCheck(
        Catalogue(edition, catalogue.sources, catalogue.claims, catalogue.languages, catalogue.formats), House(), DAY
    )
    lines = ("---", f'version: "{leaflet.version}"', "---", "")
    return RegisterUnderCheck(desk, Register(versions), (Manuscript(leaflet, lines, desk),))


def changed(leaflet: Leaflet, **fields: object) -> Leaflet:
    return leaflet.model_copy(update=fields)


def test_a_published_version_keeps_its_words(catalogue: Catalogue, ms: Leaflet) -> None:
    """V01: other words under the same number are told at its line; the same words, and a higher number, are not."""
    last = version_of(ms, None, Register())
    assert list(rules.other_words_are_another_version(checked(catalogue, ms, last))) == []
    other = changed(ms, poster="Iets anders.")
    (found,) = rules.other_words_are_another_version(checked(catalogue, other, last))
    assert found.said == f"its words are others than those that were published as version {ms.version}"
    assert (found.where, found.line) == (ms.path, 2)
    raised = changed(other, version="2099.01")
    assert list(rules.other_words_are_another_version(checked(catalogue, raised, last))) == []
    (found,) = rules.other_words_are_another_version(checked(catalogue, changed(other, version="2020.01"), last))
    assert found.said == f"its version 2020.01 is older than {ms.version}, which was published"


def test_withdrawn_is_not_handed_out_again(catalogue: Catalogue, ms: Leaflet) -> None:
    """V01: a leaflet that stands there as it was withdrawn is told why it was; raised, it may be published."""
    last = version_of(ms, None, Register())
    gone = Withdrawal(withdraw=last.id, date=DAY, reason="Een fout.")
    under_check = checked(catalogue, ms, last)
    assert list(rules.withdrawn_is_not_handed_out_again(under_check)) == []
    (found,) = rules.withdrawn_is_not_handed_out_again(replace(under_check, register=Register((last,), (gone,))))
    assert found.said == f"it is as version {ms.version}, which was withdrawn: Een fout."
    raised = checked(catalogue, changed(ms, version="2099.01"), last)
    assert list(rules.withdrawn_is_not_handed_out_again(replace(raised, register=Register((last,), (gone,))))) == []


def test_a_raised_version_says_what_changed(catalogue: Catalogue, ms: Leaflet) -> None:
    """V02: both the sentence and how much it matters are asked for; the first version of all need not say it."""
    last = version_of(ms, None, Register())
    raised = changed(ms, version="2099.01")
    for fields in ({}, {"changes": "Meer."}, {"severity": "content"}):
        (found,) = rules.a_raised_version_says_what_changed(checked(catalogue, changed(raised, **fields), last))
        assert found.said == f"nothing is said of what has changed since version {ms.version}"
    good = changed(raised, changes="Meer.", severity="content")
    assert list(rules.a_raised_version_says_what_changed(checked(catalogue, good, last))) == []
    assert list(rules.a_raised_version_says_what_changed(checked(catalogue, raised))) == []


def test_prints_lead_to_one_address(catalogue: Catalogue, ms: Leaflet) -> None:
    """V03: an address of older prints that is not the site's any more is told once."""
    older = version_of(ms, "https://oud.example.org", Register())
    (found,) = rules.prints_lead_to_one_address(checked(catalogue, ms, older, older, site="https://nieuw.example.org"))
    assert found.said == "older prints lead to https://oud.example.org, and not to https://nieuw.example.org"
    assert list(rules.prints_lead_to_one_address(checked(catalogue, ms, older, site="https://oud.example.org"))) == []
    assert list(rules.prints_lead_to_one_address(checked(catalogue, ms, older))) == []


def test_the_last_signs_find_one_version(catalogue: Catalogue, ms: Leaflet) -> None:
    """V04: a version to come that ends as an older one is told with both their ids."""
    last = version_of(ms, None, Register())
    twin = last.model_copy(update={"id": f"crps-nl-2025.01-{last.signs}", "leaflet": "crps"})
    (found,) = rules.last_signs_are_of_one_version(checked(catalogue, ms, twin))
    assert found.said == f"the signs {last.signs} are those of several versions: {twin.id}, {last.id}"
    assert list(rules.last_signs_are_of_one_version(checked(catalogue, ms, last))) == []
