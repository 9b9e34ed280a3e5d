from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest

from leaflets.content import Catalogue
from leaflets.content.editions import Editions
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


def same(version: str) -> str:
    """A version whose number is written otherwise."""
    head, _, tail = version.rpartition(".")
    return f"{head}.0{tail}"


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
    # A zero before its last part makes no other number.
    (found,) = rules.other_words_are_another_version(checked(catalogue, changed(other, version=same(ms.version)), last))
    assert found.said == f"its words are others than those that were published as version {ms.version}"
    raised = changed(other, version="2099.01")
    assert list(rules.other_words_are_another_version(checked(catalogue, raised, last))) == []
    (found,) = rules.other_words_are_another_version(checked(catalogue, changed(other, version="2020.01"), last))
    assert found.said == f"its version 2020.01 is older than {ms.version}, which was published"


def test_withdrawn_is_not_handed_out_again(catalogue: Catalogue, ms: Leaflet) -> None:
    """V01: a leaflet that stands there as it was withdrawn is told why it was, also under a higher number; with other words it may be published."""
    last = version_of(ms, None, Register())
    gone = Withdrawal(withdraw=last.id, date=DAY, reason="Een fout.")
    under_check = checked(catalogue, ms, last)
    assert list(rules.withdrawn_is_not_handed_out_again(under_check)) == []
    (found,) = rules.withdrawn_is_not_handed_out_again(replace(under_check, register=Register((last,), (gone,))))
    assert found.said == f"it is as version {ms.version}, which was withdrawn: Een fout"
    again = checked(catalogue, changed(ms, version="2099.01"), last)
    (found,) = rules.withdrawn_is_not_handed_out_again(replace(again, register=Register((last,), (gone,))))
    assert found.said == f"it is as version {ms.version}, which was withdrawn: Een fout"
    raised = checked(catalogue, changed(ms, version="2099.01", poster="Iets anders."), last)
    assert list(rules.withdrawn_is_not_handed_out_again(replace(raised, register=Register((last,), (gone,))))) == []


def test_a_published_version_keeps_its_dates(catalogue: Catalogue, ms: Leaflet) -> None:
    """V01: paper and the page of its id name the same day, until a higher version says that it was read again."""
    last = version_of(ms, None, Register())
    assert list(rules.published_dates_stay(checked(catalogue, ms, last))) == []
    later = changed(ms, review_by=dt.date(2029, 1, 1))
    (found,) = rules.published_dates_stay(checked(catalogue, later, last))
    assert found.said == f"its dates are others than those it was published with as version {ms.version}"
    read_again = changed(later, version="2099.01", changes="Opnieuw nagelezen.", severity="style")
    under_check = checked(catalogue, read_again, last)
    told = (rules.published_dates_stay, rules.other_words_are_another_version, rules.last_signs_are_of_one_leaflet)
    assert [finding for one in told for finding in one(under_check)] == []


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


def test_a_raised_version_has_a_day_of_its_own(catalogue: Catalogue, ms: Leaflet) -> None:
    """V02: the page of the older print names that day as when it was replaced; only on one day may both have it."""
    before = dt.date(2026, 11, 1)
    last = version_of(changed(ms, date=before), None, Register())
    raised = changed(ms, version="2099.01", changes="Meer.", severity="style")
    for day in (before, before - dt.timedelta(days=1)):
        (found,) = rules.a_raised_version_has_a_day_of_its_own(checked(catalogue, changed(raised, date=day), last))
        assert found.said == (
            f"its date {day} is not after that of version {ms.version}, whose page names it as when it was replaced"
        )
    for leaflet in (changed(raised, date=before + dt.timedelta(days=1)), changed(ms, date=before)):
        assert list(rules.a_raised_version_has_a_day_of_its_own(checked(catalogue, leaflet, last))) == []
    twice_today = checked(catalogue, changed(raised, date=DAY), version_of(changed(ms, date=DAY), None, Register()))
    assert list(rules.a_raised_version_has_a_day_of_its_own(twice_today)) == []


def test_an_address_of_an_edition_is_no_other(catalogue: Catalogue, ms: Leaflet) -> None:
    """V03: prints of an edition lead to the site it has of its own, beside that of the series."""
    own = SimpleNamespace(file=SimpleNamespace(site="https://vzw.example.org"))
    desk = checked(catalogue, ms, version_of(ms, "https://vzw.example.org", Register()), site="https://a.example.org")
    assert len(list(rules.prints_lead_to_one_address(desk))) == 1
    with_own = replace(desk.desk.catalogue, editions=Editions({"moe": own}))  # type: ignore[dict-item]
    known = replace(desk, desk=replace(desk.desk, catalogue=with_own))
    assert list(rules.prints_lead_to_one_address(known)) == []


def test_prints_lead_to_one_address(catalogue: Catalogue, ms: Leaflet) -> None:
    """V03: an address of older prints that is not the site's any more is told once."""
    older = version_of(ms, "https://oud.example.org", Register())
    (found,) = rules.prints_lead_to_one_address(checked(catalogue, ms, older, older, site="https://nieuw.example.org"))
    assert found.said == "older prints lead to https://oud.example.org, and not to https://nieuw.example.org"
    assert list(rules.prints_lead_to_one_address(checked(catalogue, ms, older, site="https://oud.example.org"))) == []
    (found,) = rules.prints_lead_to_one_address(checked(catalogue, ms, older))
    assert found.said == "older prints lead to https://oud.example.org, and no site is named"
    assert list(rules.prints_lead_to_one_address(checked(catalogue, ms, version_of(ms, None, Register())))) == []


def test_the_last_signs_find_one_leaflet(catalogue: Catalogue, ms: Leaflet) -> None:
    """V04: a version to come that ends as an older one of another leaflet is told with both their ids."""
    last = version_of(ms, None, Register())
    twin = last.model_copy(update={"id": f"crps-nl-2025.01-{last.signs}", "leaflet": "crps"})
    (found,) = rules.last_signs_are_of_one_leaflet(checked(catalogue, ms, twin))
    assert found.said == f"the signs {last.signs} are those of several leaflets: {twin.id}, {last.id}"
    assert list(rules.last_signs_are_of_one_leaflet(checked(catalogue, ms, last))) == []
