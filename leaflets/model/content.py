"""What is read: sources, claims, leaflets, chapters, languages and the edition. Frozen values."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from leaflets.messages import say
from leaflets.model.diagram import Diagram
from leaflets.model.fields import HOW_SITE, NOTATION, Address, DateFormat, Phrases, SiteAddress, Spacing
from leaflets.model.own_edition import OwnEdition
from leaflets.model.phrases import unfolded
from leaflets.model.value import Value
from leaflets.text.addresses import site_of

PARTS = ("summary", "body", "rest", "steps", "aside", "doctor")
"""What a page prints of a leaflet apart: below the steps of some stands what helps at work and at home."""

SECTION_ROLES = tuple(part for part in PARTS if part != "aside")
"""The sections every leaflet has, in reading order; the sources follow, made from the citations."""

PLACED = (*PARTS, "diagram")
"""What a format with places for them may print: the parts, and the diagram where it has room for one."""

URGENCIES = ("emergency", "now", "today", "appointment")
"""How soon to call, the soonest first: 112, at once and at night too, today, an appointment."""

MOST_ABOUT = 34
"""Letters of a source's subject: two lines beside a code."""

ON_SCREEN = "site_"
"""What the names of words begin with that only the download site says: no page of paper changes with them."""

DIGITS = 16
"""Of the digest that stands in a leaflet's front matter: enough to tell its words from any others."""


SIGNS = 6
"""Of that digest, in the id of a version: enough to tell one version of a leaflet from any other, and to type."""

MOST_SCANNED = 62
"""Bytes of an address in a code: with more, level M needs a version whose modules fall below 0.5 mm in 20 mm."""


_VOLUME = re.compile(r" \d+(?:\(\d+\))?:[\d-]+")
"""As in "Neurology International 14(2):506-535"."""


class Source(Value):
    """One address a page may print; `title_status` says whether the title is the work's own or our description."""

    id: str
    url: Address
    title: str = Field(min_length=1)
    title_status: Literal["real", "label"]
    authors: str | None = None
    publisher: str
    year: int | None = None
    lang: str | None = None
    evidence: str | None = None
    about: dict[str, Annotated[str, Field(min_length=1, max_length=MOST_ABOUT)]] = Field(
        default_factory=dict,
        description=say("Write by language what it is about, in {most} letters at most.", most=MOST_ABOUT),
    )
    """By language, its subject in a few words, which stands beside its code; the title is printed in the full list."""
    unrelated: bool = False

    @property
    def is_label(self) -> bool:
        return self.title_status == "label"

    def called(self, language: str) -> str:
        """What a voice of that language calls it: its subject there, or its title; of a title in another, the site."""
        is_foreign = self.lang not in (None, language) and not self.is_label
        return self.about.get(language) or (self.site if is_foreign else self.title)

    @property
    def journal(self) -> str:
        """Who published it, a journal without the volume and pages: these are for who looks it up in the full list."""
        return _VOLUME.sub("", self.publisher)

    @property
    def site(self) -> str:
        """Where its code leads, for who wants to know before scanning."""
        return site_of(self.url)


class Claim(Value):
    """One statement of the source text, how well it is supported, and the careful form it may take."""

    id: str = Field(pattern=r"^C\d\d$")
    section: tuple[str, ...]
    claim: str
    support: str
    caution: str | None = None
    says: str | None = None
    sources: tuple[str, ...] = ()
    never: tuple[Phrases, ...] = Field(default=(), description=NOTATION)
    """What states it too boldly, in the notation of `phrases`."""
    only_in: tuple[str, ...] = ()
    left_out: str | None = None

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The phrases no text may hold, as `characters.compared` gives them."""
        return tuple(dict.fromkeys(phrase for pattern in self.never for phrase in unfolded(pattern)))


class OwnSign(Value):
    """A sign of alarm with how soon to call; its text goes on after "if": you have a fever."""

    urgency: Literal["emergency", "now", "today", "appointment"]
    text: str = Field(min_length=1)


class Sign(OwnSign):
    """A sign of the ledger, which leaflets name by its id; one that is `everywhere` stands in all of them."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description=say("Use lower case, digits and hyphens."))
    everywhere: bool = False


