"""Dates as a language writes them, and what its pages say once the day has come by which a text was to be reviewed."""

from __future__ import annotations

import datetime as dt

from leaflets.model.content import Language


def dated(language: Language, day: dt.date) -> str:
    """A day as the language writes it: 1 november 2027."""
    from babel.dates import format_date

    return format_date(day, format=language.date_format, locale=language.id)


def weekdays(language: Language) -> tuple[str, ...]:
    """The short names of the days, from the one the language's week begins with: ma, di, wo, …"""
    from babel import Locale

    locale = Locale.parse(language.id, sep="-")
    names = locale.days["stand-alone"]["abbreviated"]
    return tuple(names[(locale.first_week_day + day) % 7].removesuffix(".") for day in range(7))


def has_lapsed(review_by: dt.date, day: dt.date) -> bool:
    """Whether on `day` a text is past its review, which its pages say is due *before* the day `review_by`."""
    return review_by <= day


def review(language: Language, review_by: dt.date, is_past: bool) -> str:
    """By when a text is to be reviewed, or that this day has come. Raises ContentError when the words are missing."""
    if is_past:
        return past_review(language, review_by)
    return f"{language.words['review_by']} {dated(language, review_by)}"


def past_review(language: Language, review_by: dt.date) -> str:
    """What a page says whose review was due before this day. Raises ContentError when the words are missing."""
    return language.words["review_lapsed"].format(date=dated(language, review_by))
