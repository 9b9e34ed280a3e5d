"""Sentences with names and without ids."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.messages import Sentence, say, translated
from leaflets.problems import Problem
from leaflets.studio.naming import naming
from leaflets.typeset.render import IN_FORMAT, WITH_PART


def test_a_leaflet_in_a_format_is_told_by_their_names(catalogue: Catalogue) -> None:
    """In the language of who reads; the name a style sheet has for a part is left out, and a name of nobody stays."""
    names = naming(catalogue, "nl")
    inner = Sentence(IN_FORMAT, "", {"name": "epilepsy", "format": "large-print"})
    long = say("{name}: {said}", name=inner, said=say("the text is {count} line too long", count=1))
    said = names.said(Sentence(WITH_PART, "", {"what": long, "part": '"back"'}))
    assert translated(said, "fr").startswith("Epilepsie, Gros caractères\u00a0: ")
    assert '"back"' not in said
    assert names.said(Sentence(IN_FORMAT, "", {"name": "booklet", "format": "a9"})) == "booklet, a9"


def test_what_has_no_room_is_told_by_names(catalogue: Catalogue) -> None:
    """Several leaflets, each by its own, and a field as its label says."""
    shape = Sentence("{format} ({leaflets})", "", {"format": "a5-folded", "leaflets": "ms, epilepsy"})
    what = say(
        '"{field}" does not fit the {place} ({length} characters)', field="address", place=say("imprint"), length=99
    )
    whole = naming(catalogue, "nl").said(say("it is not made in {shape}: {what}", shape=shape, what=what))
    assert translated(whole, "nl").startswith(
        'het wordt niet gemaakt in de vorm "Om te vouwen (MS, Epilepsie)": "Adres" past niet'
    )


def test_a_sentence_is_else_the_same(catalogue: Catalogue) -> None:
    """With its number and what it quotes, and in every language."""
    names = naming(catalogue, "nl")
    several = say("{what} in {format}", what=say('"{word}" is hard', word="a5"), format="a4")
    assert names.said(several) == '"a5" is hard in A4'
    plain = Problem(say("is {count}th", count=3), "x", say("Mend it."), line=3)
    assert names.named(plain) == plain


def test_a_field_of_a_file_is_told_as_the_form_calls_it(catalogue: Catalogue) -> None:
    """Also of what a list says of a row; what is no field stays, and so does what is only called as one."""
    names = naming(catalogue, "nl")
    row = say("{name}: {what}", name="name", what=say('the field "{name}" is empty', name="telephone"))
    assert translated(names.said(row), "nl") == 'name: het veld "Telefoon" is leeg'
    assert names.said(say('the field "{name}" is empty', name="colour")) == 'the field "colour" is empty'
    assert names.said(Sentence('"{name}" as somebody wrote it', "", {})) == '"{name}" as somebody wrote it'
