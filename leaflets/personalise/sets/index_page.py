"""The index page of a practice's set: which leaflets, which version, until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import jinja2

from leaflets.content.dates import has_lapsed, review
from leaflets.messages import ENGLISH, LANGUAGES, translated
from leaflets.model.artefact import Artefact
from leaflets.model.content import Language
from leaflets.personalise.practice import Practice

TEMPLATE = "practice-set.html"
NO_TICKETS: Mapping[str, str] = {}


@lru_cache(maxsize=8)
def _environment(templates: Path) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def page(
    practice: Practice, entries: Sequence[Artefact], language: Language, day: dt.date, templates: Path,
    tickets: Mapping[str, str] = NO_TICKETS, colour: str = "#000000", amiss: Sequence[Sequence[str]] = (), *,
    has_zip: bool = True,
) -> str:  # fmt: skip
    """The HTML of the page, in a language of the practice; it stands beside the folders of its files.

    A leaflet whose review date has come on `day` is marked as its own pages are then.
    Headings and links are in `colour`, as CSS writes it.
    `tickets` has the path of the print ticket of each sheet by the sheet's own, both relative to the output folder.
    `has_zip` is whether all of them lie beside it as one ZIP too. Of files that are not there it says what is `amiss`,
    in sentences.
    """
    # An office prints what it is given, so what costs it least stands first.
    listed = sorted(entries, key=lambda entry: (entry.language, entry.title, not entry.made_of.light, entry.format))
    titles = [(title, own, list(files)) for (title, own), files in
              groupby(listed, key=lambda entry: (entry.title, entry.language))]  # fmt: skip
    return (
        _environment(templates)
        .get_template(TEMPLATE)
        .render(
            practice=practice,
            titles=titles,
            words=language.words,
            colour=colour,
            language=language.id,
            zip=f"{practice.id}.zip" if has_zip else "",
            amiss=[[_whole(one, language.id) for one in several] for several in amiss],
            link=lambda path: "/".join(path.split("/")[2:]),
            tickets=tickets,
            called=lambda entry: _called(entry, language.words),
            is_past=lambda entry: has_lapsed(dt.date.fromisoformat(entry.review_by), day),
            review=lambda entry, is_past: review(language, dt.date.fromisoformat(entry.review_by), is_past),
        )
    )


def _whole(sentence: str, language: str) -> str:
    """A sentence in a language, to stand by itself; in English where the press does not speak it."""
    said = translated(sentence, language if language in LANGUAGES else ENGLISH)
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith('.') else '.'}"


def _called(entry: Artefact, words: Mapping[str, str]) -> str:
    """What a reader calls the format of a file."""
    name = words.get(f"format_{entry.format}", entry.format)
    return words["practice_light"].format(format=name) if entry.made_of.light else name
