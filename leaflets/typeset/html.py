"""The HTML of a job: templates filled with the leaflet's text, its numbered sources and their QR codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from leaflets import faces, qr
from leaflets.content.country_words import section_in
from leaflets.content.dates import dated, review, weekdays
from leaflets.content.markup import to_html
from leaflets.content.readability import sentences
from leaflets.content.signs import Call, tiers
from leaflets.model.artefact import Ink
from leaflets.model.content import Source
from leaflets.model.format import QUIET_MM, Block, TextLength
from leaflets.model.job import Job, ValidPlace
from leaflets.storage.digests import files_digest
from leaflets.typeset import motifs
from leaflets.typeset.diagrams import drawing
from leaflets.typeset.last_lines import tied, tied_text
from leaflets.typeset.palette import Look, palette
from leaflets.typeset.pictures import logo_address

FOOT_QUIET = 1 / 8
"""What is white at least around a code beside the imprint, below the practice's box, of its width."""

WHOLE = {False: "back-cover", True: "colophon"}
"""The page of a booklet that has the code for all of it; on the back of an edition's own stands whose it is."""


@lru_cache(maxsize=8)
def _environment(templates: Path, _digest: str) -> jinja2.Environment:
    """The templates of a folder, each compiled once as long as all of them, of this digest, say the same."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # A zero-width space after each dot: an address breaks there, and not within a word.
    environment.filters["breakable"] = lambda address: address.replace(".", ".\u200b")
    environment.filters["tied"] = tied_text
    environment.globals["length"] = faces.length
    return environment


def page_html(job: Job, templates: Path, look: Look) -> str:
    """The whole HTML document of `job`."""
    environment = _environment(templates, files_digest((templates,)))
    words = job.language.words
    macros = environment.get_template("parts/source-words.html").module
    return environment.get_template(f"{job.template}.html").render(
        job=job,
        format=job.format,
        leaflet=job.leaflet,
        chapter=job.chapter,
        words=words,
        source_subject=lambda source, number: macros.subject(source, words, job.language.id, number),  # type: ignore[attr-defined]
        source_words=lambda source, number=None: macros.source_words(source, words, job.language.id, number),  # type: ignore[attr-defined]
        motifs=_Art(look, job),
        drawing=lambda: drawing(job, environment, palette(look, job.ink, job.light)),
        edition=job.edition,
        logo=logo_address(job.edition),
        blog=job.blog,
        valid=_valid(job),
        citations=job.citations,
        prefix=job.id,
        called=lambda source: source.called(job.language.id),
        body=_Bodies(job),
        qr=_Codes(job, palette(look, job.ink)["code"]),
        date=lambda day: dated(job.language, day),
        weekdays=lambda: weekdays(job.language),
        review=lambda day: review(job.language, day, is_past=job.lapsed is not None),
        **job.context,
    )


@dataclass(frozen=True)
class _Valid:
    """Where a print of these words is looked up: as people type it, and what its code holds where there is one."""

    typed: str
    code: str | None
    place: ValidPlace | None = None


def _valid(job: Job) -> _Valid | None:
    """None where nothing of it is printed: there is no site, or no room for the code nor for the address in words."""
    checked_at = job.edition.checked_at
    if checked_at is None or (job.leaflet is None and not _is_of_booklet(job)):
        return None
    place = valid_place(job)
    of_words = job.edition.valid_at(job.leaflet.version_id) if job.leaflet else f"{checked_at}/"
    code = of_words if place else None
    if code is None and not job.format.valid_in_words:
        return None
    return _Valid(checked_at.removeprefix("https://").removeprefix("www."), code, place)


def valid_place(job: Job) -> ValidPlace | None:
    """Where the code "Nog geldig?" of a leaflet stands, or that of a booklet on its back; None where none does."""
    if _is_of_booklet(job) and job.edition.checked_at is not None:
        return job.valid_code and "foot"
    if job.leaflet is None or job.booklet or job.edition.checked_at is None:
        return None
    has_row = 0 < job.format.valid_up_to >= len(job.citations)
    return "foot" if job.valid_code == "row" and not has_row else job.valid_code


def _is_of_booklet(job: Job) -> bool:
    return job.template == WHOLE[job.edition.own is not None]


class _Bodies:
    """Markdown of the job as HTML, citations as links to the job's own numbered sources."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.numbers = {citation.source.id: citation for citation in job.citations}

    def section(self, block: Block) -> Markup:
        """A part of the leaflet; that on when to call the doctor without its signs, which stand in tiers."""
        leaflet = self.job.leaflet
        assert leaflet is not None
        markdown = leaflet.part(block)
        if block == "doctor":
            markdown = section_in(leaflet.section(block), (), self.job.language.words).markdown
        return self.text(markdown, self.job.format.text)

    def tiers(self) -> list[tuple[str, tuple[Call, ...]]]:
        """The signs of alarm by urgency, the soonest first: the words that say whom to call, and the signs."""
        assert self.job.leaflet is not None
        return list(tiers(self.job.leaflet.signs))

    def poster(self) -> tuple[str, str]:
        """The first sentence of the poster's line, which is read from across the room, and the rest of it."""
        assert self.job.leaflet is not None
        first, *others = sentences(self.job.leaflet.poster) or (self.job.leaflet.poster,)
        return tied_text(first), tied_text(" ".join(others))

    def text(self, markdown: str, text: TextLength = "full") -> Markup:
        html = to_html(markdown, text, self._cite)
        # A word joiner: the number stays with the word it follows.
        html = html.replace("</sup><sup>", "</sup><sup>, ")  # Else sources 3 and 4 would be source 34.
        return Markup(tied(html.replace("<sup>", "\u2060<sup>")))

    def _cite(self, name: str) -> str:
        found = [citation for key, citation in self.numbers.items() if key == name or key.startswith(f"{name}-")]
        citation = found[0]
        return str(
            Markup('<sup><a class="cite" href="#{0}-source-{1}" title="{2}">{1}</a></sup>').format(
                self.job.id,
                citation.number,
                self.job.language.words["link_source"].format(
                    number=citation.number, title=citation.source.called(self.job.language.id)
                ),
            )
        )


