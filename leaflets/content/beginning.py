"""Begin a new text from a pattern."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from leaflets.content.records import load_record
from leaflets.content.texts import ID
from leaflets.model import SECTION_ROLES, Language
from leaflets.problems import WrongOption
from leaflets.whole import write_whole

_SECTIONS = {
    "summary": "- ‹punt 1›\n- ‹punt 2›\n- ‹punt 3›",
    "body": "‹tekst› [@‹bron›]",
    "rest": "‹tekst›",
    "steps": "1. **‹stap›.** ‹uitleg›",
    "doctor": "**Bel 112** bij ‹alarmsignaal›.\n\nBel uw huisarts als:\n\n- ‹alarmsignaal›",
}


def begin_leaflet(content: Path, language: str, identifier: str) -> Path:
    """Write content/<language>/<identifier>.md with every field and section.

    Raises WrongOption when the id is no id, the language is not there, or the file exists.
    """
    folder = content / language
    if not ID.fullmatch(identifier):
        raise WrongOption(f'"{identifier}" is no id. Use lower case letters, digits and hyphens.')
    if not (folder / "_language.yaml").is_file():
        raise WrongOption(f'There is no language "{language}" in {content.name}.')
    path = folder / f"{identifier}.md"
    if path.exists():
        raise WrongOption(f"{content.name}/{language}/{path.name} is there already.")
    words = load_record(Language, folder / "_language.yaml", f"{content.name}/{language}/_language.yaml")
    today = dt.date.today()
    head = {
        "title": "‹titel›", "name": "‹naam›", "slug": identifier, "group": 0, "order": 99,
        "audience": "‹voor wie›", "poster": "‹één regel›", "version": f'"{today:%Y.%m}"', "date": today,
        "review_by": today.replace(year=today.year + 1, day=1), "author": "‹auteur›", "reviewer": "null",
    }  # fmt: skip
    lines = ["---", *(f"{key}: {value}" for key, value in head.items()), "---"]
    for role in SECTION_ROLES:
        lines += ["", f"## {words.sections[role]}", "", _SECTIONS[role]]
    write_whole(path, ("\n".join(lines) + "\n").encode())
    return path
