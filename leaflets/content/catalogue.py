"""The whole content as one value. A file that is wrong costs its own leaflet only; the shared lists cost everything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from leaflets.content.records import line_of, load_record, load_records, parse_yaml, read_text, to_record
from leaflets.content.texts import Reader, find_source, where_of
from leaflets.model import SECTION_ROLES, Chapter, Claim, Edition, FillPages, Format, Language, Leaflet, Source
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
    failed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By language, the ids of leaflets and chapters whose file is wrong."""
    unread: frozenset[str] = frozenset()
    """The ids of languages and formats whose file is wrong."""
    held: Mapping[str, Problem] = field(default_factory=dict)
    """By the path of its file, what keeps a text from being handed on, though it may be made to read."""

    def source(self, name: str) -> Source | None:
        """The source with this id, or the only one whose id begins with it (lawson-2020 for lawson-2020-sleep…)."""
        return find_source(self.sources, name)


def load(content: Path, styles: Path) -> tuple[Catalogue, list[Problem]]:
    """Everything under `content` and the formats under `styles`, with the problems found in single files.

    Raises ContentError when a list all leaflets share (sources, claims, edition) is wrong, or every language.
    """
    content = content.resolve()
    if not content.is_dir():
        raise ContentError(Problem("there is no such folder", content.name, "Name the folder with --content."))
    sources = load_records(Source, content / "sources.yaml", "sources", where_of(content / "sources.yaml", content))
    claims = load_records(Claim, content / "claims.yaml", "claims", where_of(content / "claims.yaml", content))
    edition = _edition(content, sources)
    languages, problems = _languages(content)
    unread = {path.parent.name for path in content.glob("*/_language.yaml")} - set(languages)
    texts = {name: _texts(content, language, sources, claims) for name, language in languages.items()}
    for one in texts.values():
        problems += one.problems
    formats, unusable = load_formats(styles)
    catalogue = Catalogue(
        edition, sources, claims, languages, formats,
        leaflets={name: one.leaflets for name, one in texts.items()},
        chapters={name: one.chapters for name, one in texts.items()},
        fill_pages={name: one.fill_pages for name, one in texts.items() if one.fill_pages},
        failed={name: one.failed for name, one in texts.items()},
        unread=frozenset(unread | {Path(problem.where).stem for problem in unusable}),
    )  # fmt: skip
    return catalogue, problems + unusable


class _Texts(NamedTuple):
    """The texts of one language, the ids of those whose file is wrong, and what is wrong with them."""

    leaflets: tuple[Leaflet, ...]
    chapters: Mapping[str, Chapter]
    fill_pages: FillPages | None
    failed: frozenset[str]
    problems: list[Problem]


def _texts(content: Path, language: Language, sources: Mapping[str, Source], claims: Mapping[str, Claim]) -> _Texts:
    folder = content / language.id
    reader = Reader(content, language, sources, claims)
    leaflets = [leaflet for file in sorted(folder.glob("*.md")) if (leaflet := reader.leaflet(file))]
    chapters = [chapter for file in sorted((folder / "booklet").glob("*.md")) if (chapter := reader.chapter(file))]
    problems = list(reader.problems)
    failed = set(reader.failed)
    for leaflet, problem in _same_slug(leaflets):
        problems.append(problem)
        failed.add(leaflet.id)
    fill_pages: FillPages | None = None
    words = folder / "booklet" / f"{FILL_PAGES}.yaml"
    try:
        fill_pages = load_record(FillPages, words, where_of(words, content)) if words.is_file() else None
    except ContentError as error:
        problems += error.problems
        failed.add(FILL_PAGES)
    in_order = sorted(
        (leaflet for leaflet in leaflets if leaflet.id not in failed),
        key=lambda leaflet: (leaflet.group, leaflet.order),
    )
    return _Texts(
        tuple(in_order), {chapter.id: chapter for chapter in chapters}, fill_pages, frozenset(failed), problems
    )


