"""The files a request asks for, and from which jobs each is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from leaflets.content import Catalogue
from leaflets.model import Format, Ink, Job, Language, Leaflet, PaperOptions
from leaflets.plan.asked import Request, formats_of, ink_of, is_booklet, languages_of, unknown_leaflets
from leaflets.plan.booklet import BookletPlan, booklet
from leaflets.plan.fillable import fillable
from leaflets.plan.jobs import leaflet_job
from leaflets.plan.review import reviewed
from leaflets.problems import ContentError, Problem

EDITION = "edition.yaml"
"""What fails of every booklet when its dates or publisher do."""

Sides = Literal["both", "fronts", "backs"]
"""Which sides of the sheets a file holds; a printer without duplex gets fronts and backs as two files."""


@dataclass(frozen=True)
class Work:
    """One file to make: the jobs of its sections (one for a leaflet), its format, and what the manifest says of it."""

    path: str
    jobs: tuple[Job, ...]
    format: Format
    entry: dict[str, Any]
    booklet: BookletPlan | None = None
    paper: PaperOptions = PaperOptions()
    sides: Sides = "both"

    def digest(self, digests: Iterable[str]) -> str:
        """The SHA-256 of all that goes into the file, given the digests of its jobs."""
        plan = self.booklet.model_dump_json() if self.booklet else ""
        paper = self.paper.model_dump_json() if self.format.sheet or self.ink == "press" else ""
        whole = "\n".join([*digests, plan, self.format.model_dump_json(), paper, self.sides])
        return hashlib.sha256(whole.encode()).hexdigest()

    @property
    def ink(self) -> Ink:
        return self.jobs[0].ink


def works(catalogue: Catalogue, request: Request) -> tuple[list[Work], list[Problem]]:
    """The files a request asks for, and what stands in the way of some or, when it only warns, is to be told of them.

    What is asked for is one or the other. Nothing is said of texts whose file is wrong: that was said when they were
    read. Raises WrongOption for what does not exist, whatever the state of the texts.
    """
    languages = languages_of(catalogue, request)
    formats, problems = formats_of(catalogue, request)
    problems += unknown_leaflets(catalogue, request)
    found: list[Work] = []
    for language in languages:
        wanted, absent = _leaflets(catalogue, language, request)
        problems += absent
        for fmt in formats:
            try:
                if not is_booklet(fmt):
                    found += [work for leaflet in wanted for work in _leaflet_works(catalogue, leaflet, fmt, request)]
                elif not request.leaflets or request.formats:
                    found += _booklet_works(catalogue, language, wanted, fmt, request)
            except ContentError as error:
                problems += error.problems
    if request.fillable:
        found += list(fillable(found))
    may_be_made, told = reviewed(found, catalogue, request)
    return [_allowing(work, request) for work in may_be_made], problems + told


def _leaflets(catalogue: Catalogue, language: str, request: Request) -> tuple[list[Leaflet], list[Problem]]:
    """The leaflets asked for in a language, and which are not there though both they and the language are named."""
    there = catalogue.leaflets.get(language, ())
    failed = catalogue.failed.get(language, frozenset())
    folder = f"{catalogue.folder}/{language}"
    if not request.leaflets:
        # A language that has just been begun is no fault, until somebody asks for it or there is no other.
        is_missed = language in request.languages or not any(catalogue.leaflets.values())
        is_empty = not there and not failed and is_missed
        todo = f"Begin one: build.py new leaflet ID --language {language}."
        return list(there), [Problem("holds no leaflet yet", folder, todo)] if is_empty else []
    wanted = [leaflet for leaflet in there if leaflet.id in request.leaflets]
    absent = catalogue.ids & set(request.leaflets) - {leaflet.id for leaflet in wanted} - failed
    todo = f"Begin it with build.py new leaflet, or leave out --language {language}."
    said = "there is no such leaflet in this language"
    problems = [Problem(said, f"{folder}/{name}.md", todo) for name in sorted(absent)]
    return wanted, problems if language in request.languages else []


def _allowing(work: Work, request: Request) -> Work:
    """The work with the rules its pages may break this time: they are inspected far from here."""
    if not request.allow:
        return work
    return replace(work, jobs=tuple(job.model_copy(update={"allowed": request.allow}) for job in work.jobs))


def _on_paper(fmt: Format, size: str | None) -> Format:
    """The format as it is on paper of the size asked for."""
    return fmt.model_copy(update={"paper_mm": fmt.sizes[size]}) if size else fmt


def _sides(fmt: Format, paper: PaperOptions) -> tuple[Sides, ...]:
    return ("fronts", "backs") if fmt.sheet and paper.manual_duplex else ("both",)


def _suffix(fmt: Format, paper: PaperOptions, sides: Sides) -> str:
    """What a file's name adds for the options that made it other than its format is."""
    parts = [
        ink_of(fmt, paper) if ink_of(fmt, paper) != fmt.ink else "",
        paper.size if paper.size and _on_paper(fmt, paper.size) != fmt else "",
        sides if sides != "both" else "",
    ]
    return "".join(f"-{part}" for part in parts if part)


