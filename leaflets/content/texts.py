"""Read the texts of one language: a file becomes a leaflet or a chapter, or costs itself only."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml
from pydantic import Field

from leaflets.content import markup
from leaflets.content.faults import PLACEHOLDER, faults
from leaflets.content.records import line_of, parse_yaml, read_text, to_record
from leaflets.model import SECTION_ROLES, Chapter, Claim, Language, Leaflet, Section, Source, Value
from leaflets.problems import ContentError, Problem

Kind = TypeVar("Kind")

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ONE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


class LeafletHead(Value):
    """The front matter of a leaflet."""

    title: str = Field(min_length=1)
    name: str = Field(min_length=1)
    full_name: str | None = None
    kicker: str | None = None
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
    """What its files are called: a name on a disk has room for some 250 letters, and format and options go in too."""
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


class _File(NamedTuple):
    """A file taken apart: front matter, its node tree, the body and the line this begins on."""

    text: str
    head: object
    node: yaml.Node | None
    body: str
    line: int


def find_source(sources: Mapping[str, Source], name: str) -> Source | None:
    """The source with this id, or the only one whose id begins with it (lawson-2020 for lawson-2020-sleep…)."""
    if name in sources:
        return sources[name]
    near = [source for key, source in sources.items() if key.startswith(f"{name}-")]
    return near[0] if len(near) == 1 else None


def where_of(path: Path, content: Path) -> str:
    """The path of a file as messages name it."""
    return f"{content.name}/{path.relative_to(content).as_posix()}"


class Reader:
    """Reads the texts of one language; remembers what was wrong, and the ids of the files that were."""

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
        """The leaflet in the file, or None when the file is wrong."""
        return self._guard(path, self._leaflet)

    def chapter(self, path: Path) -> Chapter | None:
        """The chapter in the file, or None when the file is wrong."""
        return self._guard(path, self._chapter)

    def _guard(self, path: Path, read: Callable[[Path], Kind]) -> Kind | None:
        try:
            return read(path)
        except ContentError as error:
            self.problems += error.problems
            self.failed.add(path.stem)
            return None

    def _leaflet(self, path: Path) -> Leaflet:
        where = where_of(path, self.content)
        if not ID.fullmatch(path.stem):
            raise ContentError(Problem("the file's name is no id", where, "Use lower case, digits and hyphens."))
        file = _taken_apart(path, where)
        front = to_record(LeafletHead, file.head, file.node, where, first_line=2)
        sections = tuple(self._sections(file.body, where, file.line))
        problems = [*_dates(front, file.node, where), *_placeholders(front, file.node, where)]
        cited, claims = self._marks(path, file, where, problems)
        if not cited:
            problems.append(
                Problem("cites no source", where, "Add at least one [@source].", line=file.line, rule="C05")
            )
        if problems:
            raise ContentError(*problems)
        return Leaflet(
            id=path.stem, language=self.language.id, path=where, sections=sections, cited=cited, claims=claims,
            pictures=_pictures(file.body, path), **front.model_dump(),
        )  # fmt: skip

    def _chapter(self, path: Path) -> Chapter:
        where = where_of(path, self.content)
        file = _taken_apart(path, where)
        front = to_record(ChapterHead, file.head, file.node, where, first_line=2)
        problems = list(_placeholders(front, file.node, where))
        cited, claims = self._marks(path, file, where, problems)
        if problems:
            raise ContentError(*problems)
        return Chapter(
            id=front.chapter, language=self.language.id, path=where, title=front.title, subtitle=front.subtitle,
            motto=front.motto, markdown=file.body, line=file.line, cited=cited, claims=claims,
            pictures=_pictures(file.body, path),
        )  # fmt: skip

    def _sections(self, body: str, where: str, first_line: int) -> Iterator[Section]:
        wanted = [self.language.sections[role] for role in SECTION_ROLES]
        parts = re.split(r"^## +(.*?)\s*$", body, flags=re.MULTILINE)
        headings = parts[1::2]
        if parts[0].strip():
            line = first_line + len(parts[0]) - len(parts[0].lstrip("\n"))
            todo = f'Begin with "## {wanted[0]}".'
            raise ContentError(Problem("has text before its first heading", where, todo, line=line))
        lines = [first_line + number for number, line in enumerate(body.split("\n")) if re.match(r"## +", line)]
        for position, heading in enumerate(wanted):
            if position >= len(headings) or headings[position] != heading:
                line = lines[position] if position < len(lines) else first_line + body.count("\n")
                todo = "The five headings are, in this order: " + "; ".join(wanted) + "."
                rule = "C06" if heading == wanted[-1] else None
                raise ContentError(Problem(f'here should stand "## {heading}"', where, todo, line=line, rule=rule))
        if len(headings) > len(wanted):
            line = lines[len(wanted)]
            raise ContentError(Problem(f'the heading "{headings[len(wanted)]}" is one too many', where,
                                       "Use ### for a heading within a section.", line=line))  # fmt: skip
        for role, heading, text, line in zip(SECTION_ROLES, headings, parts[2::2], lines, strict=True):
            if not text.strip():
                raise ContentError(Problem(f'the section "{heading}" is empty', where, "Write its text.", line=line))
            yield Section(role=role, heading=heading, markdown=text.strip("\n"), line=line)

    def _marks(
        self, path: Path, file: _File, where: str, problems: list[Problem]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sources cited and the claims stated, each once, in order; problems for what may not stand there."""
        problems += faults(file.body, where, file.line, path.parent / "pictures")
        cited: dict[str, None] = {}
        for line, name in markup.citations(file.body):
            source = find_source(self.sources, name)
            if source is None:
                todo = "Use an id from content/sources.yaml, or add the source there."
                unknown = f'the source "{name}" is unknown'
                problems.append(Problem(unknown, where, todo, line=file.line + line, rule="C05"))
            else:
                cited[source.id] = None
        claims: dict[str, None] = {}
        for line, name in markup.claim_marks(file.body):
            if said := self._not_allowed(name, path.stem):
                todo = "Look it up in content/claims.yaml."
                problems.append(Problem(f'the claim "{name}" {said}', where, todo, line=file.line + line, rule="C13"))
            claims[name] = None
        problems += self._bold_forms(file.text, where)
        return tuple(cited), tuple(sorted(claims))

    def _not_allowed(self, name: str, text_id: str) -> str | None:
        """C13: why this text may not state the claim."""
        claim = self.claims.get(name)
        if claim is None:
            return "does not exist"
        if claim.left_out:
            return "is listed as left out"
        if claim.only_in and text_id not in claim.only_in:
            return f"may be stated only in {', '.join(claim.only_in)}"
        return None

    def _bold_forms(self, text: str, where: str) -> Iterator[Problem]:
        """C13: no text, title or poster line states a claim in the form its caution warns against."""
        flowing = _ONE_BREAK.sub(" ", text)
        for claim in self.claims.values():
            for pattern in claim.never:
                if not re.search(pattern.pattern, flowing, re.IGNORECASE):
                    continue  # Twenty times as fast as looking for the words around it, and nearly always the end.
                for found in re.finditer(rf"\w*(?:{pattern.pattern})\w*", flowing, re.IGNORECASE):
                    todo = f"The careful form is: {claim.says or 'leave it out'}"
                    said = f'"{found.group(0)}" states claim {claim.id} too boldly'
                    line = 1 + text.count("\n", 0, found.start())
                    yield Problem(said, where, todo, line=line, rule="C13")