def _edition(content: Path, sources: Mapping[str, Source]) -> Edition:
    path = content / "edition.yaml"
    where = where_of(path, content)
    data, node = parse_yaml(read_text(path, where), where)
    edition = to_record(Edition, data, node, where)
    for field_name in ("blog", "origin"):
        name = getattr(edition, field_name)
        if name not in sources:
            todo = "Write the id of a source that content/sources.yaml lists."
            line = line_of(node, (field_name,), 1)
            raise ContentError(Problem(f'the source "{name}" is unknown', where, todo, line=line))
    return edition


def _languages(content: Path) -> tuple[dict[str, Language], list[Problem]]:
    """The languages by their id, and what is wrong with those whose file is wrong."""
    languages: dict[str, Language] = {}
    problems: list[Problem] = []
    for path in sorted(content.glob("*/_language.yaml")):
        try:
            languages[path.parent.name] = _language(path, where_of(path, content))
        except ContentError as error:
            problems += error.problems
    problems += _same_words(languages, content)
    if not languages:
        todo = "Add a folder such as nl/ with a _language.yaml."
        raise ContentError(*(problems or [Problem("holds no language", content.name, todo)]))
    return languages, problems


class Words(dict[str, str]):
    """The words of a language; one that is missing is a mistake in its file, whoever asks for it."""

    where = ""

    def __missing__(self, word: str) -> str:
        raise ContentError(Problem(f'the word "{word}" is missing', self.where, f'Add "  {word}: …" under words.'))


def _language(path: Path, where: str) -> Language:
    data, node = parse_yaml(read_text(path, where), where)
    language = to_record(Language, data, node, where)
    if language.id != path.parent.name:
        said = f'the id "{language.id}" is not the name of the folder'
        raise ContentError(Problem(said, where, f'Write "id: {path.parent.name}".', line=line_of(node, ("id",), 1)))
    if missing := [role for role in SECTION_ROLES if role not in language.sections]:
        said = f'the heading "{missing[0]}" is missing'
        todo = f'Add "  {missing[0]}: …" under sections.'
        raise ContentError(Problem(said, where, todo, line=line_of(node, ("sections",), 1)))
    words = Words(language.words)
    words.where = where
    return language.model_copy(update={"words": words})


def load_formats(styles: Path) -> tuple[dict[str, Format], list[Problem]]:
    """The formats of `styles/formats/*.css`, read from the YAML in the leading comment of each."""
    formats: dict[str, Format] = {}
    problems: list[Problem] = []
    for path in sorted((styles / "formats").glob("*.css")):
        where = f"styles/formats/{path.name}"
        try:
            comment = re.match(r"\s*/\*(.*?)\*/", read_text(path, where), re.DOTALL)
            if comment is None:
                todo = "Begin the file with /* … */ holding the format's YAML."
                raise ContentError(Problem("has no leading comment with its geometry", where, todo, line=1))
            data, node = parse_yaml(comment.group(1), where)
            data = {"id": path.stem} | data if isinstance(data, dict) else data
            formats[path.stem] = to_record(Format, data, node, where)
        except ContentError as error:
            problems += error.problems
    for name, base in [(name, fmt.of) for name, fmt in formats.items() if fmt.of is not None and fmt.of not in formats]:
        said = f'is made of the format "{base}", which is not there or cannot be used'
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


def _same_slug(leaflets: list[Leaflet]) -> Iterator[tuple[Leaflet, Problem]]:
    """The leaflets whose files would be named alike; neither is made, for one would take the other's place."""
    count = Counter(leaflet.slug for leaflet in leaflets)
    for leaflet in leaflets:
        if count[leaflet.slug] > 1:
            others = ", ".join(one.path for one in leaflets if one.slug == leaflet.slug and one is not leaflet)
            said = f'has the same slug "{leaflet.slug}" as {others}'
            yield leaflet, Problem(said, leaflet.path, "Choose another slug.")
