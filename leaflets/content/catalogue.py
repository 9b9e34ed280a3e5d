"""The whole content as one value. A file that is wrong costs its own leaflet only; the shared lists cost everything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from leaflets.content.cache import Known
from leaflets.content.fill_pages import FillPages
from leaflets.content.glossary import FILE as GLOSSARY
from leaflets.content.glossary import load_terms
from leaflets.content.records import (
    Record,
    few,
    line_of,
    load_record,
    load_records,
    parse_yaml,
    read_text,
    read_yaml,
    to_record,
)
from leaflets.content.signs import FILE as SIGNS
from leaflets.content.signs import load_signs
from leaflets.content.spoken import chapter_in, leaflet_in
from leaflets.content.texts import Reader, find_source, where_of
from leaflets.content.words import unfillable, words_of
from leaflets.model.content import (
    SECTION_ROLES,
    Chapter,
    Claim,
    Edition,
    Language,
    Leaflet,
    Sign,
    Source,
    Term,
)
from leaflets.model.format import Format
from leaflets.problems import ContentError, Problem

FILL_PAGES = "pages"
"""The file of the booklet's pages to write on, without its suffix."""


@dataclass(frozen=True)
class Catalogue:
    """Everything that can be made, and from what."""

    edition: Edition
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    languages: Mapping[str, Language]
    formats: Mapping[str, Format]
    leaflets: Mapping[str, tuple[Leaflet, ...]] = field(default_factory=dict)
    """By language, in the booklet's order: group, then order."""
    chapters: Mapping[str, Mapping[str, Chapter]] = field(default_factory=dict)
    fill_pages: Mapping[str, FillPages] = field(default_factory=dict)
    glossary: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    """By language, the words its booklet explains."""
    signs: Mapping[str, Mapping[str, Sign]] = field(default_factory=dict)
    """By language, its ledger of alarm signs by their ids."""
    failed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By language, the ids of leaflets and chapters whose file is wrong."""
    unread: frozenset[str] = frozenset()
    """The ids of languages and formats whose file is wrong."""
    held: Mapping[str, Problem] = field(default_factory=dict)
    """By the path of its file, what keeps a text from being handed on, though it may be made to read."""
    folder: str = "content"
    """The name of the folder it was read from, for messages."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all leaflets there are in any language, also of those whose file is wrong."""
        there = {leaflet.id for several in self.leaflets.values() for leaflet in several}
        return frozenset(there.union(*self.failed.values()))

    def source(self, name: str) -> Source | None:
        """The source with this id, or the only one whose id begins with it (lawson-2020 for lawson-2020-sleep…)."""
        return find_source(self.sources, name)

    def spoken_in(self, country: str | None) -> Catalogue:
        """The catalogue with all texts in the words of their language as a country says them."""
        languages = {name: language.spoken_in(country) for name, language in self.languages.items()}
        return replace(
            self,
            languages=languages,
            leaflets={
                name: tuple(leaflet_in(one, languages[name]) for one in several)
                for name, several in self.leaflets.items()
            },
            chapters={
                name: {key: chapter_in(one, languages[name]) for key, one in several.items()}
                for name, several in self.chapters.items()
            },
        )


def load(content: Path, styles: Path, output: Path | None = None) -> tuple[Catalogue, list[Problem]]:
    """Everything under `content` and the formats under `styles`, with the problems found in single files.

    In the folder `output`, where things are kept, texts are remembered, and those that did not change not read again.
    Raises ContentError when a list all leaflets share (sources, claims, edition) is wrong, or every language.
    """
    content = content.resolve()
    if not content.is_dir():
        raise ContentError(Problem("there is no such folder", content.name, "Name the folder with --content."))
    sources = _shared(Source, "sources", content)
    claims = _shared(Claim, "claims", content)
    edition = _edition(content, sources)
    languages, problems = _languages(content)
    unread = {path.parent.name for path in content.glob("*/_language.yaml")} - set(languages)
    known = Known(output)
    texts = {name: _texts(content, language, sources, known) for name, language in languages.items()}
    known.keep()
    for one in texts.values():
        problems += one.problems
    formats, unusable = load_formats(styles)
    catalogue = Catalogue(
        edition, sources, claims, languages, formats,
        leaflets={name: one.leaflets for name, one in texts.items()},
        chapters={name: one.chapters for name, one in texts.items()},
        fill_pages={name: one.fill_pages for name, one in texts.items() if one.fill_pages},
        glossary={name: one.terms for name, one in texts.items()},
        signs={name: one.signs for name, one in texts.items()},
        failed={name: one.failed for name, one in texts.items()},
        unread=frozenset(unread | {Path(problem.where).stem for problem in unusable}), folder=content.name,
    )  # fmt: skip
    return catalogue, problems + unusable


