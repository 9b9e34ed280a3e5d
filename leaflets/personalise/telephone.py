"""Telephone numbers: whether one can be dialled, how it is written, and the link that dials it.

The rules of each country are those of libphonenumber, by phonenumbers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from leaflets.messages import Sentence, joined, say

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

COUNTRIES = {"be": say("Belgium"), "nl": say("the Netherlands")}
_EXTENSION = re.compile(r",?\s*\b(toestel|tst|poste|ext|extension|durchwahl)\b\.?:?\s*\d{1,6}$", re.IGNORECASE)
_SHORTEST_SHORT, _LONGEST_SHORT = 3, 6
"""The digits of a number that exists in one country only: 1733, 14020, 116117."""
_SHORT_TOO = {"be": re.compile(r"1[2-9]\d\d|116\d{3}"), "nl": re.compile(r"113|116\d{3}")}
"""Short numbers that libphonenumber may not know: those of all of Europe begin with 116 (2007/116/EC), all it knows of
Belgium's of four digits that are called begin so, and at 113 the Dutch help who thinks of suicide."""
_NATIONAL = ("0800", "090")
"""Free and paid numbers begin so in both countries, and often cannot be dialled from abroad."""


@lru_cache(maxsize=4096)
def fault(text: str, country: str | None) -> Sentence | None:
    """What is wrong with a number; None if nothing. Without a country only its characters and its length are looked at.

    A number with + may be that of any country. One of `country` must be in its numbering plan, or as long as a fixed
    line there is: plans grow, and nobody's right number is to be refused.
    """
    bare = _without_extension(text)
    digits = re.sub(r"\D", "", bare)
    if unlike := _unlike(text, bare, len(digits)):
        return unlike
    if len(digits) > _LONGEST_SHORT and not bare.startswith(("0", "+", "(0", "(+")):
        return say(
            '"{text}" begins with neither 0 nor +; a spreadsheet drops the 0 of a number: make the column text',
            text=text,
        )
    return _wrong_in(country, text, bare) if country is not None else None


def _wrong_in(country: str, text: str, bare: str) -> Sentence | None:
    """What keeps it from being a number of a practice there, or of its post."""
    if _is_emergency(bare, country):
        return say(
            '"{text}" is an emergency number; write the number of the practice, or of the post when it is closed',
            text=text,
        )
    if _is_short(bare, country):
        return None
    number = _parsed(bare, country)
    if number is None or not _is_right(number):
        said, why = _no_number(text, bare, country, number), _why(bare, country)
        return joined((said, why), ": " if why.startswith("it has") else "; ")
    return None


def _unlike(text: str, bare: str, digits: int) -> Sentence | None:
    """What no number of any country has: other signs, or too few or too many digits."""
    if not re.fullmatch(r"(?:\+|\(\+?)?[0-9][0-9 ()./–-]*", bare):
        return say('"{text}" is no telephone number; write digits, spaces and a leading +', text=text)
    if digits < _SHORTEST_SHORT:
        return joined((say('"{text}" is no telephone number', text=text), say("it has too few digits")), ": ")
    if digits > 17:
        return say(
            '"{text}" is no telephone number: it has {count} digits; write one number only', text=text, count=digits
        )
    return None


def _no_number(text: str, bare: str, country: str, number: PhoneNumber | None) -> Sentence:
    if number is None or bare.lstrip("(").startswith(("+", "00")):
        return say('"{text}" is no telephone number', text=text)
    return say('"{text}" is no telephone number in {country}', text=text, country=COUNTRIES[country])


def written(text: str, country: str) -> str:
    """A sound number as it is printed: as the practice groups its digits, else as its country does."""
    bare = _without_extension(text)
    if not re.fullmatch(r"\+?\d{7,}", bare):
        return text
    import phonenumbers

    number = _parsed(bare, country)
    if number is None or not phonenumbers.is_valid_number(number):
        return text
    forms = phonenumbers.PhoneNumberFormat
    form = forms.INTERNATIONAL if bare.startswith("+") else forms.NATIONAL
    return phonenumbers.format_number(number, form) + text[len(bare) :]


@lru_cache(maxsize=4096)
def dialled(text: str, country: str) -> str:
    """The link of a sound number: from anywhere (E.164), or as in its country what is dialled only there.

    RFC 3966 would have `;phone-context=` after the latter and `;ext=` after a number with an extension; many telephones
    take the semicolon for a pause, so 1733 stays tel:1733, and an extension is asked for by whoever answers.
    """
    bare = _without_extension(text)
    digits = re.sub(r"\D", "", bare)
    number = _parsed(bare, country)
    if _is_short(bare, country) or digits.startswith(_NATIONAL) or number is None:
        return f"tel:{digits}"
    return f"tel:+{number.country_code}{_national(number)}"


def _without_extension(text: str) -> str:
    return _EXTENSION.sub("", text)


def _national(number: PhoneNumber) -> str:
    import phonenumbers

    return phonenumbers.national_significant_number(number)


def _parsed(text: str, country: str) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(text.lstrip("("), country.upper())
    except phonenumbers.NumberParseException:
        return None


def _is_short(text: str, country: str) -> bool:
    """Whether it is one of the short numbers of a country that are called; those of messages begin with 2 to 9."""
    from phonenumbers import is_valid_number, is_valid_short_number_for_region

    digits = re.sub(r"\D", "", text)
    if not re.fullmatch(r"1[\d ./-]*", text) or len(digits) > _LONGEST_SHORT:
        return False
    number = _parsed(text, country)
    return number is not None and (
        bool(_SHORT_TOO[country].fullmatch(digits))
        or is_valid_short_number_for_region(number, country.upper())
        or is_valid_number(number)
    )


def _is_emergency(text: str, country: str) -> bool:
    """Whether it is 112, or another number that calls help in a country."""
    from phonenumbers import is_emergency_number

    return is_emergency_number(re.sub(r"\D", "", text), country.upper())


def _is_right(number: PhoneNumber) -> bool:
    import phonenumbers

    if phonenumbers.is_valid_number(number):
        return True
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    if region.lower() not in COUNTRIES:
        return phonenumbers.is_possible_number(number)
    fixed = phonenumbers.PhoneNumberType.FIXED_LINE
    is_as_long = phonenumbers.is_possible_number_for_type(number, fixed)
    return is_as_long and not number.italian_leading_zero


def _is_likely(number: PhoneNumber) -> bool:
    """Whether it is another country's; a paid number of a neighbour is no practice's, and no call gets there."""
    import phonenumbers

    premium = phonenumbers.PhoneNumberType.PREMIUM_RATE
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) != premium


def _why(text: str, country: str) -> Sentence:
    """What a number lacks or has too much, or whose it is."""
    import phonenumbers

    if theirs := next((one for one in COUNTRIES if one != country and _is_short(text, one)), None):
        return say("it is one in {country} alone", country=COUNTRIES[theirs])
    for other in COUNTRIES.keys() - {country}:
        number = _parsed(text, other)
        if not text.startswith("+") and number is not None and _is_likely(number):
            form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
            return say("if it is one in {country}, write {form}", country=COUNTRIES[other], form=form)
    number = _parsed(text, country)
    if number is None:
        return say("look at what follows the +")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        return say("it has too few digits")
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return say("it has too many digits")
    return say("look at its digits")
