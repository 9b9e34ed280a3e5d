"""A practice: what a row of a table or a file in content/practices says of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from leaflets.model import Publisher, Value
from leaflets.personalise.setting import NO_BREAK, Fact, Run

_SPELLED_OUT = {"Ĳ": "IJ", "ĳ": "ij", "ŀ": "l·", "Ŀ": "L·", "ŉ": "’n", "\u2011": "-", "\u00ad": "", "\u200b": "",
                "\ufeff": ""}  # fmt: skip
"""Signs that are read as others and are written so."""
_DIALLING = {"be": "+32", "nl": "+31"}
Country = Literal["be", "nl"]
_POSTCODE = re.compile(r"(?<![\w-])[1-9]\d{3}( [A-Z]{2})? (?=[^\W\d]|[’'])")
"""A Belgian or Dutch postcode, and the space between it and its town."""
_BROKEN = re.compile(r"#([A-ZÀ-Ý/0]+[!?]|N/[AB]|N/D)")
"""#REF! and its like, in English, Dutch (#VERW!) and French (#NOM?)."""
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names Windows keeps for itself: no folder may be called so."""


def clean(text: object) -> object:
    """Text with letters composed, spaces single and no line breaks; anything else as it is."""
    if not isinstance(text, str):
        return text
    for sign, written in _SPELLED_OUT.items():
        text = text.replace(sign, written)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r",?\s*[\r\n]+\s*", ", ", text.strip())
    text = re.sub(r"[ \t\r\n\u00a0\u2007\u202f]+", " ", text).strip()
    if _BROKEN.fullmatch(text):
        raise ValueError(f'"{text}" is what a spreadsheet writes for a formula that went wrong; type the value')
    if "‹" in text:
        raise ValueError(f'"{text[:40]}" is a placeholder; replace it')
    wrong = [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs")]
    if wrong:
        raise ValueError(f"holds the invisible sign U+{ord(wrong[0]):04X}; type the text anew")
    return text


def _filled(text: str) -> str:
    if not text:
        raise ValueError("it is empty")
    return text


def _or_none(text: object) -> object:
    return None if text == "" else text


def _languages(text: object) -> object:
    """One language or several: `nl`, `nl, fr` or a list."""
    if isinstance(text, str):
        return tuple(part for part in re.split(r"[\s,;+/]+", text.lower()) if part)
    return text


def _country(text: object) -> object:
    if isinstance(text, str) and text.strip().lower() not in _DIALLING:
        raise ValueError(f'"{text}" is no country we know the words of; write be or nl')
    return text.strip().lower() if isinstance(text, str) else text


MOST = {"name": 100, "kind": 80, "address": 160, "out_of_hours_name": 60, "publisher": 160, "review": 160}
"""The letters of a field that can fit a box at all; whether they do, the box of each format says."""

Text = Annotated[str, BeforeValidator(clean), AfterValidator(_filled), Field(max_length=400)]
Optional = Annotated[Text | None, BeforeValidator(_or_none), BeforeValidator(clean)]


class Practice(Value):
    """Who hands the leaflets out. Only its box changes; the medical text stays as it is."""

    id: str = Field(max_length=60)
    name: Text
    kind: Optional = None
    address: Optional = None
    telephone: Text
    out_of_hours_name: Optional = None
    out_of_hours_telephone: Optional = None
    website: Optional = None
    appointment: Optional = None
    country: Annotated[Country, BeforeValidator(_country)]
    language: Annotated[tuple[str, ...], BeforeValidator(_languages)] = Field(default=("nl",), min_length=1)
    logo: Optional = None
    publisher: Optional = None
    review: Optional = None

    @field_validator("id")
    @classmethod
    def _is_id(cls, text: str) -> str:
        if _RESERVED.fullmatch(text):
            raise ValueError(f'"{text}" is a name that Windows keeps for itself; choose another')
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
            raise ValueError(f'"{text}" is no id; use lower case letters, digits and hyphens')
        return text

    @field_validator(*MOST)
    @classmethod
    def _is_short(cls, text: str | None, info: ValidationInfo) -> str | None:
        most = MOST[info.field_name or ""]
        if text is not None and len(text) > most:
            raise ValueError(f"it has {len(text)} characters, and at most {most} fit the box")
        return text

    @field_validator("telephone", "out_of_hours_telephone")
    @classmethod
    def _is_number(cls, text: str | None) -> str | None:
        if text is None:
            return None
        digits = re.sub(r"\D", "", text)
        if not re.fullmatch(r"[+(]?[0-9][0-9 ()./-]*", text) or not 3 <= len(digits) <= 15:
            raise ValueError(f'"{text}" is no telephone number; write digits, spaces and a leading +')
        if len(digits) > 6 and not text.startswith(("0", "+", "(0", "(+")):
            raise ValueError(f'"{text}" begins with neither 0 nor +; a spreadsheet drops the 0 of a number: '
                             "make the column text")  # fmt: skip
        return text

    @field_validator("website", "appointment")
    @classmethod
    def _is_address(cls, text: str | None) -> str | None:
        if text is None:
            return None
        address = text if "://" in text else f"https://{text}"
        if not re.fullmatch(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[!-~]*)?", address, re.IGNORECASE):
            raise ValueError(f'"{text}" is no web address; write it as https://www.example.org')
        if len(address) > 120:
            raise ValueError(
                f"the web address has {len(address)} characters; a QR code to more than 120 is hard to read"
            )
        return address


WORDS = (
    "practice_telephone", "practice_closed", "practice_appointment", "practice_call", "practice_logo",
    "practice_website", "next_appointment", "out_of_hours_name", "out_of_hours_posts", "publisher", "link_web",
    "qr_alt", "practice_set", "practice_set_intro", "practice_all", "practice_ticket", "practice_gives",
    "practice_pages", "version", "review_by",
)  # fmt: skip
"""The words of a language that a set needs."""


def facts(practice: Practice, words: Mapping[str, str]) -> tuple[Fact, ...]:
    """What the box says, the name first; `words` are the language's, as the practice's country says them."""
    found = [Fact("name", (Run(practice.name, bold=True),))]
    if practice.kind:
        found.append(Fact("kind", (Run(practice.kind),)))
    if practice.address:
        found.append(Fact("address", (Run(_kept_together(practice.address)),)))
    found.append(
        Fact("telephone", (Run(f"{words['practice_telephone']}{NO_BREAK}"), _number(practice.telephone, practice)))
    )
    if practice.out_of_hours_telephone:
        name = _in_a_sentence(practice.out_of_hours_name or words["out_of_hours_name"], words)
        said = f"{words['practice_closed']} {name}{NO_BREAK}"
        found.append(Fact("out_of_hours", (Run(said), _number(practice.out_of_hours_telephone, practice))))
    elif practice.out_of_hours_name:
        found.append(Fact("out_of_hours", (_closed(practice.out_of_hours_name, words),)))
    if practice.website:
        found.append(Fact("website", (_link(practice.website),)))
    if practice.appointment:
        found.append(Fact("appointment", (Run(f"{words['practice_appointment']} "), _link(practice.appointment))))
    if practice.review:
        found.append(Fact("review", (Run(practice.review),)))
    return tuple(found)


def issuer(practice: Practice, publisher: Publisher, words: Mapping[str, str]) -> Fact:
    """What the imprint says of who issues the leaflet: the practice's own publisher, or else the edition's.

    An edition's without an address is no verantwoordelijke uitgever, so that the practice may still name its own.
    """
    if practice.publisher:
        named, word = _kept_together(practice.publisher.rstrip(".")), words["publisher"]
    else:
        named = ", ".join(part for part in (publisher.name, publisher.address, publisher.website) if part)
        word = words["publisher"] if publisher.address else words.get("issued_by", words["publisher"])
    return Fact("publisher", (Run(f"{word}: {named}."),))


def _closed(name: str, words: Mapping[str, str]) -> Run:
    """Whom to call when the practice is closed, where no number is given."""
    return Run(f"{words['practice_closed']} {_in_a_sentence(name, words)}")


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


def _number(text: str, practice: Practice) -> Run:
    """A telephone number in bold that stays together, and dials where there is something to dial with (RFC 3966)."""
    digits = re.sub(r"[^+\d]", "", text.replace("(0)", ""))
    if digits.startswith("0") and len(digits) > 6 and not digits.startswith(("00", "0800", "0900")):
        digits = _DIALLING[practice.country] + digits[1:]
    return Run(text.replace(" ", NO_BREAK), True, f"tel:{digits}")


def _link(address: str) -> Run:
    shown = address.removeprefix("https://").rstrip("/")
    return Run(shown, False, address)
