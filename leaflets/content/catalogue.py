"""The whole content as one value. A file that is wrong costs its own leaflet only; the shared lists cost everything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from leaflets.content.cache import Known, KnownText
from leaflets.content.colours import OF_A_GROUP, colours, groups, written
from leaflets.content.country_words import chapter_in, leaflet_in
from leaflets.content.editions import Editions, NamedByEditions, load_editions
from leaflets.content.fill_pages import FillPages
from leaflets.content.glossary import FILE as GLOSSARY
from leaflets.content.glossary import load_terms
from leaflets.content.records import (
    Place,
    Record,
    few,
    line_of,
    lines_of,
    parse_yaml,
    read_text,
    read_yaml,
    to_record,
    to_records,
)
from leaflets.content.signs import FILE as SIGNS
from leaflets.content.signs import load_signs
from leaflets.content.templates import unknown_template
from leaflets.content.texts import Reader, find_source, where_of
from leaflets.content.words import unfillable, words_of
from leaflets.messages import Sentence, say
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
from leaflets.storage.files import is_there

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
    lines: Mapping[str, Mapping[Place, int]] = field(default_factory=dict)
    """Of each file of words, as messages name it, the line of every value; in a list by the ids of its records."""
    editions: Editions = Editions()
    """The editions of an association's own, see `in_edition`."""

    def line(self, where: str, *place: int | str) -> int | None:
        """The line of a value of a list or file of words, or of the nearest there is above it."""
        known = self.lines.get(where, {})
        return next((known[place[:end]] for end in range(len(place), 0, -1) if place[:end] in known), None)

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


@dataclass(frozen=True)
class _ContentFolder:
    """The content folder, and the lines of what was read from it, see `Catalogue.lines`."""

    content: Path
    lines: dict[str, Mapping[Place, int]] = field(default_factory=dict)

    def read(self, path: Path) -> tuple[Any, yaml.Node | None, str]:
        """The data of a file, its node tree, and its name for messages. Raises ContentError."""
        where = where_of(path, self.content)
        data, node = read_yaml(path, where, self.content)
        self.lines[where] = lines_of(node)
        return data, node, where


def load(content: Path, styles: Path, output: Path | None = None) -> tuple[Catalogue, list[Problem]]:
    """Everything under `content` and the formats under `styles`, with the problems found in single files.

    In the folder `output`, where things are kept, texts are remembered, and those that did not change not read again.
    Raises ContentError when a list all leaflets share (sources, claims, edition) is wrong, or every language.
    """
    content = content.resolve()
    if not content.is_dir():
        raise ContentError(
            Problem(say("there is no such folder"), content.name, say("Name the folder with --content."))
        )
    root = _ContentFolder(content)
    sources = _shared(Source, "sources", root)
    claims = _shared(Claim, "claims", root) if is_there(content / "claims.yaml") else {}
    edition = _edition(root, sources)
    languages, problems = _languages(root, _groups(styles))
    unread = {path.parent.name for path in _language_files(content)} - set(languages)
    known = Known(output, content)
    texts = {name: _texts(root, language, sources, known) for name, language in languages.items()}
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
        lines=root.lines,
    )  # fmt: skip
    return replace(catalogue, editions=_editions(catalogue, root, styles)), problems + unusable


def _editions(catalogue: Catalogue, root: _ContentFolder, styles: Path) -> Editions:
    groups = dict.fromkeys(catalogue.ids, -1)  # That of one whose file is wrong is not known.
    groups |= {leaflet.id: leaflet.group for several in catalogue.leaflets.values() for leaflet in several}
    readers = {
        name: Reader(root.content, language, catalogue.sources, catalogue.signs[name])
        for name, language in catalogue.languages.items()
    }
    try:
        table = colours(written(styles))
    except ContentError:  # The first page tells.
        table = {}
    return load_editions(root.content, NamedByEditions(groups, list(catalogue.formats), table, readers), root.lines)


class _TextsOfLanguage(NamedTuple):
    """The texts of one language, the ids of those whose file is wrong, and what is wrong with them."""

    leaflets: tuple[Leaflet, ...]
    chapters: Mapping[str, Chapter]
    fill_pages: FillPages | None
    failed: frozenset[str]
    problems: list[Problem]
    signs: Mapping[str, Sign]
    terms: tuple[Term, ...]


def _texts(root: _ContentFolder, language: Language, sources: Mapping[str, Source], known: Known) -> _TextsOfLanguage:
    content, folder = root.content, root.content / language.id
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
    alike = [*same_slugs(leaflets)]
    todo = say("Give it another name at chapter, or remove it.")
    alike += _same(chapters, lambda one: one.id, _same_chapter, todo)
    for name, problem in alike:
        problems.append(problem)
        failed.add(name)
    fill_pages: FillPages | None = None
    try:
        fill_pages = _fill_pages(root, folder / "booklet" / f"{FILL_PAGES}.yaml")
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
    return _TextsOfLanguage(tuple(in_order), kept, fill_pages, frozenset(failed), problems, signs, terms)


def _ledger(folder: Path, content: Path) -> tuple[dict[str, Sign], list[Problem]]:
    """The alarm signs of a language, and what is wrong with their file."""
    try:
        return load_signs(folder, content), []
    except ContentError as error:
        return {}, list(error.problems)


def _fill_pages(root: _ContentFolder, path: Path) -> FillPages | None:
    return to_record(FillPages, *root.read(path)) if is_there(path) else None


def _shared(model: type[Record], name: str, root: _ContentFolder) -> dict[str, Record]:
    """The list of records that all leaflets share, by id."""
    data, node, where = root.read(root.content / f"{name}.yaml")
    records = to_records(model, data, node, name, where)
    ids = list(records)
    inner = ((place[1], place[2:], line) for place, line in root.lines[where].items() if place[1:])
    root.lines[where] = {(ids[number], *rest): line for number, rest, line in inner if isinstance(number, int)}
    return records


