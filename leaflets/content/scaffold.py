"""Begin a new text from a pattern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from leaflets.content.records import line_of, read_yaml, to_record
from leaflets.content.series import series
from leaflets.content.signs import FILE as SIGNS
from leaflets.content.texts import ID, LONGEST_ID, RESERVED, where_of
from leaflets.content.translation import begun_translation
from leaflets.installed import ORIGIN
from leaflets.messages import say
from leaflets.model.content import SECTION_ROLES, Language
from leaflets.problems import ContentError, Problem, WrongOption
from leaflets.storage.atomic import write_whole
from leaflets.storage.digests import today
from leaflets.storage.files import is_there

_NEUTRAL = {
    "summary": "- ‹1›\n- ‹2›\n- ‹3›",
    "body": "‹…›",
    "rest": "‹…›",
    "steps": "1. **‹…›** ‹…›",
    "doctor": "**112**: ‹…›\n\n- ‹…›",
}
"""What stands in a section where the language's own file gives no pattern for it."""

_TO_FILL_IN = ("title", "name", "audience", "poster", "author")


def begin_project(folder: Path, with_look: bool, is_bare: bool = False) -> None:
    """Copy the content the press comes with into a new or empty folder; `with_look` its templates and styles too.

    One that `is_bare` has the words of the press and no text: patterns of all a series has of its own, and styles.
    What is hidden there, such as .git, is no hindrance. Raises WrongOption when anything else is in the folder.
    """
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise WrongOption(say('"{folder}" is not empty. Name a folder that is new, or empty this one.', folder=folder))
    copied = ("templates", "styles") if with_look else ()
    for name in ("content", *copied) if not is_bare else copied[:1]:
        for path in sorted((ORIGIN / name).rglob("*")):
            if path.is_file():
                # Not copied with its rights: an installed file may be one that nobody can write.
                write_whole(folder / path.relative_to(ORIGIN), path.read_bytes(), settle=False)
    for file, said in series(today()) if is_bare else ():
        write_whole(folder / file, said, settle=False)


def begin_leaflet(content: Path, language: str, identifier: str, source_language: str = "") -> Path:
    """Write content/<language>/<identifier>.md with every field and section; of one there is in the source language,
    with its fields and text, to be translated.

    Raises WrongOption when the id is no id, the language is not there, or the file exists; ContentError when the file
    of the language, or the source, is wrong.
    """
    folder = content / language
    if not ID.fullmatch(identifier) or len(identifier) > LONGEST_ID:
        raise WrongOption(
            say('"{identifier}" is no id. Use lower case letters, digits and hyphens.', identifier=identifier)
        )
    if RESERVED.fullmatch(identifier):
        raise WrongOption(
            say('Windows keeps the name "{identifier}" for itself. Choose another id.', identifier=identifier)
        )
    if not (folder / "_language.yaml").is_file():
        raise WrongOption(
            say('There is no language "{language}" in {content}.', language=language, content=content.name)
        )
    path = folder / f"{identifier}.md"
    if is_there(path):
        raise WrongOption(
            say(
                "{content}/{language}/{path} is there already.", content=content.name, language=language, path=path.name
            )
        )
    spoken = spoken_in(content, language)
    if source := source_of(content, language, identifier, source_language):
        text = begun_translation(source, content, spoken)
    else:
        text = "\n".join(["---", *_head(spoken, identifier, today()), "---", *_sections(spoken)]) + "\n"
    write_whole(path, text.encode())
    return path


def source_of(content: Path, language: str, identifier: str, source_language: str) -> Path | None:
    """The text a leaflet of this id is a translation of; None where it is the first of its kind."""
    path = content / source_language / f"{identifier}.md"
    return path if source_language not in ("", language) and path.is_file() else None


def spoken_in(content: Path, language: str) -> Language:
    """What the file of a language says. Raises ContentError where it is wrong, or says it is of another language."""
    path = content / language / "_language.yaml"
    where = where_of(path, content)
    data, node = read_yaml(path, where, content)
    spoken = to_record(Language, data, node, where)
    if spoken.id != language:
        said = say('the id "{language_id}" is not the name of the folder', language_id=spoken.id)
        todo = say('Write "id: {name}".', name=language)
        raise ContentError(Problem(said, where, todo, line=line_of(node, ("id",), 1)))
    return spoken


def _head(spoken: Language, identifier: str, day: dt.date) -> Iterator[str]:
    """The fields of the front matter; the words for some stand in the language's file, or the field's own name."""
    hints = {name: f"‹{spoken.pattern.get(name, name)}›" for name in _TO_FILL_IN}
    signs = f"[‹{spoken.pattern.get('signs', SIGNS)}›]"
    fields = {
        "title": hints["title"], "name": hints["name"], "full_name": "null", "kicker": "null", "slug": identifier,
        "group": 0, "order": 99, "audience": hints["audience"], "poster": hints["poster"],
        "version": f'"{day:%Y.%m}"', "date": day, "review_by": day.replace(year=day.year + 1, day=1),
        "author": hints["author"], "reviewer": "null", "changes": "null", "severity": "null",
        "spacing": "null", "signs": signs, "own_signs": "[]",
        "diagram": "null",
    }  # fmt: skip
    return (f"{name}: {value}" for name, value in fields.items())


def _sections(spoken: Language) -> Iterator[str]:
    for role in SECTION_ROLES:
        yield from ("", f"## {spoken.sections[role]}", "", spoken.pattern.get(role, _NEUTRAL[role]).rstrip("\n"))