class _Texts(NamedTuple):
    """The texts of one language, the ids of those whose file is wrong, and what is wrong with them."""

    leaflets: tuple[Leaflet, ...]
    chapters: Mapping[str, Chapter]
    fill_pages: FillPages | None
    failed: frozenset[str]
    problems: list[Problem]
    signs: Mapping[str, Sign]
    terms: tuple[Term, ...]


def _texts(content: Path, language: Language, sources: Mapping[str, Source], known: Known) -> _Texts:
    folder = content / language.id
    signs, wrong = _ledger(folder, content)
    reader = Reader(content, language, sources, signs)
    reader.problems += wrong
    leans_on = known.leaning_on(
        path for path in (content / "sources.yaml", folder / "_language.yaml", folder / SIGNS) if path.exists()
    )
    files, booklet = sorted(folder.glob("*.md")), sorted((folder / "booklet").glob("*.md"))
    if wrong:  # Without its signs of alarm no leaflet may be made, and each would only say so again.
        reader.failed |= {file.stem for file in files}
        files = []
    leaflets = [leaflet for file in files if (leaflet := known.leaflet(file, leans_on, reader.leaflet))]
    chapters = [chapter for file in booklet if (chapter := known.chapter(file, leans_on, reader.chapter))]
    problems = list(reader.problems)
    failed = set(reader.failed)
    for name, problem in (*_same_slug(leaflets), *_same_chapter(chapters)):
        problems.append(problem)
        failed.add(name)
    fill_pages: FillPages | None = None
    words = folder / "booklet" / f"{FILL_PAGES}.yaml"
    try:
        fill_pages = load_record(FillPages, words, where_of(words, content), content) if words.exists() else None
    except ContentError as error:
        problems += error.problems
        failed.add(FILL_PAGES)
    terms: tuple[Term, ...] = ()
    try:
        terms = load_terms(folder, content)
    except ContentError as error:
        problems += error.problems
        failed.add(GLOSSARY)
    in_order = sorted(
        (leaflet for leaflet in leaflets if leaflet.id not in failed),
        key=lambda leaflet: (leaflet.group, leaflet.order),
    )
    kept = {chapter.id: chapter for chapter in chapters if chapter.id not in failed}
    return _Texts(tuple(in_order), kept, fill_pages, frozenset(failed), problems, signs, terms)


def _ledger(folder: Path, content: Path) -> tuple[dict[str, Sign], list[Problem]]:
    """The alarm signs of a language, and what is wrong with their file."""
    try:
        return load_signs(folder, content), []
    except ContentError as error:
        return {}, list(error.problems)


def _shared(model: type[Record], name: str, content: Path) -> dict[str, Record]:
    """The list of records that all leaflets share, by id."""
    path = content / f"{name}.yaml"
    return load_records(model, path, name, where_of(path, content), content)


def _edition(content: Path, sources: Mapping[str, Source]) -> Edition:
    path = content / "edition.yaml"
    where = where_of(path, content)
    data, node = read_yaml(path, where, content)
    edition = to_record(Edition, data, node, where)
    for field_name in ("blog", "origin"):
        name = getattr(edition, field_name)
        if name not in sources:
            todo = "Write the id of a source that sources.yaml lists."
            line = line_of(node, (field_name,), 1)
            raise ContentError(Problem(f'the source "{name}" is unknown', where, todo, line=line))
    return edition


