"""Editions of an association's own: content/editions/<id>.yaml, and what it makes of everything there is.

An edition chooses leaflets and gives them a cover, a foreword, colours and a publisher. The medical texts it takes as
they are: nothing here can change a word of them, and its colophon prints the digest of what it took.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, Field

from leaflets.content.edition_logo import read_logo
from leaflets.content.own_colours import resolved, with_inks
from leaflets.content.records import Place, few, line_of, lines_of, read_yaml, to_record
from leaflets.content.texts import Reader, is_id, where_of
from leaflets.messages import say
from leaflets.model.artefact import EDITIONS
from leaflets.model.colour import SRGB, PaletteColour
from leaflets.model.content import DIGITS, Chapter, Language, Leaflet
from leaflets.model.fields import HOW_SITE, Name, SiteAddress
from leaflets.model.own_edition import DetailsBox, EditionLogo, OwnColours
from leaflets.model.value import Value
from leaflets.problems import ContentError, Problem, or_meant
from leaflets.storage.files import is_there

FOREWORD = "foreword"
"""The chapter an edition may have of its own."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "title": ("booklet_title",),
    "subtitle": ("booklet_subtitle", "booklet_subtitle_some"),
    "cover_line": ("booklet_cover_line",),
    "back_cover": ("back_cover",),
}
"""The words of a language an edition may have of its own, by the fields of its file."""

COUNT = "{count}"
"""In a subtitle: how many conditions it is about, where that is more than one."""

Said = Annotated[str, Field(min_length=1, max_length=200)]

EVERY = "every"
"""The language of words that are the same in all."""


def _by_language(given: object) -> object:
    return {EVERY: given} if isinstance(given, str) else given


ByLanguage = Annotated[dict[Name, Said], BeforeValidator(_by_language)]
"""Words by language, or for every language."""


def _colour(given: object) -> object:
    """A colour of the screen with the inks it is printed in, where it says none."""
    if not isinstance(given, str):
        return given
    if not re.fullmatch(SRGB, given.upper()):
        raise ValueError(
            say('"{value}" is no colour: write six digits and capitals A to F, as "#F4B860"', value=given[:20])
        )
    return with_inks(given.upper())


OwnColour = Annotated[PaletteColour, BeforeValidator(_colour)]


WEBSITE, EMAIL, TELEPHONE = (
    r"^[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(/[!-~]*)?$",
    r"^[!-?A-~]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$",
    r"^\+?[\d ./()-]{3,30}$",
)  # fmt: skip
"""As they are printed: an address without https://, a mailbox, a number with spaces."""


class ResponsiblePublisher(Value):
    """Who answers for an edition where that is not who hands it out: in Belgium a person, with an address."""

    name: Said
    address: Said | None = None


class EditionFile(Value):
    """The fields of content/editions/<id>.yaml."""

    name: Said
    address: Said | None = None
    telephone: str | None = Field(
        default=None, pattern=TELEPHONE,
        description=say('Write digits and spaces, between quotes, as "09 123 45 67".'),
    )  # fmt: skip
    email: str | None = Field(
        default=None, pattern=EMAIL, max_length=80, description=say("Write it as name@example.org.")
    )
    website: str = Field(
        pattern=WEBSITE, max_length=100, description=say("Write it without https://, such as www.example.org.")
    )
    publisher: ResponsiblePublisher | None = None
    logo: Said | None = None
    title: ByLanguage | None = None
    subtitle: ByLanguage | None = None
    cover_line: ByLanguage | None = None
    back_cover: ByLanguage | None = None
    foreword: ByLanguage | None = None
    leaflets: tuple[Name, ...] = ()
    formats: tuple[Name, ...] = ()
    colours: dict[Name, OwnColour] = Field(default_factory=dict)
    box: DetailsBox = "practice"
    site: SiteAddress | None = Field(default=None, description=HOW_SITE)
    funding: Said | None = None
    version: str | None = Field(
        default=None, pattern=r"^\d{4}\.\d{2}(\.\d{1,4})?$",
        description=say('Write year and month between quotes, as "2026.11".'),
    )  # fmt: skip

    def said(self, name: str, language: str) -> str | None:
        """One of its fields of words, in a language."""
        words: dict[str, str] = getattr(self, name) or {}
        return words.get(language, words.get(EVERY))


