"""Which chapters a booklet has, in the order the edition lists them, and what it cannot be made without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from leaflets.content import Catalogue
from leaflets.content.glossary import FILE as GLOSSARY
from leaflets.messages import say
from leaflets.problems import ContentError, Problem, or_meant

ABOUT = "about"
"""The chapter at the end, which has the colophon below it."""

LISTS = ("opening", "closing")
"""The lists of `chapters` in edition.yaml."""

_OPENING = re.compile(r"group-([1-9]\d*)")


def opening_of(group: int) -> str:
    """The name of the chapter a group of leaflets opens with."""
    return f"group-{group}"


def refuse_missing(catalogue: Catalogue, language: str, groups: Iterable[int]) -> None:
    """Raises ContentError with all the chapters that a booklet of these groups needs and that are not there."""
    there = catalogue.chapters[language]
    problems = [*_unwritten(catalogue, language)]
    needed = (*(opening_of(group) for group in groups if group), ABOUT)
    problems += [_needed(catalogue, language, name) for name in needed if name not in there]
    if problems:
        raise ContentError(*problems)


def _unwritten(catalogue: Catalogue, language: str) -> Iterator[Problem]:
    """The chapters that are listed and that no file is."""
    there, wrong = catalogue.chapters[language], catalogue.failed.get(language, frozenset())
    where = f"{catalogue.folder}/edition.yaml"
    for part in LISTS:
        for number, name in enumerate(getattr(catalogue.edition.chapters, part)):
            if name in wrong:
                yield _needed(catalogue, language, name)
            elif name not in there:
                todo = say("Write {file}, or take the name off the list.", file=_file(catalogue, language, name))
                line = catalogue.line(where, "chapters", part, number)
                said = say('there is no chapter "{name}"', name=name)
                yield Problem(said, where, or_meant(todo, name, there), line=line)


def _needed(catalogue: Catalogue, language: str, name: str) -> Problem:
    said = say("the booklet cannot do without this chapter")
    todo = say('Write it, with "chapter: {name}" and a title at its head, or mend it.', name=name)
    return Problem(said, _file(catalogue, language, name), todo)


def _file(catalogue: Catalogue, language: str, name: str) -> str:
    return f"{catalogue.folder}/{language}/booklet/{name}.md"


def refuse_twice(catalogue: Catalogue, ids: Iterable[str]) -> None:
    """Raises ContentError where two parts of a booklet have one id: links and bookmarks would lead to the first."""
    twice = [name for name, count in Counter(ids).items() if count > 1]
    where = f"{catalogue.folder}/edition.yaml"
    todo = say("Name each chapter once, and give it another name than a leaflet or a page of the press has.")
    if twice:
        said = say('two parts of the booklet are called "{name}"', name=twice[0])
        raise ContentError(Problem(said, where, todo, line=catalogue.line(where, "chapters")))


def unlisted(catalogue: Catalogue, language: str) -> Iterator[Problem]:
    """The chapters and words that are written and that no booklet prints, since the edition lists no place for them."""
    order = catalogue.edition.chapters
    listed = {*order.opening, *order.closing, ABOUT}
    last = len(catalogue.languages[language].groups) - 1
    for name, chapter in catalogue.chapters.get(language, {}).items():
        opens = _OPENING.fullmatch(name)
        if name not in listed and not (opens and int(opens[1]) <= last):
            said = say("no booklet prints this chapter")
            todo = say("Name it under chapters in {folder}/edition.yaml, or remove it.", folder=catalogue.folder)
            yield Problem(said, chapter.path, todo, severity="warns")
    if catalogue.glossary.get(language) and not order.closing:
        todo = say("They stand in the first closing chapter: name one under chapters in edition.yaml.")
        where = f"{catalogue.folder}/{language}/{GLOSSARY}"
        yield Problem(say("no booklet prints these words"), where, todo, severity="warns")