class Section(Value):
    """A marked part of a leaflet: its role, its heading, its Markdown and the line of the file it starts on."""

    role: str
    heading: str
    markdown: str
    line: int
    written: str | None = None
    """As it stands in the file, where the words of a country or the signs of alarm were put in."""


class Illustration(Value):
    """A picture of a text: what is in it, its size in pixels where it has one, and the line it is first used on."""

    sha256: str
    pixels: tuple[int, int] | None
    line: int


class Leaflet(Value):
    """One condition in one language."""

    id: str
    language: str
    path: str
    title: str
    name: str
    full_name: str | None
    kicker: str | None
    slug: str
    group: int
    order: int
    audience: str
    poster: str
    version: str
    date: dt.date
    review_by: dt.date
    author: str
    reviewer: str | None
    reviewed: dt.date | None = None
    reviewed_words: str | None = None
    """The digest of the words the reviewer read, see `words_digest`."""
    sections: tuple[Section, ...]
    cited: tuple[str, ...]
    claims: tuple[str, ...]
    changes: str | None = None
    """What has changed since the version before it, in a sentence for who hands it out."""
    severity: Literal["safety", "content", "style"] | None = None
    """How much that matters to who has a print of the one before."""
    spacing: Spacing | None = None
    """Its own in every format, where it wants another than the series has."""
    signs: tuple[Sign, ...] = ()
    """The signs of alarm its box holds, the most urgent first."""
    diagram: Diagram | None = None
    pictures: dict[str, Illustration] = Field(default_factory=dict)
    """Each picture by its name: another picture under the same name makes another page."""

    def section(self, role: str) -> Section:
        return next(section for section in self.sections if section.role == role)

    def part(self, name: str) -> str:
        """The Markdown of one of PLACED; nothing where a leaflet has none below its steps, or no diagram."""
        if name == "diagram":
            return self.diagram.markdown if self.diagram else ""
        if name not in ("steps", "aside"):
            return self.section(name).markdown
        steps, heading, aside = f"\n{self.section('steps').markdown}".partition("\n### ")
        return steps.strip("\n") if name == "steps" else (heading + aside).strip("\n")

    @property  # Not kept: a copy with other words would take it along.
    def words_digest(self) -> str:
        """What tells the words of the leaflet from any others: 16 hexadecimal digits of a SHA-256.

        It is of the words as they are written, whatever a country calls things, with the marks of claims and sources,
        of the alarm signs and of the diagram. How the lines are broken does not count.
        """
        fields = (self.title, self.name, self.full_name, self.kicker, self.audience, self.poster)
        sections = [section.markdown if section.written is None else section.written for section in self.sections]
        signs = [f"{sign.urgency}: {sign.text}" for sign in self.signs]
        drawn = (self.diagram.markdown, self.diagram.description) if self.diagram else ()
        said = [" ".join((text or "").split()) for text in (*fields, *sections, *signs, *drawn)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:DIGITS]

    @property
    def version_id(self) -> str:
        """What a print of these words is known by: ms-nl-2026.11-4f9c2a, in small letters, for people type it."""
        return f"{version_stem(self.id, self.language, self.version)}-{self.version_signs}"

    @property
    def version_signs(self) -> str:
        """The last signs of that id, which alone find it."""
        return self.words_digest[:SIGNS]

    @property
    def reviewed_by(self) -> str | None:
        """Who read these very words, and it is known when; nobody once a word has changed."""
        return self.reviewer if self.reviewed and self.reviewed_words == self.words_digest else None


def version_stem(leaflet: str, language: str, version: str) -> str:
    """What the id of a version begins with, before the signs of its words."""
    return f"{leaflet}-{language}-{version}".lower()


class Chapter(Value):
    """A page of the booklet's own: foreword, chapter, group opening, conclusion."""

    id: str
    language: str
    path: str
    title: str
    subtitle: str | None
    motto: str | None
    markdown: str
    line: int
    cited: tuple[str, ...]
    claims: tuple[str, ...]
    written: str | None = None
    """As it stands in the file, where the words of a country were put in."""
    pictures: dict[str, Illustration] = Field(default_factory=dict)
    """Each picture by its name: another picture under the same name makes another page."""


