"""Read the texts of one language: a file becomes a leaflet or a chapter, or costs itself only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeVar

import yaml
from pydantic import AfterValidator, Field

from leaflets.content import markup
from leaflets.content.bounds import too_much
from leaflets.content.country_words import chapter_in, filled, leaflet_in
from leaflets.content.diagrams import mistakes
from leaflets.content.illustrations import illustrations
from leaflets.content.parsing import MOST_PROBLEMS, refuse_hidden
from leaflets.content.records import decoded, few, line_of, parse_yaml, read_text, to_record
from leaflets.content.safety import faults
from leaflets.content.signs import chosen, unknown
from leaflets.messages import Sentence, say
from leaflets.model.content import DIGITS, SECTION_ROLES, Chapter, Language, Leaflet, OwnSign, Section, Sign, Source
from leaflets.model.diagram import Diagram
from leaflets.model.fields import Spacing
from leaflets.model.value import Value
from leaflets.problems import ContentError, Problem, or_meant
from leaflets.processes.limits import within

ReadText = TypeVar("ReadText")

READING = 0.1
"""The share of the time of its pages that reading a text may take: 12 s, where it takes 5 ms."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
"""Characters of an id or slug: a file's name has room for 255, of which the format and the language take some."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names Windows keeps for its devices: no file can be called so there."""


def is_id(text: str) -> bool:
    """Whether a file may be called so, and be named by it."""
    return bool(ID.fullmatch(text)) and len(text) <= LONGEST_ID and not RESERVED.fullmatch(text)


MOST_CITED = 500
"""Sources one text cites: ten times as many as the edition lists."""

UNKNOWN_SOURCE = say('the source "{name}" is unknown')
"""What is said of a citation of a source that is not listed, by its name."""

# YAML between two lines of three hyphens at the top of a text.
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
_SLUG = say("Use lower case letters, digits and hyphens between them, 80 at most.")


def _file_name(slug: str) -> str:
    if RESERVED.fullmatch(slug):
        raise ValueError(say('Windows keeps the name "{slug}" for itself, so choose another', slug=slug))
    return slug


Slug = Annotated[str, Field(pattern=f"^{ID.pattern}$", max_length=LONGEST_ID), AfterValidator(_file_name)]


class LeafletHead(Value):
    """The front matter of a leaflet."""

    title: str = Field(min_length=1)
    name: str = Field(min_length=1)
    full_name: str | None = None
    kicker: str | None = None
    slug: Slug = Field(description=_SLUG)
    group: int = Field(ge=0)
    order: int = Field(ge=1)
    audience: str
    poster: str
    version: str = Field(
        pattern=r"^\d{4}\.\d{2}(\.\d{1,4})?$", description=say('Write year and month between quotes, as "2026.11".')
    )
    date: dt.date
    review_by: dt.date
    author: str
    reviewer: str | None = None
    reviewed: dt.date | None = None
    reviewed_words: str | None = Field(
        default=None,
        pattern=rf"^[0-9a-f]{{{DIGITS}}}$",
        description=say("Copy it, with its quotes, from build.py review."),
    )
    changes: str | None = Field(default=None, min_length=1, max_length=1000)
    severity: Literal["safety", "content", "style"] | None = None
    spacing: Spacing | None = None
    signs: tuple[str, ...] = ()
    own_signs: tuple[OwnSign, ...] = ()
    diagram: Diagram | None = None


class ChapterHead(Value):
    """The front matter of a chapter of the booklet."""

    chapter: Slug = Field(description=_SLUG)
    title: str = Field(min_length=1)
    subtitle: str | None = None
    motto: str | None = None