class _Codes:
    """QR codes at the size the format asks for, in black ink."""

    def __init__(self, job: Job, black: str) -> None:
        self.job = job
        self.black = black
        valid = _valid(job)
        is_narrow = valid is not None and valid.place == "foot"
        self.side = (job.format.valid_qr_mm if is_narrow else None) or job.format.qr_mm
        self.count = len(job.citations) + bool(valid and valid.place == "row")
        """Sources, with the code "Nog geldig?" as one more: it stands among theirs."""

    def __call__(self, source: Source, number: int | None = None, quiet_mm: float | None = None) -> Markup:
        """The code of a source; one that stands beside its `number` is called by that.

        One with very many modules is larger, so that none of these is too small. A short address gets no fewer than
        leave room for the quiet zone in what is white around the code: `quiet_mm`, or what the format says.
        """
        words, language = self.job.language.words, self.job.language.id
        named = words["qr_alt"].format(title=source.called(language))
        alt = named if number is None else words["qr_source"].format(number=number)
        return self._drawn(source.url, alt, quiet_mm)

    def valid(self, url: str) -> Markup:
        """The code of the address that says whether this print is still valid."""
        return self._drawn(url, self.job.language.words["valid_alt"])

    def valid_at_foot(self, url: str) -> Markup:
        """That code beside the imprint."""
        side = self.job.format.valid_mm
        return self._drawn(url, self.job.language.words["valid_alt"], side * FOOT_QUIET, side)

    def _drawn(self, url: str, alt: str, quiet_mm: float | None = None, least_mm: float | None = None) -> Markup:
        fmt = self.job.format
        side = max(least_mm or self.side, round(qr.LEAST_MODULE_MM * len(qr.matrix(url)), 2))
        is_close = self.count >= fmt.quiet_from
        version = qr.version_for(side, quiet_mm or (fmt.quiet_mm if is_close else QUIET_MM))
        return Markup(qr.svg(url, side, alt, self.black, version))


class _Art:
    """The series' drawings as data addresses."""

    def __init__(self, look: Look, job: Job) -> None:
        self.look = look
        self.ink: Ink = job.ink
        self.light = job.light

    def rising_disc(self, group: int, name: str = "", lift: float = 0) -> str:
        return motifs.rising_disc(self.look, name, group, self.ink, lift, light=self.light)

    def small_disc(self, group: int, name: str = "") -> str:
        return motifs.small_disc(self.look, name, group, self.ink, light=self.light)