def _leaflet_works(catalogue: Catalogue, leaflet: Leaflet, fmt: Format, request: Request) -> Iterator[Work]:
    sized = _on_paper(fmt, request.paper.size)
    base = catalogue.formats[fmt.of] if fmt.of else sized
    job = leaflet_job(catalogue, leaflet, base, ink_of(fmt, request.paper), request.day)
    job = job.model_copy(update={"zoom": sized.paper_mm[1] / fmt.paper_mm[1]})
    for sides in _sides(fmt, request.paper):
        path = f"{leaflet.language}/leaflets/{leaflet.slug}-{fmt.id}{_suffix(fmt, request.paper, sides)}.pdf"
        entry = _entry(path, leaflet.id, job.language, leaflet.title, sized, job.ink)
        entry |= {"version": leaflet.version, "review_by": str(leaflet.review_by)}
        yield Work(path, (job,), sized, entry, paper=request.paper, sides=sides)


def _booklet_works(
    catalogue: Catalogue, language: str, leaflets: list[Leaflet], fmt: Format, request: Request
) -> Iterator[Work]:
    """The booklet of the leaflets; of none there is no booklet. Raises ContentError while some of them are wrong."""
    needed = {*request.leaflets, EDITION}
    missing = sorted(name for name in catalogue.failed.get(language, ()) if not request.leaflets or name in needed)
    if missing:
        said = f"is not made, for these of its texts are wrong: {', '.join(missing)}"
        raise ContentError(Problem(said, f"{language}/{fmt.id}", "Mend them; what was there is untouched."))
    if not leaflets:
        return
    base = catalogue.formats[fmt.of] if fmt.of else fmt
    ink = ink_of(fmt, request.paper)
    whole = booklet(catalogue, catalogue.languages[language], leaflets, base, ink, request.day)
    jobs = tuple(section.job for section in whole.sections)
    edition = catalogue.edition
    for sides in _sides(fmt, request.paper):
        name = _booklet_name(fmt.id, leaflets, bool(request.leaflets)) + _suffix(fmt, request.paper, sides)
        entry = _entry(f"{language}/booklet/{name}.pdf", None, whole.language, whole.title, fmt, jobs[0].ink)
        entry |= {"version": edition.booklet_version, "review_by": str(edition.booklet_review_by)}
        yield Work(f"{language}/booklet/{name}.pdf", jobs, fmt, entry, whole, request.paper, sides)


def _booklet_name(kind: str, leaflets: list[Leaflet], is_choice: bool) -> str:
    if not is_choice:
        return kind
    name = "-".join([kind, *(leaflet.slug for leaflet in leaflets)])
    if len(name) > 80:
        name = f"{kind}-{len(leaflets)}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return name


def _entry(path: str, leaflet: str | None, language: Language, title: str, fmt: Format, ink: Ink) -> dict[str, Any]:
    if ink == "press":
        title = language.words["press_title"].format(title=title)
    elif fmt.sheet is not None:
        title = language.words["paper_title"].format(title=title)
    return {
        "path": path,
        "leaflet": leaflet,
        "language": language.id,
        "format": fmt.id,
        "practice": None,
        "purpose": "press" if ink == "press" else fmt.purpose,
        "title": title,
        "trim_mm": list(fmt.paper_mm),
        "conforms_to": None if ink == "press" else fmt.conforms_to,
    }