def _taken_apart(path: Path, where: str) -> _File:
    text = read_text(path, where)
    found = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*\n", text, re.DOTALL)
    if found is None:
        todo = "Begin the file with ---, the fields, and --- again; see another leaflet."
        raise ContentError(Problem("has no front matter", where, todo, line=1))
    data, node = parse_yaml(found.group(1), where, first_line=2)
    return _File(text, data, node, text[found.end() :], text[: found.end()].count("\n") + 1)


def _dates(front: LeafletHead, node: yaml.Node | None, where: str) -> Iterator[Problem]:
    """C03: the review date comes after the date and within 36 months (PIF TICK)."""
    latest = (front.date.year + 3, front.date.month, front.date.day)
    if front.review_by <= front.date or (front.review_by.year, front.review_by.month, front.review_by.day) > latest:
        said = "the review date is not within 36 months after the date"
        yield Problem(said, where, "Correct review_by.", line=line_of(node, ("review_by",), 2), rule="C03")


def _placeholders(front: Value, node: yaml.Node | None, where: str) -> Iterator[Problem]:
    """C11: nothing of the pattern a text was begun from is left in its fields."""
    for name, value in front:
        if isinstance(value, str) and PLACEHOLDER.search(value):
            said = f'a placeholder is left over in the field "{name}"'
            yield Problem(said, where, "Replace it with words.", line=line_of(node, (name,), 2), rule="C11")


def _pictures(body: str, path: Path) -> dict[str, str]:
    if "![" not in body:
        return {}
    names = {element.get("src", "") for element in markup.tree(body).iter("img")}
    folder = path.parent / "pictures"
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(names)}