@dataclass(frozen=True)
class OwnEditionTexts:
    """An edition as it was read: its file, its logo, its colours, and by language its foreword."""

    id: str
    where: str
    file: EditionFile
    logo: EditionLogo | None = None
    colours: OwnColours = ()
    forewords: Mapping[str, Chapter] = field(default_factory=dict)


@dataclass(frozen=True)
class Editions:
    """The editions of a folder of content by their ids, and what is wrong with the others."""

    good: Mapping[str, OwnEditionTexts] = field(default_factory=dict)
    wrong: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class NamedByEditions:
    """What the file of an edition may name."""

    leaflets: Mapping[str, int]
    """The group of each leaflet there is, by id; of one whose file is wrong, -1."""
    formats: Sequence[str]
    colours: Mapping[str, PaletteColour]
    readers: Mapping[str, Reader]
    """By language."""


def load_editions(content: Path, known: NamedByEditions, lines: dict[str, Mapping[Place, int]]) -> Editions:
    """The editions of `content`, and in `lines` those of their values. One that is wrong costs itself only."""
    good: dict[str, OwnEditionTexts] = {}
    wrong: dict[str, tuple[Problem, ...]] = {}
    for path in sorted((content / EDITIONS).glob("*.yaml")):
        try:
            good[path.stem] = _edition(path, content, known, lines)
        except ContentError as error:
            wrong[path.stem] = tuple(few(list(error.problems), where_of(path, content)))
    return Editions(good, wrong)


def _edition(
    path: Path, content: Path, known: NamedByEditions, lines: dict[str, Mapping[Place, int]]
) -> OwnEditionTexts:
    where = where_of(path, content)
    if not is_id(path.stem):
        raise ContentError(Problem(say("the file's name is no id"), where, say("Use lower case, digits and hyphens.")))
    data, node = read_yaml(path, where, content)
    lines[where] = lines_of(node)
    if left := list(_left_over(data, node, where)):  # What is still to be filled in is no address or number yet.
        raise ContentError(*left)
    file = to_record(EditionFile, data, node, where)
    problems = [
        *_braces(file, node, where),
        *_unknown(file, node, where, known), *_parted(file, node, where, known),
    ]  # fmt: skip
    logo: EditionLogo | None = None
    colours: OwnColours = ()
    forewords: dict[str, Chapter] = {}
    try:
        logo = read_logo(file.logo, content, EDITIONS, where, line_of(node, ("logo",), 1)) if file.logo else None
    except ContentError as error:
        problems += error.problems
    try:
        colours = resolved(file.colours, known.colours, where, lambda name: line_of(node, ("colours", name), 1))
    except ContentError as error:
        problems += error.problems
    try:
        forewords = dict(_forewords(file, node, where, content, known))
    except ContentError as error:
        problems += error.problems
    if problems:
        raise ContentError(*problems)
    return OwnEditionTexts(path.stem, where, file, logo, colours, forewords)


def _left_over(data: object, node: yaml.Node | None, where: str) -> Iterator[Problem]:
    """Fields in which something is still to be filled in (C11)."""
    for name, value in data.items() if isinstance(data, dict) else ():
        if "‹" in str(value):
            said = say('a placeholder is left over in the field "{field}"', field=name)
            line = line_of(node, (name,), 1)
            yield Problem(said, where, say("Replace it with words."), line=line, rule="C11")


def _braces(file: EditionFile, node: yaml.Node | None, where: str) -> Iterator[Problem]:
    """Words with braces: nothing is filled in to them, but the number of conditions to a subtitle."""
    for name in WORDS:
        for words in (getattr(file, name) or {}).values():
            left = words.replace(COUNT, "") if name == "subtitle" else words
            if "{" in left or "}" in left:
                what = say('the field "{field}" holds braces, and nothing is filled in there', field=name)
                todo = say("Remove them; only {count} may stand in the subtitle.", count=COUNT)
                yield Problem(what, where, todo, line=line_of(node, (name,), 1))


