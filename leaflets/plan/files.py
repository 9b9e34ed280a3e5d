"""The files a request asks for, and from which jobs each is made."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from leaflets.content import Catalogue
from leaflets.model import Format, Ink, Job, Language, Leaflet, PaperOptions
from leaflets.plan.booklet import BookletPlan, booklet
from leaflets.plan.fillable import fillable
from leaflets.plan.jobs import leaflet_job
from leaflets.problems import ContentError, Problem, WrongOption

BOOKLET = "booklet"

Sides = Literal["both", "fronts", "backs"]
"""Which sides of the sheets a file holds; a printer without duplex gets fronts and backs as two files."""


@dataclass(frozen=True)
class Request:
    """What is asked for; empty tuples mean everything."""

    project: Path
    content: Path
    output: Path
    languages: tuple[str, ...] = ()
    leaflets: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    jobs: int = 1
    force: bool = False
    paper: PaperOptions = PaperOptions()
    fillable: bool = False


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
    """The files a request asks for, and what stands in the way of some. Raises WrongOption for what does not exist."""
    languages = _chosen("language", request.languages, catalogue.languages, catalogue.unread)
    formats = _chosen("format", request.formats, catalogue.formats, catalogue.unread)
    if request.paper.size:
        _check_size(request.paper.size, catalogue.formats, request.formats)
    chosen = [catalogue.formats[name] for name in formats]
    problems: list[Problem] = []
    if request.paper.press:
        chosen, problems = _press_formats(catalogue.formats, chosen, request)
    known = {leaflet.id for several in catalogue.leaflets.values() for leaflet in several}
    failed = {name for names in catalogue.failed.values() for name in names}
    _chosen("leaflet", request.leaflets, known, failed)
    found: list[Work] = []
    for language in languages:
        wanted = [
            leaflet
            for leaflet in catalogue.leaflets[language]
            if not request.leaflets or leaflet.id in request.leaflets
        ]
        for fmt in chosen:
            try:
                if not is_booklet(fmt):
                    found += [work for leaflet in wanted for work in _leaflet_works(catalogue, leaflet, fmt, request)]
                elif not request.leaflets or fmt.id in request.formats:
                    found += _booklet_works(catalogue, language, wanted, fmt, request)
            except ContentError as error:
                problems += error.problems
    if request.paper.icc and not any(work.ink == "press" for work in found):
        raise WrongOption("--icc goes with files for a print shop. Add --press, or --format booklet-press.")
    if request.paper.manual_duplex and found and not any(work.format.sheet for work in found):
        raise WrongOption("--manual-duplex goes with formats on sheets. Add one, such as --format a5-folded.")
    if request.fillable:
        found += list(fillable(found))
    return found, problems


def _check_size(size: str, known: Mapping[str, Format], asked: Sequence[str]) -> None:
    """Raises WrongOption unless every format that is asked for is made on paper of that size."""
    sized = [name for name, fmt in known.items() if fmt.sizes]
    if not asked:
        raise WrongOption(f"--paper {size} needs a format. Add --format {' or --format '.join(sized)}.")
    for name in asked:
        if name in known and not known[name].sizes:
            raise WrongOption(f'"{name}" is made on one size of paper only. --paper goes with: {", ".join(sized)}.')
        if name in known and size not in known[name].sizes:
            raise WrongOption(f'"{name}" is not made on {size}. Choose from: {", ".join(known[name].sizes)}.')


def _on_paper(fmt: Format, size: str | None) -> Format:
    """The format as it is on paper of the size asked for."""
    return fmt.model_copy(update={"paper_mm": fmt.sizes[size]}) if size else fmt


def _press_formats(
    known: Mapping[str, Format], chosen: Sequence[Format], request: Request
) -> tuple[list[Format], list[Problem]]:
    """The formats a print shop takes: those with single pages, and for the booklet its own press format.

    A sheet that is asked for beside them is a problem; raises WrongOption where nothing else is asked for.
    """
    if request.paper.gray:
        raise WrongOption("--press and --gray exclude each other: a print shop gets its own four inks. Choose one.")
    own = {fmt.of: fmt for fmt in known.values() if fmt.ink == "press"}
    found: dict[str, Format] = {}
    problems: list[Problem] = []
    for fmt in (_cut_apart(own.get(fmt.id, fmt)) for fmt in chosen):
        if fmt.sheet is None:
            found[fmt.id] = fmt
        elif fmt.id in request.formats:
            said = f'"{fmt.id}" is a sheet for an office printer, and a print shop makes its own sheets'
            todo = f"Leave out --press, or ask for single pages: --format {fmt.of or 'a5'}."
            problems.append(Problem(said, f"--format {fmt.id}", todo))
    if problems and not found:
        raise WrongOption(f"{problems[0].what}. {problems[0].todo}")
    return list(found.values()), problems


def _cut_apart(fmt: Format) -> Format:
    """A format whose pages are cut from a sheet, as the pages themselves; a print shop fills its own sheets."""
    if fmt.sheet is None or fmt.of is not None or fmt.sheet.marks != "crop":
        return fmt
    width, height = fmt.sheet.size_mm
    lefts, tops = zip(*((slot.left, slot.top) for slot in fmt.sheet.front), strict=True)
    size = _first_step(lefts, width), _first_step(tops, height)
    return fmt.model_copy(update={"sheet": None, "paper_mm": size})


def _first_step(starts: Iterable[float], whole: float) -> float:
    """How wide the first of several equal places is."""
    first, second = sorted({*starts, whole})[:2]
    return second - first


def is_booklet(fmt: Format) -> bool:
    """Whether the format gathers leaflets, or imposes one that does."""
    return BOOKLET in (fmt.id, fmt.of)


def _chosen(kind: str, asked: Sequence[str], known: Iterable[str], wrong: Collection[str]) -> list[str]:
    """Those of `known` that are asked for; `wrong` are there too, but their files cannot be used."""
    names = list(known)
    for name in asked:
        if name not in names and name not in wrong:
            raise WrongOption(f'There is no {kind} "{name}". Choose from: {", ".join(sorted(names))}.')
    return [name for name in names if not asked or name in asked]


def _ink(fmt: Format, paper: PaperOptions) -> Ink:
    if fmt.ink != "screen":
        return fmt.ink
    return "press" if paper.press else "gray" if paper.gray else "screen"


def _sides(fmt: Format, paper: PaperOptions) -> tuple[Sides, ...]:
    return ("fronts", "backs") if fmt.sheet and paper.manual_duplex else ("both",)


def _suffix(fmt: Format, paper: PaperOptions, sides: Sides) -> str:
    """What a file's name adds for the options that made it other than its format is."""
    parts = [
        _ink(fmt, paper) if _ink(fmt, paper) != fmt.ink else "",
        paper.size if paper.size and _on_paper(fmt, paper.size) != fmt else "",
        sides if sides != "both" else "",
    ]
    return "".join(f"-{part}" for part in parts if part)


