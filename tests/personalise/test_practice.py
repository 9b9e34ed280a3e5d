"""What a practice may say of itself, and how it is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from leaflets.content import Catalogue
from leaflets.personalise.practice import CLOSED_SHORT, WORDS, Practice, calls, facts
from tests.personalise.conftest import practice


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("id", "../etc", "no id"),
        ("id", "De Linde", "no id"),
        ("id", "con", "Windows"),
        ("id", "a" * 61, "60 characters"),
        ("name", "  ", "is empty"),
        ("name", "x" * 300, "300 characters"),
        ("name", "‹name›", "placeholder"),
        ("name", "#REF!", "a formula that went wrong"),
        ("address", "#N/B", "a formula that went wrong"),
        ("address", "#WAARDE!", "a formula that went wrong"),
        ("name", "De\u202eLinde", "U+202E"),
        ("telephone", "09 CALL ME", "no telephone number"),
        ("telephone", "9,12E+10", "no telephone number"),
        ("telephone", "91234567", "drops the 0"),
        ("telephone", "12", "no telephone number"),
        ("website", "ftp://linde.example", "no web address"),
        ("website", "javascript:alert(1)", "no web address"),
        ("website", "https://user@linde.example", "no web address"),
        ("website", "https://linde.example/" + "x" * 120, "142 characters"),
        ("telephone", "+32 9 123", "too few digits"),
        ("out_of_hours_telephone", "020 123 4567", "write +31 20 123 4567"),
        ("name", "CafÃ© De Linde", 'is "Café De Linde" read in another encoding'),
        ("address", "Dorp 1, 9000 Gent â€“ Brugge", "read in another encoding"),
        ("kind", "Cabinet mÈdical", "another encoding"),
        ("publisher", "dr. M?ller", "question mark"),
        ("review", "\ufffd", "could not be read"),
        ("name", "De\x81Linde", "another encoding"),
        ("name", "De\ud800Linde", "U+D800"),
        ("name", "De\ufffeLinde", "U+FFFE"),
        ("address", "Dorp\U0001ffff", "U+1FFFF"),
        ("name", "‹De\ud800Linde", "is a placeholder"),
        ("name", "CafÃ©\ud800", "read in another encoding"),
        ("language", ["\ud800"], "U+D800"),
        ("name", 12, "a number stands there; write text"),
        ("name", True, "yes or no stands there"),
        ("address", ["Dorp 1"], "a list stands there"),
        ("logo", {"file": "x.png"}, "a list of fields stands there"),
        ("review", dt.date(2026, 11, 1), "a date stands there"),
        ("logo", "x" * 401, "401 characters, and at most 400"),
        ("id", 12, "a number stands there"),
        ("country", "de", "be or nl"),
        ("country", "Frankrijk", "be or nl"),
        ("country", "BelgiÃ«", 'is "België" read in another encoding'),
        ("country", "", "is empty; write be or nl"),
        ("country", False, "yes or no stands there"),
        ("language", "", "names no language"),
        ("language", [1], "no list of languages"),
        ("language", {"nl": 1}, "a list of fields stands there"),
    ],
)
def test_what_cannot_be_is_refused(field: str, value: Any, said: str) -> None:
    """The reason says what is wrong with the value."""
    with pytest.raises(ValidationError, match=r"(?s).*" + said.replace("+", r"\+")):
        practice(**{field: value})


def test_what_people_type_is_tidied() -> None:
    """Spaces, line breaks, composed letters, bare addresses, upper-case countries and several languages are understood."""
    one = practice(
        name="  De   Linde\u00a0e\u0301 ", address="Dorp 1\n9000 Gent", website="www.linde.example", country=" NL",
        language="nl, FR",
    )  # fmt: skip
    assert (one.name, one.address, one.website) == ("De Linde é", "Dorp 1, 9000 Gent", "https://www.linde.example")
    assert (one.country, one.language) == ("nl", ("nl", "fr"))
    named = practice(country="Belgique", language="Nederlands, Frans, nl", telephone="092454567")
    assert (named.country, named.language, named.telephone) == ("be", ("nl", "fr"), "09 245 45 67")


def test_every_fault_is_said_at_once() -> None:
    """A number is held to its country where that is right, and to its characters alone where it is wrong too."""
    with pytest.raises(ValidationError) as caught:
        practice(country="xx", telephone="020 123 4567", name="#REF!", out_of_hours_telephone="CALL")
    assert [mistake["loc"] for mistake in caught.value.errors()] == [
        ("name",),
        ("country",),
        ("out_of_hours_telephone",),
    ]


def kinds_of_faults(**changes: Any) -> set[str]:
    try:
        practice(**changes)
    except ValidationError as error:
        return {mistake["type"] for mistake in error.errors()}
    return set()


def test_no_sentence_is_that_of_the_library() -> None:
    """Whatever stands in a field, each is refused in our words or read."""
    values: list[Any] = ["", "x", 1, 1.5, True, [], {}, [1], b"x", dt.date(2026, 1, 1)]
    kinds: set[str] = set()
    for field in Practice.model_fields:
        for value in values:
            kinds |= kinds_of_faults(**{field: value})
    assert kinds == {"value_error"}


@pytest.mark.parametrize(("country", "name"), [("be", "de wachtpost 1733"), ("nl", "de huisartsenpost 0900 1234")])
def test_the_country_picks_the_words(catalogue: Catalogue, country: str, name: str) -> None:
    """Who is called when the practice is closed is named as in the country, unless the practice names it."""
    spoken = catalogue.languages["nl"]
    words = spoken.words | spoken.countries[country]
    said = {fact.field: fact.text for fact in facts(practice(country=country), words)}
    assert said["out_of_hours_telephone"].replace("\u00a0", " ") == f"Praktijk dicht? Bel {name}"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Wachtpost Leuven", "de wachtpost Leuven"), ("huisartsenpost", "de huisartsenpost"),
        ("De Huisartsenpost Utrecht", "de huisartsenpost Utrecht"), ("HUISARTSENWACHTPOST Gent", "de huisartsenwachtpost Gent"),
        ("de wachtpost", "de wachtpost"), ("Dokters van Wacht", "Dokters van Wacht"), ("Wachtposten Noord", "Wachtposten Noord"),
    ],
)  # fmt: skip
def test_a_post_is_named_as_it_goes_on_a_sentence(catalogue: Catalogue, typed: str, said: str) -> None:
    """What a post is gets its article and no capital, with a number and without; other names stay as they are."""
    words = catalogue.languages["nl"].words
    for number, end in (("1733", " 1733"), (None, "")):
        own = facts(practice(out_of_hours_name=typed, out_of_hours_telephone=number), words)
        texts = {fact.field: fact.text.replace("\u00a0", " ") for fact in own}
        assert texts["out_of_hours_name"] == f"Praktijk dicht? Bel {said}{end}"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("Kerkstraat 12, 9000 Gent", "9000 Gent"),
        ("Dorpsstraat 1, 1011 AB Amsterdam", "1011 AB Amsterdam"),
        ("Plein 1945, 2511 CS ’s-Gravenhage", "2511 CS ’s-Gravenhage"),
        ("Laan van 1940 3, 1000 Brussel", "1000 Brussel"),
    ],
)
def test_postcode_and_town_stay_together(catalogue: Catalogue, address: str, kept: str) -> None:
    """A line of an address breaks before the postcode, or between other words."""
    said = {fact.field: fact.text for fact in facts(practice(address=address), catalogue.languages["nl"].words)}
    assert kept.replace(" ", "\u00a0") in said["address"].split(" ")[-1]
    assert said["address"].replace("\u00a0", " ") == address


@pytest.mark.parametrize(
    ("country", "number", "dialled"),
    [
        ("be", "09 123 45 67", "tel:+3291234567"),
        ("nl", "(020) 123 45 67", "tel:+31201234567"),
        ("nl", "+31 (0)20 123 4567", "tel:+31201234567"),
        ("be", "1733", "tel:1733"),
        ("nl", "0900 1234", "tel:09001234"),
        ("be", "0032 9 245 45 67", "tel:+3292454567"),
        ("be", "09 245 45 67 toestel 12", "tel:+3292454567"),
    ],
)
def test_a_number_dials_from_anywhere(catalogue: Catalogue, country: str, number: str, dialled: str) -> None:
    """The link has the number as it is dialled from abroad (RFC 3966), save numbers that exist in one country only."""
    words = catalogue.languages["nl"].words
    found = next(
        fact for fact in facts(practice(country=country, telephone=number), words) if fact.field == "telephone"
    )
    assert found.runs[1].address == dialled
    assert found.runs[1].text.replace("\u00a0", " ") == number


def test_every_language_has_the_words_of_a_set(catalogue: Catalogue) -> None:
    """A language without one of them could not say what the box says."""
    for language in catalogue.languages.values():
        assert [word for word in WORDS if word not in language.words] == []


def test_only_what_is_given_is_said(catalogue: Catalogue) -> None:
    """A practice with a name and a number has two facts, the name first and in bold."""
    bare = practice(
        **dict.fromkeys(("kind", "address", "out_of_hours_telephone", "website", "appointment", "publisher"))
    )
    found = facts(bare, catalogue.languages["nl"].words)
    assert [fact.field for fact in found] == ["name", "telephone"]
    assert found[0].runs[0].bold


def test_fewer_words_lead_to_the_post_where_there_are_such(catalogue: Catalogue) -> None:
    """The names and numbers stay; a language without the words says all of them."""
    words = catalogue.spoken_in("nl").languages["nl"].words
    whose = practice(country="nl", telephone="020 123 45 67", out_of_hours_telephone="088 130 96 70")
    _, post = calls(whose, words, is_short=True)
    assert post.text.replace("\u00a0", " ") == "Dicht? Bel de huisartsenpost 088 130 96 70"
    without = {name: said for name, said in words.items() if name != CLOSED_SHORT}
    assert calls(whose, without, is_short=True) == calls(whose, words)


@pytest.mark.parametrize(
    ("changes", "unnamed", "said"),
    [
        ({}, (), ("De Linde 09 123 45 67", "Praktijk dicht? Bel de wachtpost 1733")),
        ({"out_of_hours_name": "Wachtpost Noord"}, (), ("De Linde 09 123 45 67", "Praktijk dicht? Bel de wachtpost Noord 1733")),
        ({"out_of_hours_name": "Wachtpost Noord", "out_of_hours_telephone": None}, (),
         ("De Linde 09 123 45 67", "Praktijk dicht? Bel de wachtpost Noord")),
        ({"out_of_hours_telephone": None}, (), ("De Linde 09 123 45 67", "Praktijk dicht? Bel de wachtpost.")),
        ({"out_of_hours_name": "Wachtpost Noord"}, (0, 1), ("Uw praktijk 09 123 45 67", "Praktijk dicht? Bel de wachtpost 1733")),
        ({"out_of_hours_name": "Wachtpost Noord", "out_of_hours_telephone": None}, (1,),
         ("De Linde 09 123 45 67", "Praktijk dicht? Bel de wachtpost.")),
        ({"country": "nl", "out_of_hours_telephone": None}, (),
         ("De Linde 020 123 45 67", "Praktijk dicht? Bel de huisartsenpost.")),
    ],
)  # fmt: skip
def test_whom_to_call_is_always_said(
    catalogue: Catalogue, changes: dict[str, Any], unnamed: tuple[int, ...], said: tuple[str, str]
) -> None:
    """The practice with its number, and whom when it is closed: by name, by number, or as the country says it."""
    whose = practice(**({"name": "De Linde"} | changes))
    words = catalogue.spoken_in(whose.country).languages["nl"].words
    found = calls(whose, words, unnamed=unnamed)
    assert tuple(fact.text.replace("\u00a0", " ") for fact in found) == said
    assert found[0].runs[1].address in ("tel:+3291234567", "tel:+31201234567")