class _TakenApart(NamedTuple):
    """A file taken apart: front matter, its node tree, the body and the line this begins on."""

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
        self,
        content: Path,
        language: Language,
        sources: Mapping[str, Source],
        signs: Mapping[str, Sign],
    ) -> None:
        self.content = content
        self.signs = signs
        """The ledger of alarm signs of the language."""
        self.language = language
        self.pictures = content / language.id / "pictures"
        """The pictures of its leaflets and chapters alike."""
        self.sources = sources
        self.problems: list[Problem] = []
        self.failed: set[str] = set()

    def leaflet(self, path: Path) -> Leaflet | None:
        """The leaflet in the file, or None when the file is wrong."""
        return self._guard(path, self._leaflet)

    def draft(self, path: Path, data: bytes) -> Leaflet | None:
        """The leaflet the file would hold if it held these bytes, or None when something in them is wrong."""
        return self._guard(path, lambda place: self._leaflet(place, data))

    def chapter(self, path: Path) -> Chapter | None:
        """The chapter in the file, or None when the file is wrong."""
        return self._guard(path, self._chapter)

    def _guard(self, path: Path, read: Callable[[Path], ReadText]) -> ReadText | None:
        try:
            with within(say("reading it"), where_of(path, self.content), share=READING):
                return read(path)
        except ContentError as error:
            self.problems += few(list(error.problems), where_of(path, self.content))
            self.failed.add(path.stem)
            return None

    def _leaflet(self, path: Path, data: bytes | None = None) -> Leaflet:
        where = where_of(path, self.content)
        if not ID.fullmatch(path.stem) or len(path.stem) > LONGEST_ID:
            raise ContentError(
                Problem(say("the file's name is no id"), where, say("Use lower case, digits and hyphens."))
            )
        text = read_text(path, where, self.content) if data is None else decoded(data, where)
        file = apart(text, where)
        front = to_record(LeafletHead, file.head, file.node, where, first_line=2)
        if front.group >= len(self.language.groups):
            raise ContentError(_no_group(front.group, self.language, where, line_of(file.node, ("group",), 2)))
        sections = tuple(self._sections(file.body, where, file.line))
        cited, claims = self._marks(file, where)
        line = line_of(file.node, ("signs",), 2)
        if wrong := list(unknown(self.signs, front.signs, where, line)):
            raise ContentError(*few(wrong, where))
        drawn = front.diagram
        if drawn and (wrong := list(mistakes(drawn, file.node, where, self.pictures))):
            raise ContentError(*few(wrong, where))
        said = Leaflet(
            id=path.stem, language=self.language.id, path=where, sections=sections,
            cited=cited, claims=_with_diagram(claims, drawn),
            pictures=illustrations(file.body, file.line, self.pictures),
            signs=chosen(self.signs, front.signs, front.own_signs),
            **front.model_dump(exclude={"signs", "own_signs"}),
        )  # fmt: skip
        return leaflet_in(said, self.language)

    def _chapter(self, path: Path) -> Chapter:
        where = where_of(path, self.content)
        file = taken_apart(path, where, self.content)
        front = to_record(ChapterHead, file.head, file.node, where, first_line=2)
        cited, claims = self._marks(file, where)
        said = Chapter(
            id=front.chapter, language=self.language.id, path=where, title=front.title, subtitle=front.subtitle,
            motto=front.motto, markdown=file.body, line=file.line, cited=cited, claims=claims,
            pictures=illustrations(file.body, file.line, self.pictures),
        )  # fmt: skip
        return chapter_in(said, self.language)

    def _sections(self, body: str, where: str, first_line: int) -> Iterator[Section]:
        wanted = [self.language.sections[role] for role in SECTION_ROLES]
        before, parts = parted(body, first_line)
        headings, lines = [part.heading for part in parts], [part.line for part in parts]
        if before.strip():
            line = first_line + len(before) - len(before.lstrip("\n"))
            todo = say('Begin with "## {wanted}".', wanted=wanted[0])
            raise ContentError(Problem(say("has text before its first heading"), where, todo, line=line))
        for position, heading in enumerate(wanted):
            if position >= len(headings) or headings[position] != heading:
                line = lines[position] if position < len(lines) else first_line + body.count("\n")
                todo = say("The five headings are, in this order: {headings}.", headings="; ".join(wanted))
                rule = "C06" if heading == wanted[-1] else None
                raise ContentError(
                    Problem(say('here should stand "## {heading}"', heading=heading), where, todo, line=line, rule=rule)
                )
        if len(headings) > len(wanted):
            line = lines[len(wanted)]
            said = say('the heading "{heading}" is one too many', heading=headings[len(wanted)])
            raise ContentError(Problem(said, where, say("Use ### for a heading within a section."), line=line))
        for role, part in zip(SECTION_ROLES, parts, strict=True):
            text = "\n".join(part.text)
            if not text.strip():
                said = say('the section "{heading}" is empty', heading=part.heading)
                raise ContentError(Problem(said, where, say("Write its text."), line=part.line))
            yield Section(role=role, heading=part.heading, markdown=text.strip("\n"), line=part.line)

    def _marks(self, file: _TakenApart, where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sources cited and the claims stated, each once, in order.

        Raises ContentError for what cannot be printed, and for sources there are not.
        """
        problems = list(faults(filled(file.body, self.language.words), where, file.line, self.pictures))
        named: dict[str, int] = {}
        for line, name in markup.citations(file.body):
            named.setdefault(name, file.line + line)
        found = {name: find_source(self.sources, name) for name in islice(named, MOST_CITED)}
        unknown = [name for name, source in found.items() if source is None]
        problems += [self._unknown(name, where, named[name]) for name in unknown[:MOST_PROBLEMS]]
        if len(named) > MOST_CITED:
            problems.append(
                Problem(
                    say("cites more than {most_cited} sources", most_cited=MOST_CITED), where, say("Make it shorter.")
                )
            )
        if problems:
            raise ContentError(*dict.fromkeys(problems))
        cited = dict.fromkeys(source.id for source in found.values() if source is not None)
        claims = {name for _, name in markup.claim_marks(file.body)}
        return tuple(cited), tuple(sorted(claims))

    def _unknown(self, name: str, where: str, line: int) -> Problem:
        todo = say("Choose one of the list of sources, or add it there ({name}/sources.yaml).", name=self.content.name)
        todo = or_meant(todo, name[:LONGEST_ID], self.sources)
        return Problem(Sentence(UNKNOWN_SOURCE, "", {"name": name[:LONGEST_ID]}), where, todo, line=line)


def _no_group(group: int, language: Language, where: str, line: int | None) -> Problem:
    named = f"{language.id}/_language.yaml"
    todo = say(
        "Write a number from 0 to {last}: {named} names no more groups.", last=len(language.groups) - 1, named=named
    )
    return Problem(say("there is no group {group}", group=group), where, todo, line=line)


def _with_diagram(claims: tuple[str, ...], drawn: Diagram | None) -> tuple[str, ...]:
    """The claims a text states, with those its diagram does."""
    own = {name for _, name in markup.claim_marks(drawn.caption)} if drawn else set()
    return tuple(sorted({*claims, *own}))


class _HeadedPart(NamedTuple):
    """A heading with its line, and the lines below it up to the next."""

    heading: str
    line: int
    text: list[str]


def parted(body: str, first_line: int) -> tuple[str, list[_HeadedPart]]:
    """What stands before the first heading of the second level, and the parts that begin with one."""
    before: list[str] = []
    parts: list[_HeadedPart] = []
    for number, line in enumerate(body.split("\n"), start=first_line):
        if line.startswith("## "):
            parts.append(_HeadedPart(line[3:].strip(), number, []))
        else:
            (parts[-1].text if parts else before).append(line)
    return "\n".join(before), parts


def taken_apart(path: Path, where: str, content: Path) -> _TakenApart:
    """The file as its parts, all of which may be read. Raises ContentError for too much, or no front matter."""
    return apart(read_text(path, where, content), where)


def apart(text: str, where: str) -> _TakenApart:
    """A text as the parts of its file, all of which may be read. Raises ContentError as `taken_apart` does."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        todo = say("Begin the file with ---, the fields, and --- again; see another leaflet.")
        raise ContentError(Problem(say("has no front matter"), where, todo, line=1))
    body, line = text[found.end() :], text[: found.end()].count("\n") + 1
    for problem in too_much(body, where, line):
        raise ContentError(problem)
    data, node = parse_yaml(found.group(1), where, first_line=2)
    refuse_hidden(node, where, first_line=2)
    return _TakenApart(data, node, body, line)