def _leaflet_works(catalogue: Catalogue, leaflet: Leaflet, fmt: Format, request: Request) -> Iterator[Work]:
    sized = _on_paper(fmt, request.paper.size)
    base = catalogue.formats[fmt.of] if fmt.of else sized
    job = leaflet_job(catalogue, leaflet, base, _ink(fmt, request.paper))
    job = job.model_copy(update={"zoom": sized.paper_mm[1] / fmt.paper_mm[1]})
    for sides in _sides(fmt, request.paper):
        path = f"{leaflet.language}/leaflets/{leaflet.slug}-{fmt.id}{_suffix(fmt, request.paper, sides)}.pdf"
        entry = _entry(path, leaflet.id, job.language, leaflet.title, sized, job.ink)
        entry |= {"version": leaflet.version, "review_by": str(leaflet.review_by)}
        yield Work(path, (job,), sized, entry, paper=request.paper, sides=sides)


def _booklet_works(
    catalogue: Catalogue, language: str, leaflets: list[Leaflet], fmt: Format, request: Request
) -> Iterator[Work]:
    missing = sorted(
        name for name in catalogue.failed.get(language, ()) if not request.leaflets or name in request.leaflets
    )
    if missing:
        said = f"is not made, for these of its texts are wrong: {', '.join(missing)}"
        raise ContentError(Problem(said, f"{language}/{fmt.id}", "Mend them; what was there is untouched."))
    base = catalogue.formats[fmt.of] if fmt.of else fmt
    whole = booklet(catalogue, catalogue.languages[language], leaflets, base, _ink(fmt, request.paper))
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


def concerns(problem: Problem, request: Request) -> bool:
    """Whether a problem in the content stands in the way of what is asked for."""
    path = PurePosixPath(problem.where)
    if path.parts[0] != request.content.name or len(path.parts) < 3:
        return True
    is_leaflet = len(path.parts) == 3 and path.suffix == ".md"
    other_language = bool(request.languages) and path.parts[1] not in request.languages
    other_leaflet = is_leaflet and bool(request.leaflets) and path.stem not in request.leaflets
    return not (other_language or other_leaflet)
