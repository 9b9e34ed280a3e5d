from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.content.signs import box, chosen, load_signs, unknown
from leaflets.model.content import OwnSign, Sign
from leaflets.problems import ContentError
from tests.content.example import changed

LEDGER = {
    sign.id: sign
    for sign in (
        Sign(id="stroke", urgency="emergency", text="u scheef ziet", everywhere=True),
        Sign(id="low", urgency="appointment", text="u somber bent"),
        Sign(id="fever", urgency="today", text="u koorts hebt"),
    )
}
WORDS = {
    "call_emergency": "Bel 112", "call_emergency_too": "Bel ook 112", "call_now": "Bel meteen", "call_today": "Bel vandaag", "call_appointment": "Kom langs",
    "call_if": "als", "helpline": "Bel 113.",
}  # fmt: skip


def test_the_most_urgent_signs_come_first() -> None:
    """A leaflet has the signs of everywhere, those it names and its own, by urgency and not as it names them."""
    own = OwnSign(urgency="now", text="u valt")
    found = chosen(LEDGER, ["low", "fever"], [own])
    assert [(sign.id, sign.urgency) for sign in found] == [
        ("stroke", "emergency"), ("own-1", "now"), ("fever", "today"), ("low", "appointment"),
    ]  # fmt: skip


def test_a_box_says_each_urgency_once_and_ends_with_the_helpline() -> None:
    """An urgency without signs is not said; no signs at all are no box."""
    twice = [LEDGER["fever"], Sign(id="eye", urgency="today", text="uw oog rood is")]
    assert box(twice, WORDS) == "**Bel vandaag** als u koorts hebt; als uw oog rood is.\n\nBel 113."
    assert box([], WORDS) == ""


def test_a_series_without_a_helpline_ends_with_its_signs() -> None:
    """Where the word is empty nothing stands in its place."""
    assert box([LEDGER["fever"]], WORDS | {"helpline": ""}) == "**Bel vandaag** als u koorts hebt."


def test_the_emergencies_of_everywhere_come_first_in_a_paragraph_of_their_own() -> None:
    """Every leaflet begins its box with the same paragraph; its own emergencies are the next, when it has any."""
    everywhere = [LEDGER["stroke"], Sign(id="chest", urgency="emergency", text="u pijn hebt", everywhere=True)]
    choking = Sign(id="choking", urgency="emergency", text="u zich verslikt")
    first = "**Bel 112** als u scheef ziet; als u pijn hebt."
    assert box(everywhere, WORDS) == f"{first}\n\nBel 113."
    assert box([*everywhere, choking], WORDS) == f"{first}\n\n**Bel ook 112** als u zich verslikt.\n\nBel 113."
    assert box([choking], WORDS) == "**Bel 112** als u zich verslikt.\n\nBel 113."


def test_an_unknown_sign_is_told_with_what_was_meant() -> None:
    """A name that is not in the ledger is told with its nearest, and one that is, not."""
    (problem,) = unknown(LEDGER, ["fevr", "low"], "content/nl/x.md", 9)
    assert str(problem).startswith('content/nl/x.md, line 9: the sign "fevr" is unknown. Did you mean "fever"?')


def test_a_leaflet_that_names_an_unknown_sign_costs_itself(content: Path) -> None:
    """The problem names file and line of the front matter; the other leaflets are read."""
    text = changed("author: Jesse\n", "author: Jesse\nsigns: [strok]\n")
    (content / "nl" / "voorbeeld.md").write_bytes(text)
    found, problems = load(content, Path("styles"))
    assert [problem.line for problem in problems if problem.where == "content/nl/voorbeeld.md"] == [13]
    assert len(found.leaflets["nl"]) == 13


@pytest.mark.parametrize(
    ("entry", "said"),
    [("{id: a, urgency: soon, text: u valt}", "urgency"), ("{id: A b, urgency: now, text: u valt}", '"id"'),
     ("{id: a, urgency: now, text: x}\n  - {id: a, urgency: today, text: y}", "stands there twice"),
     ("{id: a, urgency: now, text: ''}", "text"), ("{id: a, urgency: now, tekst: x}", "text")],
)  # fmt: skip
def test_a_wrong_ledger_is_told_with_its_line(tmp_path: Path, entry: str, said: str) -> None:
    """A wrong urgency, id or text and an id that stands twice are sentences with the file and the line."""
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "signs.yaml").write_text(f"signs:\n  - {entry}\n", "utf-8")
    with pytest.raises(ContentError) as error:
        load_signs(tmp_path / "nl", tmp_path)
    assert said in str(error.value)
    assert "nl/signs.yaml, line" in str(error.value)


def test_without_its_ledger_no_leaflet_is_made(content: Path) -> None:
    """When the ledger is wrong that is said once, and the leaflets are held back rather than made without a box."""
    (content / "nl" / "signs.yaml").write_text("signs: [1]\n", "utf-8")
    found, problems = load(content, Path("styles"))
    assert found.leaflets["nl"] == ()
    assert len(found.failed["nl"]) == 13
    assert {problem.where for problem in problems} == {"content/nl/signs.yaml"}


def test_the_same_sign_is_as_urgent_everywhere(catalogue: Catalogue) -> None:
    """No words of a sign stand in the boxes of two leaflets under different urgencies."""
    said = {(sign.text, sign.urgency) for leaflet in catalogue.leaflets["nl"] for sign in leaflet.signs}
    assert len(said) == len({text for text, _ in said}) > 40
