"""A practice: what a row of a table or a file in content/practices says of it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, ValidationInfo, field_validator

from leaflets.messages import Sentence, say
from leaflets.model.content import Publisher
from leaflets.model.value import Value
from leaflets.personalise import mojibake, telephone, web_address
from leaflets.personalise import names as named
from leaflets.personalise.box.lines import NO_BREAK, Fact, TextRun
from leaflets.problems import visible
from leaflets.text.characters import code_point, is_unprintable

_SPELLED_OUT = {"Ĳ": "IJ", "ĳ": "ij", "ŀ": "l·", "Ŀ": "L·", "ŉ": "’n", "\u2011": "-", "\u00ad": "", "\u200b": "",
                "\ufeff": ""}  # fmt: skip
"""Characters that are read as others and are written so."""
Country = Literal["be", "nl"]
_POSTCODE = re.compile(r"(?<![\w-])[1-9]\d{3}( [A-Z]{2})? (?=[^\W\d]|[’'])")
"""A Belgian or Dutch postcode, and the space between it and its town."""
_BROKEN = re.compile(r"#([A-ZÀ-Ý/0]+[!?]|N/[AB]|N/D)")
"""#REF! and its like, in English, Dutch (#VERW!) and French (#NOM?)."""
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names Windows keeps for itself: no folder may be called so."""
LONGEST_ID = 60
"""The characters of an id: it is a folder's name, and a path in it stays below the 260 that Windows takes."""
LONGEST = 400
"""The characters of any other field; what fits the box is less, see MOST."""


def is_reserved(identifier: str) -> bool:
    """Whether a folder may not be called so."""
    return bool(_RESERVED.fullmatch(identifier))


def id_fault(text: str) -> Sentence | None:
    """What keeps a text from being the id of a practice; None if nothing."""
    if is_reserved(text):
        return say('"{text}" is a name that Windows keeps for itself; choose another', text=text)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        return say('"{text}" is no id; use lower case letters, digits and hyphens', text=text)
    if len(text) > LONGEST_ID:
        return say(
            "it has {count} characters, and at most {longest_id} characters are an id",
            count=len(text),
            longest_id=LONGEST_ID,
        )
    return None