def _edition(root: _ContentFolder, sources: Mapping[str, Source]) -> Edition:
    data, node, where = root.read(root.content / "edition.yaml")
    if isinstance(data, dict) and "own" in data:
        said, todo = say('unknown key "{name}"', name="own"), say("Remove it, or look for a spelling mistake.")
        raise ContentError(Problem(said, where, todo, line=line_of(node, ("own",), 1)))
    edition = to_record(Edition, data, node, where)
    for field_name in ("blog", "origin"):
        name = getattr(edition, field_name)
        if name is not None and name not in sources:
            todo = say("Write the id of a source that sources.yaml lists.")
            line = line_of(node, (field_name,), 1)
            raise ContentError(Problem(say('the source "{name}" is unknown', name=name), where, todo, line=line))
    return edition


def _groups(styles: Path) -> int | None:
    """How many groups have colours; None where the table of colours is wrong, which the first page tells."""
    try:
        return groups(colours(written(styles)))
    except ContentError:
        return None


def _languages(root: _ContentFolder, most: int | None) -> tuple[dict[str, Language], list[Problem]]:
    """The languages by their id, with no more groups than there are colours for, and what is wrong with the others."""
    languages: dict[str, Language] = {}
    problems: list[Problem] = []
    for path in _language_files(root.content):
        try:
            languages[path.parent.name] = _language(path, root, most)
        except ContentError as error:
            problems += error.problems
    problems += _same_words(languages, root.content)
    if not languages:
        todo = say("Add a folder such as nl/ with a _language.yaml.")
        raise ContentError(*(problems or [Problem(say("holds no language"), root.content.name, todo)]))
    return languages, problems


def _language_files(content: Path) -> list[Path]:
    """Those there are; a pattern would pass over a link that leads nowhere."""
    return [file for folder in sorted(content.iterdir()) if is_there(file := folder / "_language.yaml")]


def _language(path: Path, root: _ContentFolder, most: int | None) -> Language:
    data, node, where = root.read(path)
    language = to_record(Language, data, node, where)
    if language.id != path.parent.name:
        said = say('the id "{language_id}" is not the name of the folder', language_id=language.id)
        raise ContentError(
            Problem(said, where, say('Write "id: {name}".', name=path.parent.name), line=line_of(node, ("id",), 1))
        )
    if missing := [role for role in SECTION_ROLES if role not in language.sections]:
        said = say('the heading "{missing}" is missing', missing=missing[0])
        todo = say('Add "  {missing}: …" under sections.', missing=missing[0])
        raise ContentError(Problem(said, where, todo, line=line_of(node, ("sections",), 1)))
    if most is not None and len(language.groups) > most:
        said = say('the group "{group}" has no colour', group=language.groups[most])
        todo = say("Add {names} to styles/colours.yaml.", names=", ".join(f"{kind}-{most}" for kind in OF_A_GROUP))
        raise ContentError(Problem(said, where, todo, line=line_of(node, ("groups", most), 1)))
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
                todo = say("Begin the file with /* … */ holding the format's YAML.")
                raise ContentError(Problem(say("has no leading comment with its geometry"), where, todo, line=1))
            first_line = 1 + text.count("\n", 0, comment.start(1))
            data, node = parse_yaml(comment.group(1), where, first_line)
            data = {"id": path.stem} | data if isinstance(data, dict) else data
            fmt = to_record(Format, data, node, where, first_line)
            for problem in unknown_template(fmt.template, styles, where, line_of(node, ("template",), first_line)):
                raise ContentError(problem)
            formats[path.stem] = fmt
        except ContentError as error:
            problems += error.problems
    own = {name for name, fmt in formats.items() if fmt.of is None}
    for name, base in [(name, fmt.of) for name, fmt in formats.items() if fmt.of is not None and fmt.of not in own]:
        said = say(
            'is made of the format "{base}", which is not there, cannot be used or has no pages of its own', base=base
        )
        problems.append(Problem(said, f"styles/formats/{name}.css", say("Mend that one, or correct the line with of.")))
        del formats[name]
    return formats, problems


def _same_words(languages: Mapping[str, Language], content: Path) -> Iterator[Problem]:
    """Every language says everything: a word one language has and another lacks would stop a page half way."""
    every = {word for language in languages.values() for word in language.words}
    for name, language in languages.items():
        where = where_of(content / name / "_language.yaml", content)
        for word in sorted(every - set(language.words)):
            yield Problem(
                say('the word "{word}" is missing', word=word), where, say('Add "  {word}: …" under words.', word=word)
            )


def same_slugs(leaflets: Sequence[Leaflet]) -> Iterator[tuple[str, Problem]]:
    """The leaflets of a language whose files would have one name, each by its id and with what is wrong."""
    return _same(leaflets, lambda one: one.slug, _same_slug, say("Choose another slug."))


def _same_slug(slug: str, others: str) -> Sentence:
    return say('has the same slug "{slug}" as {others}', slug=slug, others=others)


def _same_chapter(name: str, others: str) -> Sentence:
    return say('is the same chapter "{name}" as {others}', name=name, others=others)


def _same(
    texts: Sequence[KnownText], name: Callable[[KnownText], str], same: Callable[[str, str], Sentence], todo: Sentence
) -> Iterator[tuple[str, Problem]]:
    """The texts with one name; none of them is made, for one would take the other's place."""
    count = Counter(map(name, texts))
    for text in texts:
        if count[name(text)] > 1:
            others = ", ".join(one.path for one in texts if name(one) == name(text) and one is not text)
            yield (
                text.id,
                Problem(same(name(text), others), text.path, todo),
            )