def _languages(content: Path) -> tuple[dict[str, Language], list[Problem]]:
    """The languages by their id, and what is wrong with those whose file is wrong."""
    languages: dict[str, Language] = {}
    problems: list[Problem] = []
    for path in sorted(content.glob("*/_language.yaml")):
        try:
            languages[path.parent.name] = _language(path, content)
        except ContentError as error:
            problems += error.problems
    problems += _same_words(languages, content)
    if not languages:
        todo = "Add a folder such as nl/ with a _language.yaml."
        raise ContentError(*(problems or [Problem("holds no language", content.name, todo)]))
    return languages, problems


def _language(path: Path, content: Path) -> Language:
    where = where_of(path, content)
    data, node = read_yaml(path, where, content)
    language = to_record(Language, data, node, where)
    if language.id != path.parent.name:
        said = f'the id "{language.id}" is not the name of the folder'
        raise ContentError(Problem(said, where, f'Write "id: {path.parent.name}".', line=line_of(node, ("id",), 1)))
    if missing := [role for role in SECTION_ROLES if role not in language.sections]:
        said = f'the heading "{missing[0]}" is missing'
        todo = f'Add "  {missing[0]}: …" under sections.'
        raise ContentError(Problem(said, where, todo, line=line_of(node, ("sections",), 1)))
    if wrong := list(unfillable(language, node, where)):
        raise ContentError(*few(wrong, where))
    return language.model_copy(update={"words": words_of(language, where)})


def load_formats(styles: Path) -> tuple[dict[str, Format], list[Problem]]:
    """The formats of `styles/formats/*.css`, read from the YAML in the leading comment of each."""
    formats: dict[str, Format] = {}
    problems: list[Problem] = []
    for path in sorted((styles / "formats").glob("*.css")):
        where = f"styles/formats/{path.name}"
        try:
            text = read_text(path, where, styles)
            comment = re.match(r"\s*/\*(.*?)\*/", text, re.DOTALL)
            if comment is None:
                todo = "Begin the file with /* … */ holding the format's YAML."
                raise ContentError(Problem("has no leading comment with its geometry", where, todo, line=1))
            first_line = 1 + text.count("\n", 0, comment.start(1))
            data, node = parse_yaml(comment.group(1), where, first_line)
            data = {"id": path.stem} | data if isinstance(data, dict) else data
            formats[path.stem] = to_record(Format, data, node, where, first_line)
        except ContentError as error:
            problems += error.problems
    own = {name for name, fmt in formats.items() if fmt.of is None}
    for name, base in [(name, fmt.of) for name, fmt in formats.items() if fmt.of is not None and fmt.of not in own]:
        said = f'is made of the format "{base}", which is not there, cannot be used or has no pages of its own'
        problems.append(Problem(said, f"styles/formats/{name}.css", "Mend that one, or correct the line with of."))
        del formats[name]
    return formats, problems


def _same_words(languages: Mapping[str, Language], content: Path) -> Iterator[Problem]:
    """Every language says everything: a word one language has and another lacks would stop a page half way."""
    every = {word for language in languages.values() for word in language.words}
    for name, language in languages.items():
        where = where_of(content / name / "_language.yaml", content)
        for word in sorted(every - set(language.words)):
            yield Problem(f'the word "{word}" is missing', where, f'Add "  {word}: …" under words.')


def _same_slug(leaflets: list[Leaflet]) -> Iterator[tuple[str, Problem]]:
    """The leaflets whose files would be named alike; neither is made, for one would take the other's place."""
    count = Counter(leaflet.slug for leaflet in leaflets)
    for leaflet in leaflets:
        if count[leaflet.slug] > 1:
            others = ", ".join(one.path for one in leaflets if one.slug == leaflet.slug and one is not leaflet)
            said = f'has the same slug "{leaflet.slug}" as {others}'
            yield leaflet.id, Problem(said, leaflet.path, "Choose another slug.")


def _same_chapter(chapters: list[Chapter]) -> Iterator[tuple[str, Problem]]:
    """The chapters that would stand in the same place of the booklet; neither is made, for one would be lost."""
    count = Counter(chapter.id for chapter in chapters)
    for chapter in chapters:
        if count[chapter.id] > 1:
            others = ", ".join(one.path for one in chapters if one.id == chapter.id and one is not chapter)
            said = f'is the same chapter "{chapter.id}" as {others}'
            yield chapter.id, Problem(said, chapter.path, "Give it another name at chapter, or remove it.")
