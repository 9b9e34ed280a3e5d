"""The forms a single field may take: lengths, counts, names, addresses, patterns. A wrong one is a pydantic error."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from leaflets.messages import reason, say
from leaflets.model.artefact import Conformity
from leaflets.model.phrases import unfolded

Length = Annotated[float, Field(gt=0, le=2000)]
"""A length of paper in mm: no sheet or poster of ours is longer than two metres."""

PlaceMm = Annotated[float, Field(ge=0, le=2000)]
"""A distance from an edge of paper in mm."""


def _decimal_comma(given: object) -> object:
    """1,5 is what somebody writes who reads a Dutch ruler."""
    return given.replace(",", ".") if isinstance(given, str) else given


Offset = Annotated[float, BeforeValidator(_decimal_comma), Field(ge=-10, le=10)]
"""How far a printer puts something beside its place, in mm."""

EdgeMm = Annotated[float, BeforeValidator(_decimal_comma), Field(ge=0, le=10)]
"""The edge a printer leaves white, in mm."""

Grams = Annotated[float, BeforeValidator(_decimal_comma), Field(ge=40, le=450)]
"""The weight of a square metre of paper: from the thinnest a press takes to a card for a cover."""

Caliper = Annotated[float, BeforeValidator(_decimal_comma), Field(ge=0.03, le=1)]
"""The thickness of a sheet in mm."""

Price = Annotated[float, BeforeValidator(_decimal_comma), Field(ge=0, le=100_000)]
"""An amount of money, in the currency that is named beside it."""

Bleed = Annotated[float, BeforeValidator(_decimal_comma), Field(ge=1, le=3)]
"""How far a print shop wants colour beyond the trim, in mm: no page of ours is painted farther than 3."""


def _any_share(given: object) -> object:
    """A share of a page in per cent; None for `any`, by which nobody means that nothing is written."""
    if given is None:
        raise PydanticCustomError("float_type", "nothing is written", {})
    return None if given == "any" else _decimal_comma(given)


AnyShare = Annotated[float, Field(gt=0, le=400)] | None
"""Of a page in per cent, all inks together, of which there are four; None is whatever it is."""

Covered = Annotated[
    AnyShare,
    BeforeValidator(_any_share),
    Field(
        description=say(
            "Write how full a page its price is for, in per cent, such as 5; or any, where each side costs the same."
        )
    ),
]
"""The share of a page a price is for."""


def _currency(code: str) -> str:
    from babel.numbers import is_currency

    if not is_currency(code):
        raise ValueError(say('"{code}" is no currency', code=code[:10]))
    return code


Currency = Annotated[str, AfterValidator(_currency), Field(description=say("Write three letters, such as EUR."))]
"""A currency by its letters (ISO 4217)."""

Count = Annotated[int, Field(ge=1, le=500)]
"""A number of pages, columns or entries."""

Most = Annotated[int, Field(ge=0, le=500)]
"""A number up to which something is done; with 0 it is not."""

Name = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9-]*$", description=say("Use lower case letters, digits and hyphens."))
]
"""The name of a template or of a kind of page, as files and style sheets write it."""

_PORT = r"(?::(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?"
"""A port after a host, from 1 to 65535: a browser takes no other address for one."""

HTTPS = r"https://[^\s/?#@\\:]+\.[^\s/?#@\\:.]{2,}" + _PORT + r"(?:[/?#]\S*)?"
"""An address that leads to a place on the web: the name of a host with a dot in it, and no user before it."""

Address = Annotated[
    str,
    Field(pattern=f"^{HTTPS}$", max_length=2000, description=say("Write an address such as https://example.org/page.")),
]

HOW_SITE = say("Write an address such as https://example.org, without a question mark or #.")

SiteAddress = Annotated[
    str,
    Field(
        pattern=r"^https://[^\s/?#@\\:]+\.[^\s/?#@\\:.]{2,}" + _PORT + r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$",
        max_length=200,
    ),
    AfterValidator(lambda address: address.rstrip("/")),
]  # fmt: skip
"""Where a site begins, without a slash at its end. No part of its path leads up: pages are put below it."""

# What is printed as it stands: characters, and letters between quotes.
_BETWEEN = r"(?:[^A-Za-z']|'[^']*')"
# Day, weekday, month, month by itself and year (UTS #35, part 4, table of date fields).
_PART = "(?:d{1,2}|E{1,4}|M{1,4}|L{1,4}|yyyy|yy|y)"

DateFormat = Annotated[
    str,
    Field(
        pattern=f"^{_BETWEEN}*(?:{_PART}{_BETWEEN}+)*{_PART}{_BETWEEN}*$", max_length=100,
        description=say("Write it as d MMMM y, with other letters between quotes."),
    ),
]  # fmt: skip
"""How a date is written: day, weekday, month and year in the letters of Unicode's date patterns (UTS #35)."""


def _that_unfolds(pattern: str) -> str:
    try:
        unfolded(pattern)
    except ValueError as error:
        raise ValueError(say('of "{pattern}", {error}', pattern=pattern[:60], error=reason(error))) from error
    return pattern


NOTATION = say("Write words, with (a|b) for a choice and ? after what may be left out.")

Phrases = Annotated[str, AfterValidator(_that_unfolds)]
"""Phrases in the notation of `phrases`."""

Spacing = Literal["airy", "normal", "tight"]
"""How much space stands between the lines and the paragraphs; the sizes of type are the same in each."""
SPACINGS: tuple[Spacing, ...] = ("airy", "normal", "tight")
"""The airiest first."""


def _by_the_first_part(given: object) -> object:
    if given in (None, "pdf/ua-1"):
        return given
    raise PydanticCustomError("literal_error", "no norm for a format", {"expected": "'pdf/ua-1'"})


Tagged = Annotated[Conformity | None, BeforeValidator(_by_the_first_part)]
"""The norm of a format's tags. A style sheet can say PDF/UA-1 only: whoever makes the files asks for another part."""