class Language(Value):
    """Everything the press itself says on paper in one language; every field is required."""

    id: str
    name: str
    direction: Literal["ltr", "rtl"]
    date_format: DateFormat
    sections: dict[str, str]
    words: dict[str, str]
    groups: tuple[str, ...] = Field(min_length=1)
    """The groups of leaflets by name, counted from 0: each has its colour and its place in the booklet."""
    countries: dict[str, dict[str, str]] = Field(default_factory=dict)
    """By country, the words that replace those of `words` in the leaflets of a practice there."""
    pattern: dict[str, str] = Field(default_factory=dict, exclude=True)
    """What a new leaflet is begun with, by the names of its fields and sections; nothing that is printed."""

    def spoken_in(self, country: str | None) -> Language:
        """The language with the words a country says otherwise."""
        return self.with_words(self.countries.get(country or "", {}))

    @property
    def on_paper(self) -> Language:
        """The language without the words of the download site."""
        words = {name: said for name, said in self.words.items() if not name.startswith(ON_SCREEN)}
        return self.model_copy(update={"words": words})

    def with_words(self, other: Mapping[str, str]) -> Language:
        """The language with some words said otherwise."""
        words = copy.copy(self.words)  # of its own kind, which knows what to say of a word that is missing
        words.update(other)
        return self.model_copy(update={"words": words})


class Term(Value):
    """A word or abbreviation readers meet, and what it means, in one sentence."""

    term: str = Field(min_length=1)
    says: str = Field(min_length=1)
    lang: str | None = None
    """Its language, where that is not the text's."""


class Glossary(Value):
    """The words a booklet explains in a list of its own, in the order of the alphabet."""

    terms: tuple[Term, ...]


class Publisher(Value):
    """Who answers for the edition; in Belgium the verantwoordelijke uitgever with an address."""

    name: str
    address: str | None = None
    website: str


class ChapterOrder(Value):
    """The chapters of a booklet by name: those before its leaflets and between its groups, and those after them."""

    opening: tuple[str, ...] = ()
    """The last of them go between the groups as far as these need a page there: each opens on a right page."""
    closing: tuple[str, ...] = ()


class Edition(Value):
    """What all leaflets of the edition share."""

    publisher: Publisher
    chapters: ChapterOrder = Field(default=ChapterOrder(), exclude=True)
    """Not in a digest: it says which sections there are, and nothing of what is printed on them."""
    funding: str | None = None
    text_licence: str | None = None
    """Under which licence others may use the texts; without one they have to ask who wrote them."""
    blog: str
    """The source whose code stands on every leaflet: where readers find more, such as the publisher's website."""
    origin: str | None = None
    """The source the texts come from, where they come from one."""
    booklet_version: str
    booklet_date: dt.date
    booklet_review_by: dt.date
    site: SiteAddress | None = Field(default=None, description=HOW_SITE)
    """Where its leaflets can be read and downloaded."""
    own: OwnEdition | None = None
    """What an association's own edition has of its own; nothing in that of the series."""

    @property
    def checked_at(self) -> str | None:
        """Where people look up whether a print is still valid, without a slash at its end."""
        return f"{self.site}/v" if self.site else None

    def valid_at(self, version_id: str) -> str | None:
        """The address that says whether a print of this version is still valid; of its last signs where it is long."""
        if self.checked_at is None:
            return None
        whole = f"{self.checked_at}/{version_id}/"
        return whole if len(whole) <= MOST_SCANNED else f"{self.checked_at}/{version_id[-SIGNS:]}/"

    @property
    def issuer(self) -> Publisher:
        """Its publisher as a practice's copy names it; the website of an edition of its own stands there already."""
        return self.publisher.model_copy(update={"website": ""}) if self.own else self.publisher


class Citation(Value):
    """A source with the number it has in one text."""

    number: int
    source: Source
