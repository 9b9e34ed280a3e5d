"""The small table of a ticket: what one piece and a run take of paper, toner and money, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from leaflets.imposition.consumption import RUN, TEXT_PAGE, OneCopy, consumption
from leaflets.model.content import Language
from leaflets.model.format import Costs

WHOLE_FROM = 10
"""Of so much money nobody needs the cents: what a page covers is known to a tenth at best."""


def takes(of: OneCopy, costs: Costs | None, language: Language, *, is_both: bool) -> dict[str, Any]:
    """What the template draws: a head, a row for a copy and one for a run, and a line on what is counted.

    `is_both` is whether the copy takes this file and another one, for a printer that does one side at a time.
    """
    words = language.words
    head = [words["ticket_takes_both" if is_both else "ticket_takes"], words["ticket_paper"], words["ticket_toner"]]
    covered = words["ticket_covered"].format(
        share=number(round(100 * of.coverage), language.id), text=number(round(100 * TEXT_PAGE), language.id)
    )
    return {
        "head": (*head, words["ticket_cost"]) if costs else tuple(head),
        "rows": tuple(_row(of, pieces, costs, language) for pieces in (of.pieces, RUN)),
        "covered": covered,
    }


def _row(of: OneCopy, pieces: int, costs: Costs | None, language: Language) -> tuple[str, ...]:
    taken = consumption(of, pieces, costs)
    said = (
        _counted("ticket_piece", "ticket_pieces", pieces, language),
        _counted("ticket_takes_sheet", "ticket_takes_sheets", taken.sheets, language),
        number(rough(taken.text_pages), language.id),
    )
    if costs is None or taken.cost is None:
        return said
    return (*said, language.words["ticket_about"].format(amount=money(taken.cost, costs.currency, language.id)))


def _counted(one: str, several: str, count: int, language: Language) -> str:
    words: Mapping[str, str] = language.words
    return words[one if count == 1 else several].format(count=number(count, language.id))


def rough(value: float) -> float:
    """To two figures: more would say that a printer is as exact as arithmetic, and differ from copy to copy."""
    return float(f"{value:.2g}")


def number(value: float, language: str) -> str:
    """A number as the language with this id writes it: 1.100 and 3,6."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language.replace("-", "_"))


def money(value: float, currency: str, language: str) -> str:
    """An amount as the language with this id writes it: € 0,18, and from ten on without cents."""
    from babel import Locale
    from babel.numbers import format_currency

    locale = Locale.parse(language, sep="-")
    if value < WHOLE_FROM:
        return format_currency(value, currency, locale=locale)
    pattern = re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern)
    return format_currency(round(value), currency, pattern, locale, currency_digits=False)
