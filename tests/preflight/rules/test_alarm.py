from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet, Sign
from leaflets.preflight.rules import alarm as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import desk, manuscript, ms, said


def with_section(leaflet: Leaflet, role: str, written: str) -> Leaflet:
    sections = [
        one if one.role != role else one.model_copy(update={"written": written, "line": 40}) for one in leaflet.sections
    ]
    return leaflet.model_copy(update={"sections": tuple(sections)})


@pytest.mark.parametrize(
    ("role", "written", "found", "line"),
    [("doctor", "Bel uw arts.\n\n- u koorts hebt", 'a sign is listed by hand: "u koorts hebt"', 43),
     ("doctor", "**Bel 112** bij ademnood.", '112 is named by hand: "Bel 112 bij ademnood."', 41),
     ("steps", "1. Spreek af wie 112 belt.", '112 is named by hand: "Spreek af wie 112 belt."', 41)],
)  # fmt: skip
def test_a_sign_by_hand_is_told(catalogue: Catalogue, role: str, written: str, found: str, line: int) -> None:
    """C14: a list in the doctor's section, or 112 anywhere, is told with its line; the ledger's own box is not."""
    broken = manuscript(with_section(ms(catalogue), role, written), desk(catalogue))
    assert [(one.said, one.line) for one in rules.signs_are_of_the_ledger(broken)] == [(found, line)]
    assert said(rules.signs_are_of_the_ledger, manuscript(ms(catalogue), desk(catalogue))) == []
    free = manuscript(with_section(ms(catalogue), "steps", "1. Bel 1120 of 0112."), desk(catalogue))
    assert said(rules.signs_are_of_the_ledger, free) == []


def test_a_sign_that_is_written_twice_is_told(catalogue: Catalogue) -> None:
    """C14: a leaflet's own sign that the ledger has, and one the ledger has twice, are told with their files."""
    (known, *_) = catalogue.signs["nl"].values()
    own = Sign(id="own-1", urgency="today", text=known.text.upper())
    leaflet = ms(catalogue).model_copy(update={"signs": (own,)})
    broken = replace(catalogue, leaflets={"nl": (leaflet,)})
    (found,) = rules.no_sign_has_two_urgencies(desk(broken))
    assert (found.where, "stands in content/nl/signs.yaml already" in found.said) == ("content/nl/ms.md", True)
    twice = {**catalogue.signs["nl"], "again": known.model_copy(update={"id": "again", "urgency": "appointment"})}
    (found,) = rules.no_sign_has_two_urgencies(desk(replace(catalogue, signs={"nl": twice})))
    assert found.where == "content/nl/signs.yaml"
    assert said(rules.no_sign_has_two_urgencies, desk(catalogue)) == []


def test_a_sign_no_leaflet_shows_is_told(catalogue: Catalogue) -> None:
    """C14: what stands in the ledger for nobody is told with its id."""
    spare = Sign(id="spare", urgency="now", text="u iets anders hebt")
    more = replace(catalogue, signs={"nl": {**catalogue.signs["nl"], "spare": spare}})
    assert said(rules.signs_are_used, desk(more)) == ['no leaflet shows the sign "spare"']
    assert said(rules.signs_are_used, desk(catalogue)) == []


def test_a_helpline_of_another_country_is_told(catalogue: Catalogue) -> None:
    """C15: a file for Belgium has its own helpline and words, and not those of the Netherlands."""
    language = catalogue.languages["nl"].spoken_in("be")
    lines = [language.words["helpline"], "Vraag uw fysiotherapeut om raad."]
    page = Drawn().text(15, 40, lines[0]).text(15, 60, lines[1])
    file = file_of(page, subject=Subject(texts=(ms(catalogue),), language=language, country="be"))
    assert said(rules.lines_are_of_the_country, file) == ['"fysiotherapeut" is printed, which is of another country']
    without = language.model_copy(update={"countries": {"be": {}, "nl": {"helpline": ""}}})
    plain = file_of(page, subject=Subject(texts=(ms(catalogue),), language=without, country="be"))
    assert said(rules.lines_are_of_the_country, plain) == []
    bare = file_of(
        Drawn().text(15, 40, "Bel uw kinesist."),
        subject=Subject(texts=(ms(catalogue),), language=language, country="be"),
    )
    assert said(rules.lines_are_of_the_country, bare) == [f'"{lines[0]}" is printed nowhere']
