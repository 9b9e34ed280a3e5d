"""The whole content as one value. A file that is wrong costs its own leaflet only; the shared lists cost everything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import Field

from leaflets.content import markup
from leaflets.content.records import line_of, load_record, load_records, parse_yaml, read_text, to_record
from leaflets.model import (
    SECTION_ROLES,
    Chapter,
    Claim,
    Edition,
    FillPages,
    Format,
    Language,
    Leaflet,
    Section,
    Source,
    Value,
)
from leaflets.problems import ContentError, Problem

Kind = TypeVar("Kind")

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class LeafletHead(Value):
    """The front matter of a leaflet."""

    title: str = Field(min_length=1)
    name: str = Field(min_length=1)
    full_name: str | None = None
    kicker: str | None = None
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    group: int = Field(ge=0, le=5)
    order: int = Field(ge=1)
    audience: str
    poster: str
    version: str = Field(pattern=r"^\d{4}\.\d{2}(\.\d+)?$")
    date: dt.date
    review_by: dt.date
    author: str
    reviewer: str | None = None


class ChapterHead(Value):
    """The front matter of a chapter of the booklet."""

    chapter: str
    title: str = Field(min_length=1)
    subtitle: str | None = None
    motto: str | None = None


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

    def source(self, name: str) -> Source | None:
        """The source with this id, or the only one whose id begins with it (lawson-2020 for lawson-2020-sleep…)."""
        return find_source(self.sources, name)


def find_source(sources: Mapping[str, Source], name: str) -> Source | None:
    """See Catalogue.source."""
    if name in sources:
        return sources[name]
    near = [source for key, source in sources.items() if key.startswith(f"{name}-")]
    return near[0] if len(near) == 1 else None


def load(content: Path, styles: Path) -> tuple[Catalogue, list[Problem]]:
    """Everything under `content` and the formats under `styles`, with the problems found in single files.

    Raises ContentError when a list that all leaflets share (sources, claims, edition, a language) is wrong.
    """
    if not content.is_dir():
        raise ContentError(Problem("there is no such folder", content.name, "Name the folder with --content."))
    sources = load_records(Source, content / "sources.yaml", "sources", _where(content / "sources.yaml", content))
    claims = load_records(Claim, content / "claims.yaml", "claims", _where(content / "claims.yaml", content))
    edition = load_record(Edition, content / "edition.yaml", _where(content / "edition.yaml", content))
    problems: list[Problem] = []
    languages: dict[str, Language] = {}
    leaflets: dict[str, tuple[Leaflet, ...]] = {}
    chapters: dict[str, Mapping[str, Chapter]] = {}
    fill_pages: dict[str, FillPages] = {}
    failed: dict[str, frozenset[str]] = {}
    paths = sorted(content.glob("*/_language.yaml"))
    read = [(path, load_record(Language, path, _where(path, content))) for path in paths]
    _same_words(read, content)
    for path, language in read:
        languages[language.id] = language
        reader = _Reader(content, language, sources, claims)
        found = [reader.leaflet(file) for file in sorted(path.parent.glob("*.md"))]
        pages = [reader.chapter(file) for file in sorted((path.parent / "booklet").glob("*.md"))]
        leaflets[language.id] = tuple(
            sorted((leaflet for leaflet in found if leaflet), key=lambda leaflet: (leaflet.group, leaflet.order))
        )
        chapters[language.id] = {chapter.id: chapter for chapter in pages if chapter}
        words = path.parent / "booklet" / "pages.yaml"
        if words.is_file():
            fill_pages[language.id] = load_record(FillPages, words, _where(words, content))
        failed[language.id] = frozenset(reader.failed)
        problems += reader.problems + list(_same_slug(leaflets[language.id]))
    formats, wrong = load_formats(styles)
    catalogue = Catalogue(edition, sources, claims, languages, formats, leaflets, chapters, fill_pages, failed)
    for name in (edition.blog, edition.origin):
        if name not in sources:
            todo = "Write the id of a source that content/sources.yaml lists."
            raise ContentError(Problem(f'the source "{name}" is unknown', "content/edition.yaml", todo))
    return catalogue, problems + wrong


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
    return formats, problems


def _same_words(languages: list[tuple[Path, Language]], content: Path) -> None:
    """Every language says everything: a word one language has and another lacks would stop a page half way."""
    every = {word for _, language in languages for word in language.words}
    problems = [
        Problem(f'the word "{word}" is missing', _where(path, content), f'Add a line "  {word}: …" under words.')
        for path, language in languages
        for word in sorted(every - set(language.words))
    ]
    if problems:
        raise ContentError(*problems)


def _where(path: Path, content: Path) -> str:
    return f"{content.name}/{path.relative_to(content).as_posix()}"


def _same_slug(leaflets: tuple[Leaflet, ...]) -> Iterator[Problem]:
    seen: dict[str, Leaflet] = {}
    for leaflet in leaflets:
        if leaflet.slug in seen:
            other = seen[leaflet.slug].path
            yield Problem(f'has the same slug "{leaflet.slug}" as {other}', leaflet.path, "Choose another slug.")
        seen[leaflet.slug] = leaflet


class _Reader:
    """Reads the texts of one language; remembers what was wrong."""

    def __init__(
        self, content: Path, language: Language, sources: Mapping[str, Source], claims: Mapping[str, Claim]
    ) -> None:
        self.content = content
        self.language = language
        self.sources = sources
        self.claims = claims
        self.problems: list[Problem] = []
        self.failed: set[str] = set()

    def leaflet(self, path: Path) -> Leaflet | None:
        return self._guard(path, self._leaflet)

    def chapter(self, path: Path) -> Chapter | None:
        return self._guard(path, self._chapter)

    def _guard(self, path: Path, read: Callable[[Path], Kind]) -> Kind | None:
        try:
            return read(path)
        except ContentError as error:
            self.problems += error.problems
            self.failed.add(path.stem)
            return None

    def _leaflet(self, path: Path) -> Leaflet:
        where = _where(path, self.content)
        if not ID.fullmatch(path.stem):
            raise ContentError(Problem("the file's name is no id", where, "Use lower case, digits and hyphens."))
        head, node, body, line = self._split(path, where)
        front = to_record(LeafletHead, head, node, where, first_line=2)
        sections = tuple(self._sections(body, where, line))
        problems = [*self._dates(front, node, where), *markup.faults(body, where, line, path.parent / "pictures")]
        cited, claims = self._marks(body, where, line, problems)
        if not cited:
            problems.append(Problem("cites no source", where, "Add at least one [@source].", line=line, rule="C05"))
        if problems:
            raise ContentError(*problems)
        return Leaflet(
            id=path.stem, language=self.language.id, path=where, sections=sections, cited=cited, claims=claims,
            **front.model_dump(),
        )  # fmt: skip

    def _chapter(self, path: Path) -> Chapter:
        where = _where(path, self.content)
        head, node, body, line = self._split(path, where)
        front = to_record(ChapterHead, head, node, where, first_line=2)
        problems = list(markup.faults(body, where, line, path.parent / "pictures"))
        cited, claims = self._marks(body, where, line, problems)
        if problems:
            raise ContentError(*problems)
        return Chapter(
            id=front.chapter, language=self.language.id, path=where, title=front.title, subtitle=front.subtitle,
            motto=front.motto, markdown=body, line=line, cited=cited, claims=claims,
        )  # fmt: skip

    @staticmethod
    def _split(path: Path, where: str) -> tuple[object, yaml.Node | None, str, int]:
        """Front matter, its node tree, the body and the line the body begins on."""
        text = read_text(path, where)
        found = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*\n", text, re.DOTALL)
        if found is None:
            todo = "Begin the file with ---, the fields, and --- again; see another leaflet."
            raise ContentError(Problem("has no front matter", where, todo, line=1))
        data, node = parse_yaml(found.group(1), where, first_line=2)
        return data, node, text[found.end() :], text[: found.end()].count("\n") + 1

    def _sections(self, body: str, where: str, first_line: int) -> Iterator[Section]:
        wanted = [self.language.sections[role] for role in SECTION_ROLES]
        parts = re.split(r"^## +(.*?)\s*$", body, flags=re.MULTILINE)
        headings = parts[1::2]
        if parts[0].strip():
            raise ContentError(
                Problem("has text before its first heading", where, f'Begin with "## {wanted[0]}".', line=first_line)
            )
        lines = [first_line + number for number, line in enumerate(body.split("\n")) if re.match(r"## +", line)]
        for position, heading in enumerate(wanted):
            if position >= len(headings) or headings[position] != heading:
                line = lines[position] if position < len(lines) else first_line + body.count("\n")
                todo = "The five headings are, in this order: " + "; ".join(wanted) + "."
                raise ContentError(Problem(f'here should stand "## {heading}"', where, todo, line=line))
        if len(headings) > len(wanted):
            line = lines[len(wanted)]
            raise ContentError(Problem(f'the heading "{headings[len(wanted)]}" is one too many', where,
                                       "Use ### for a heading within a section.", line=line))  # fmt: skip
        for role, heading, text, line in zip(SECTION_ROLES, headings, parts[2::2], lines, strict=True):
            if not text.strip():
                raise ContentError(Problem(f'the section "{heading}" is empty', where, "Write its text.", line=line))
            yield Section(role=role, heading=heading, markdown=text.strip("\n"), line=line)

    def _marks(
        self, body: str, where: str, first_line: int, problems: list[Problem]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sources cited and the claims stated, each once, in order; problems for those that do not exist."""
        cited: dict[str, None] = {}
        for line, name in markup.citations(body):
            source = find_source(self.sources, name)
            if source is None:
                todo = "Use an id from content/sources.yaml, or add the source there."
                problems.append(Problem(f'the source "{name}" is unknown', where, todo, line=first_line + line))
            else:
                cited[source.id] = None
        claims: dict[str, None] = {}
        text_id = Path(where).stem
        for line, name in markup.claim_marks(body):
            claim = self.claims.get(name)
            said = (
                "does not exist" if claim is None
                else "is listed as left out" if claim.left_out
                else f"may be stated only in {', '.join(claim.only_in)}" if text_id not in (claim.only_in or (text_id,))
                else None
            )  # fmt: skip
            if said:
                todo = "Look it up in content/claims.yaml."
                problems.append(Problem(f'the claim "{name}" {said}', where, todo, line=first_line + line, rule="C13"))
            claims[name] = None
        problems += self._bold_forms(body, where, first_line)
        return tuple(cited), tuple(sorted(claims))

    def _bold_forms(self, body: str, where: str, first_line: int) -> Iterator[Problem]:
        """C13: no text states a claim in the form its caution warns against."""
        for line, text in enumerate(body.split("\n"), start=first_line):
            for claim in self.claims.values():
                for pattern in claim.never:
                    if found := re.search(pattern, text, re.IGNORECASE):
                        todo = f"The careful form is: {claim.says or 'leave it out'}"
                        said = f'"{found.group(0)}" states claim {claim.id} too boldly'
                        yield Problem(said, where, todo, line=line, rule="C13")

    @staticmethod
    def _dates(front: LeafletHead, node: yaml.Node | None, where: str) -> Iterator[Problem]:
        """C03: the review date comes after the date and within 36 months (PIF TICK)."""
        months = (front.review_by.year - front.date.year) * 12 + front.review_by.month - front.date.month
        if front.review_by <= front.date or months > 36:
            yield Problem(
                "the review date is not within 36 months after the date", where, "Correct review_by.",
                line=line_of(node, ("review_by",), 2), rule="C03",
            )  # fmt: skip
