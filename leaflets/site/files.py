"""What the site says of a file: which form it is, for whom, how many pages and how large."""

from __future__ import annotations

from leaflets.model.content import Language
from leaflets.site.shelf import Download

KILO, MEGA = 1_000, 1_000_000
"""Bytes of a kB and a MB."""


def form_of(download: Download, language: Language) -> str:
    """What a reader calls the form of a file: A4 om te printen, in grijs."""
    artefact, words = download.artefact, language.words
    made = artefact.made_of
    name = words.get(f"site_form_{artefact.format}") or words.get(f"format_{artefact.format}", artefact.format)
    name = words["practice_light"].format(format=name) if made.light else name
    is_other_ink = made.ink != "screen" and artefact.format != "booklet-press"
    more = (
        (made.size or "").upper(),
        words[f"site_ink_{made.ink}"] if is_other_ink else "",
        words[f"site_{made.sides}"] if made.sides != "both" else "",
        words["site_fillable"] if made.fillable else "",
    )
    return ", ".join([name, *filter(None, more)])


def described(download: Download, language: Language) -> str:
    """Pages and size of a file: 2 bladzijden. PDF, 30 kB."""
    artefact, words = download.artefact, language.words
    pages = pages_of(download, language)
    if artefact.purpose == "sheet":
        sheets = artefact.pages if artefact.made_of.sides != "both" else (artefact.pages + 1) // 2
        pages = words["site_sheet"] if sheets == 1 else words["site_sheets"].format(count=sheets)
    return words["site_file"].format(pages=pages, size=size_of(artefact.bytes, language))


def pages_of(download: Download, language: Language) -> str:
    """How many pages a file has: 2 bladzijden."""
    count = download.artefact.pages
    return language.words["practice_page"] if count == 1 else language.words["practice_pages"].format(pages=count)


def size_of(count: int, language: Language) -> str:
    """A size as the language writes it: 30 kB, 1,2 MB."""
    from babel.numbers import format_decimal

    if count < MEGA:
        return f"{max(1, round(count / KILO))} kB"
    return f"{format_decimal(count / MEGA, format='0.0', locale=language.id)} MB"