def _unknown(file: EditionFile, node: yaml.Node | None, where: str, known: NamedByEditions) -> Iterator[Problem]:
    """Leaflets, formats and languages that are not there, and leaflets that are named twice."""
    for at, name in enumerate(file.leaflets):
        line = line_of(node, ("leaflets", at), 1)
        if name not in known.leaflets:
            todo = or_meant(say("Name a leaflet by its id; see the command list."), name, known.leaflets)
            yield Problem(say('there is no leaflet "{name}"', name=name), where, todo, line=line)
        elif name in file.leaflets[:at]:
            yield Problem(
                say('the leaflet "{name}" stands there twice', name=name), where, say("Remove one."), line=line
            )
    for at, name in enumerate(file.formats):
        if name not in known.formats:
            todo = or_meant(say("Name a format by its id; see the command list."), name, known.formats)
            line = line_of(node, ("formats", at), 1)
            yield Problem(say('there is no format "{name}"', name=name), where, todo, line=line)
    for field_name in (*WORDS, FOREWORD):
        for name in getattr(file, field_name) or ():
            if name not in (EVERY, *known.readers):
                line = line_of(node, (field_name, name), 1)
                todo = or_meant(say("Name a language by its folder, such as nl."), name, known.readers)
                yield Problem(say('there is no language "{name}"', name=name), where, todo, line=line)


def _parted(file: EditionFile, node: yaml.Node | None, where: str, known: NamedByEditions) -> Iterator[Problem]:
    """A group whose leaflets do not stand together: its part of the booklet would open twice."""
    groups = [known.leaflets.get(name, -1) for name in file.leaflets]
    for at, group in enumerate(groups[1:], start=1):
        is_again = file.leaflets[at] in file.leaflets[:at]
        if not is_again and group >= 0 and group != groups[at - 1] and group in groups[:at]:
            first = file.leaflets[groups.index(group)]
            said = say(
                'the leaflets "{first}" and "{name}" are of one part of the booklet, and others stand between them',
                first=first, name=file.leaflets[at],
            )  # fmt: skip
            todo = say(
                'Put "{name}" below "{first}": a part cannot be bound in two places.',
                name=file.leaflets[at],
                first=first,
            )
            yield Problem(said, where, todo, line=line_of(node, ("leaflets", at), 1))


def _forewords(
    file: EditionFile, node: yaml.Node | None, where: str, content: Path, known: NamedByEditions
) -> Iterator[tuple[str, Chapter]]:
    """By language, the foreword of an edition. Raises ContentError for one that is not there or wrong."""
    for language, reader in known.readers.items():
        name = file.said(FOREWORD, language)
        if name is None:
            continue
        path = content / EDITIONS / name
        if Path(name).name != name or path.suffix != ".md":
            line = line_of(node, (FOREWORD,), 1)
            todo = say("Put a .md file beside this one, and write its name.")
            raise ContentError(Problem(say('"{name}" is no foreword', name=name), where, todo, line=line))
        if not is_there(path):
            line = line_of(node, (FOREWORD,), 1)
            todo = say("Put it into {folder}/, beside this file.", folder=f"{content.name}/{EDITIONS}")
            raise ContentError(Problem(say('the foreword "{name}" is not there', name=name), where, todo, line=line))
        chapter = reader.chapter(path)
        if chapter is None:
            raise ContentError(*reader.problems)
        if chapter.id != FOREWORD:
            todo = say('Write "chapter: {name}": the other chapters are the same in every edition.', name=FOREWORD)
            said = say('the chapter "{name}" cannot be an edition\'s own', name=chapter.id)
            raise ContentError(Problem(said, chapter.path, todo, line=2))
        yield language, chapter


ADVICE = ("call_", "helpline", "disclaimer", "out_of_hours", "practice_closed")
"""How the words of a language begin that tell whom to call and how soon: they are advice as a text is."""


def digest_of(
    leaflets: Iterable[Leaflet], chapters: Iterable[Chapter], language: Language, beside: Iterable[Value] = ()
) -> str:
    """What tells the words of these texts from any others: 16 hexadecimal digits of a SHA-256.

    Of leaflets as `Leaflet.words_digest` has them, in their order; of chapters their words as they are written; of the
    language its ADVICE, also where a country says it otherwise; and of what stands `beside` them, terms and pages.
    """
    said: list[Any] = [[one.id, one.words_digest] for one in leaflets]
    for one in sorted(chapters, key=lambda chapter: chapter.id):
        words = (one.title, one.subtitle, one.motto, one.markdown if one.written is None else one.written)
        said.append([one.id, *(" ".join((text or "").split()) for text in words)])
    spoken = {"": language.words, **language.countries}
    said += [
        [country, word, words[word]]
        for country, words in sorted(spoken.items())
        for word in sorted(words)
        if word.startswith(ADVICE)
    ]
    said += [one.model_dump_json() for one in beside]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:DIGITS]