def clean(text: object) -> object:
    """Text with letters composed, spaces single and no line breaks; None as it is. Raises ValueError, saying why."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError(
            say("{kind} stands there; write text, and put what looks like a number between quotes", kind=_kind(text))
        )
    if len(text) > LONGEST:
        raise ValueError(
            say("it has {count} characters, and at most {longest} are read", count=len(text), longest=LONGEST)
        )
    if fault := mojibake.fault(text):
        raise ValueError(fault)
    for character, written in _SPELLED_OUT.items():
        text = text.replace(character, written)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r",?\s*[\r\n]+\s*", ", ", text.strip())
    text = re.sub(r"[ \t\r\n\u00a0\u2007\u202f]+", " ", text).strip()
    if _BROKEN.fullmatch(text):
        raise ValueError(
            say('"{text}" is what a spreadsheet writes for a formula that went wrong; type the value', text=text)
        )
    if "‹" in text:
        raise ValueError(say('"{text}" is a placeholder; replace it', text=visible(text[:40])))
    wrong = [character for character in text if unicodedata.category(character) == "Cf" or is_unprintable(character)]
    if wrong:
        raise ValueError(
            say("holds the invisible character {code_point}; type the text anew", code_point=code_point(wrong[0]))
        )
    return text


def _kind(thing: object) -> Sentence:
    """What stands where text should, as people call it."""
    names = {bool: say("yes or no"), int: say("a number"), float: say("a number"), list: say("a list"),
             dict: say("a list of fields"), dt.date: say("a date")}  # fmt: skip
    return names.get(type(thing), say("something else"))


def _filled(text: object) -> object:
    if text is None or text == "":
        raise ValueError(say("it is empty"))
    return text


def _or_none(text: object) -> object:
    return None if text == "" else text


def _languages(text: object) -> object:
    """One language or several, by code or name: `nl`, `nl, fr`, `Nederlands` or a list."""
    names = text if isinstance(text, list | tuple) else re.split(r"[\s,;+/]+", str(clean(text) or ""))
    if not all(isinstance(name, str) for name in names):
        raise ValueError(say("it is no list of languages; write nl, or [nl, fr]"))
    codes = tuple(dict.fromkeys(named.language(str(clean(name))) for name in names if name))
    if not codes:
        raise ValueError(say("it names no language; write nl, or leave it out"))
    return codes


def _country(text: object) -> object:
    written = clean(text)
    code = named.country(written) if isinstance(written, str) else None
    if code is None:
        if not written:
            raise ValueError(say("it is empty; write be or nl"))
        raise ValueError(say('"{name}" is no country we know the words of; write be or nl', name=written))
    return code


MOST = {"name": 100, "kind": 80, "address": 160, "out_of_hours_name": 60, "publisher": 160, "review": 160}
"""The letters of a field that can fit a box at all; whether they do, the box of each format says."""

PracticeText = Annotated[str, BeforeValidator(_filled), BeforeValidator(clean)]
Optional = Annotated[str | None, BeforeValidator(_or_none), BeforeValidator(clean)]


class Practice(Value):
    """Who hands the leaflets out. Only its box changes; the medical text stays as it is."""

    id: str
    name: PracticeText
    country: Annotated[Country, BeforeValidator(_country)]
    """Before the numbers, which are those of the country."""
    kind: Optional = None
    address: Optional = None
    telephone: PracticeText
    out_of_hours_name: Optional = None
    out_of_hours_telephone: Optional = None
    website: Optional = None
    appointment: Optional = None
    language: Annotated[tuple[str, ...], BeforeValidator(_languages)] = ("nl",)
    logo: Optional = None
    publisher: Optional = None
    review: Optional = None

    @field_validator("id", mode="before")
    @classmethod
    def _is_id(cls, text: object) -> object:
        said = _filled(clean(text))
        if fault := id_fault(str(said)):
            raise ValueError(fault)
        return said

    @field_validator(*MOST)
    @classmethod
    def _is_short(cls, text: str | None, info: ValidationInfo) -> str | None:
        most = MOST[info.field_name or ""]
        if text is not None and len(text) > most:
            raise ValueError(
                say("it has {count} characters, and at most {most} fit the box", count=len(text), most=most)
            )
        if text is not None and (fault := mojibake.lost(text)):
            raise ValueError(fault)
        return text

    @field_validator("telephone", "out_of_hours_telephone")
    @classmethod
    def _is_number(cls, text: str | None, info: ValidationInfo) -> str | None:
        country = info.data.get("country")  # None where that is wrong itself, and said so.
        if text is None:
            return None
        if fault := telephone.fault(text, country):
            raise ValueError(fault)
        return telephone.written(text, country) if country else text

    @field_validator("website", "appointment")
    @classmethod
    def _is_address(cls, text: str | None) -> str | None:
        if text is None:
            return None
        address = web_address.written(text)
        if fault := web_address.fault(address):
            raise ValueError(fault)
        return address


WORDS = (
    "practice", "out_of_hours",
    "practice_telephone", "practice_closed", "practice_appointment", "practice_call", "practice_logo",
    "practice_website", "next_appointment", "out_of_hours_name", "out_of_hours_posts", "publisher", "link_web",
    "qr_alt", "practice_set", "practice_set_intro", "practice_all", "practice_ticket", "practice_light",
    "practice_gives", "practice_pages", "version", "review_by", "review_lapsed",
)  # fmt: skip
"""The words of a language that a set needs."""

UNNAMED = ((), (0,), (1,), (0, 1))
"""Which of those who may be called are without their names, best first."""

CALLS = tuple((unnamed, is_short) for is_short in (False, True) for unnamed in UNNAMED)
"""How the box on when to call may say them, best first: who is unnamed, and whether in fewer words."""

CLOSED_SHORT = "practice_closed_short"
"""What begins the sentence on the post where all of it has no room; a language that has no such word says the whole."""


def facts(practice: Practice, words: Mapping[str, str]) -> tuple[Fact, ...]:
    """What the box says, the name first; `words` are the language's, as the practice's country says them."""
    found = [Fact("name", (TextRun(practice.name, bold=True),))]
    if practice.kind:
        found.append(Fact("kind", (TextRun(practice.kind),)))
    if practice.address:
        found.append(Fact("address", (TextRun(_kept_together(practice.address)),)))
    found.append(
        Fact("telephone", (TextRun(f"{words['practice_telephone']}{NO_BREAK}"), _number(practice.telephone, practice)))
    )
    if post := _post(practice, words):
        found.append(post)
    if practice.website:
        found.append(Fact("website", (_link(practice.website),)))
    if practice.appointment:
        found.append(Fact("appointment", (TextRun(f"{words['practice_appointment']} "), _link(practice.appointment))))
    if practice.review:
        found.append(Fact("review", (TextRun(practice.review),)))
    return tuple(found)


def calls(
    practice: Practice, words: Mapping[str, str], *, unnamed: Collection[int] = (), is_short: bool = False
) -> tuple[Fact, Fact]:
    """What the box on when to call ends with: the practice and its number, the post when it is closed and its own.

    Of those that are `unnamed` (by their place, from 0) the name is the language's word. Where the post has neither
    name nor number, it is what every leaflet of the country says. Where it `is_short`,
    fewer words lead to the post, if the language has such.
    """
    if is_short:
        words = {**words, "practice_closed": words.get(CLOSED_SHORT, words["practice_closed"])}
    name = words["practice"] if 0 in unnamed else practice.name
    own = Fact("telephone", (TextRun(f"{name}{NO_BREAK}"), _number(practice.telephone, practice)))
    nameless = practice.model_copy(update={"out_of_hours_name": None})
    post = _post(nameless if 1 in unnamed else practice, words)
    return own, post or Fact("out_of_hours_telephone", (TextRun(words["out_of_hours"]),))


def _post(practice: Practice, words: Mapping[str, str]) -> Fact | None:
    """Whom to call when the practice is closed; None where it gives neither name nor number."""
    field = "out_of_hours_name" if practice.out_of_hours_name else "out_of_hours_telephone"
    if practice.out_of_hours_telephone:
        name = _in_a_sentence(practice.out_of_hours_name or words["out_of_hours_name"], words)
        said = f"{words['practice_closed']} {name}{NO_BREAK}"
        return Fact(field, (TextRun(said), _number(practice.out_of_hours_telephone, practice)))
    if practice.out_of_hours_name:
        return Fact(field, (_closed(practice.out_of_hours_name, words),))
    return None


def issuer(practice: Practice, publisher: Publisher, words: Mapping[str, str]) -> Fact:
    """What the imprint says of who issues the leaflet: the practice's own publisher, or else the edition's.

    An edition's without an address is no verantwoordelijke uitgever, so that the practice may still name its own.
    """
    if practice.publisher:
        named, word = _kept_together(practice.publisher.rstrip(".")), words["publisher"]
    else:
        named = ", ".join(part for part in (publisher.name, publisher.address, publisher.website) if part)
        word = words["publisher"] if publisher.address else words.get("issued_by", words["publisher"])
    return Fact("publisher", (TextRun(f"{word}: {named}."),))


def _closed(name: str, words: Mapping[str, str]) -> TextRun:
    """Whom to call when the practice is closed, where no number is given."""
    return TextRun(f"{words['practice_closed']} {_in_a_sentence(name, words)}")


def _in_a_sentence(name: str, words: Mapping[str, str]) -> str:
    """The name of a post as it goes on a sentence: "Wachtpost Leuven" becomes "de wachtpost Leuven".

    A name that begins with none of the language's words for a post stays as it was typed.
    """
    for said in words["out_of_hours_posts"].split(", "):
        article, _, noun = said.rpartition(" ")
        found = re.match(rf"(?:{re.escape(article)}\s+)?{re.escape(noun)}\b", name, re.IGNORECASE)
        if found:
            return said + name[found.end() :]
    return name


def _kept_together(text: str) -> str:
    """An address whose lines break before the postcode, not after it."""
    return _POSTCODE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)


def _number(text: str, practice: Practice) -> TextRun:
    """A telephone number in bold that stays together, and dials where there is something to dial with (RFC 3966)."""
    return TextRun(text.replace(" ", NO_BREAK), True, telephone.dialled(text, practice.country))


def _link(address: str) -> TextRun:
    shown = address.removeprefix("https://").rstrip("/")
    return TextRun(shown, False, address)
