"""What is asked for: the formats and options of a request, held against what there is before anything is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from leaflets.content import Catalogue
from leaflets.messages import ENGLISH, joined, say
from leaflets.model.artefact import EDITIONS, Ink
from leaflets.model.format import Format, PaperOptions
from leaflets.model.job import Allowance
from leaflets.problems import Problem, WrongOption
from leaflets.storage.digests import today

BOOKLET = "booklet"


@dataclass(frozen=True)
class Request:
    """What is asked for; empty tuples mean everything. `allow` are the rules that are let pass this time."""

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
    allow: tuple[Allowance, ...] = ()
    day: dt.date = field(default_factory=today)
    """The day it is made: a text past its review says so."""
    for_practices: bool = False
    """Whether practices get the files, to hand them out as their own."""
    edition: str | None = None
    """An edition of an association's own; `output` is the folder for its files."""
    read_in: str = ENGLISH
    """The language of who reads the report of their sets."""


def by_id(request: Request, catalogue: Catalogue) -> Request:
    """The request with each leaflet that is named by its short name or its slug named by its id."""
    known: dict[str, str] = {}
    for leaflet in (one for several in catalogue.leaflets.values() for one in several):
        known |= {leaflet.slug.lower(): leaflet.id, leaflet.name.lower(): leaflet.id}
    names = (name if name in catalogue.ids else known.get(name, name) for name in request.leaflets)
    return replace(request, leaflets=tuple(dict.fromkeys(names)))


def languages_of(catalogue: Catalogue, request: Request) -> list[str]:
    """The languages a request asks for. Raises WrongOption for one there is not."""
    return _chosen("language", request.languages, catalogue.languages, catalogue.unread)


def unknown_leaflets(catalogue: Catalogue, request: Request) -> list[Problem]:
    """What is wrong with the names of the leaflets a request asks for. Raises WrongOption for one there is not.

    While a language cannot be read nobody knows which leaflets it has: then an unknown one is a problem only.
    """
    there = catalogue.ids
    unknown = [name for name in request.leaflets if name not in there]
    if unknown and catalogue.unread:
        todo = say("Mend what cannot be read, or correct the name.")
        return [Problem(say("is not among the leaflets that can be read"), name, todo) for name in unknown]
    _chosen("leaflet", request.leaflets, {one.id for several in catalogue.leaflets.values() for one in several}, there)
    return []


def formats_of(catalogue: Catalogue, request: Request) -> tuple[list[Format], list[Problem]]:
    """The formats a request asks for, as its options make them, and why some cannot be made so.

    Raises WrongOption for a format there is not, and for options that do not go together or with these formats.
    """
    own = catalogue.edition.own
    asked = request.formats or (own.formats if own else ())
    names = _chosen("format", asked, catalogue.formats, catalogue.unread)
    if request.paper.size:
        _check_size(request.paper.size, catalogue.formats, request.formats)
    _check_pairs(request)
    found = [as_tagged(catalogue.formats[name], request.paper) for name in names]
    problems: list[Problem] = []
    if not (catalogue.formats or catalogue.unread):
        return [], [
            Problem(say("holds no format"), "styles/formats", say("Install the press anew: its style sheets are gone."))
        ]
    if request.paper.press:
        found, problems = _press_formats(catalogue.formats, found, request)
    # What cannot be read may be the very format an option goes with; its own mistake is said elsewhere.
    if not catalogue.unread & set(request.formats) and (request.formats or not catalogue.unread):
        _check_options(found, request)
    return found, problems


def _check_pairs(request: Request) -> None:
    """Raises WrongOption for options that exclude each other."""
    if not request.paper.press:
        return
    pages = say("a print shop gets single pages and makes its own sheets")
    for is_given, option, reason in (
        (request.paper.gray, "--gray", say("a print shop gets its own four inks")),
        (request.paper.light, "--light", say("a print shop's press prints solid fields well")),
        (request.paper.manual_duplex, "--manual-duplex", pages),
        (request.paper.ua == 2, "--ua 2", say("a print shop's file has no tags")),
        (request.fillable, "--fillable", say("a form is filled in on a screen")),
    ):
        if is_given:
            raise WrongOption(
                say("--press and {option} exclude each other: {reason}. Choose one.", option=option, reason=reason)
            )


def _check_options(formats: Sequence[Format], request: Request) -> None:
    """Raises WrongOption for an option that goes with none of the formats."""
    paper = request.paper
    inks = {ink_of(fmt, paper) for fmt in formats}
    if paper.icc and "press" not in inks:
        raise WrongOption(say("--icc goes with files for a print shop. Add --press, or --format booklet-press."))
    if paper.gray and "gray" not in inks:
        raise WrongOption(
            say("--gray goes with formats for an office printer or a screen. Add one, such as --format a4.")
        )
    if paper.light and not any(is_light(fmt, paper) for fmt in formats):
        raise WrongOption(
            say("--light goes with leaflets and sheets for an office printer. Add one, such as --format a5-folded.")
        )
    if paper.ua == 2 and not any(fmt.conforms_to == "pdf/ua-2" for fmt in formats):
        raise WrongOption(say("--ua 2 goes with formats that are read on a screen. Add one, such as --format a5."))
    if paper.manual_duplex and not any(fmt.sheet for fmt in formats):
        raise WrongOption(say("--manual-duplex goes with formats on sheets. Add one, such as --format a5-folded."))
    if request.fillable and not any(is_form(fmt, paper) for fmt in formats):
        raise WrongOption(say("--fillable goes with the leaflets' reading formats: a4, a5 and large-print."))


def _check_size(size: str, known: Mapping[str, Format], asked: Sequence[str]) -> None:
    """Raises WrongOption unless every format that is asked for is made on paper of that size."""
    sized = [name for name, fmt in known.items() if fmt.sizes]
    if not asked and any(size in known[name].sizes for name in sized):
        raise WrongOption(
            say("--paper {size} needs a format. Add --format {sized}.", size=size, sized=" or --format ".join(sized))
        )
    for name in asked or sized:
        if name in known and not known[name].sizes:
            raise WrongOption(
                say(
                    '"{name}" is made on one size of paper only. --paper goes with: {sized}.',
                    name=name,
                    sized=", ".join(sized),
                )
            )
        if name in known and size not in known[name].sizes:
            raise WrongOption(
                say(
                    '"{name}" is not made on {size}. Choose from: {sizes}.',
                    name=name,
                    size=size,
                    sizes=", ".join(known[name].sizes),
                )
            )


def _press_formats(
    known: Mapping[str, Format], chosen: Sequence[Format], request: Request
) -> tuple[list[Format], list[Problem]]:
    """The formats a print shop takes: those with single pages, and for the booklet its own press format.

    A sheet that is asked for is a problem, and raises WrongOption where nothing else is asked for.
    """
    own = {fmt.of: fmt for fmt in known.values() if fmt.ink == "press"}
    found: dict[str, Format] = {}
    problems: list[Problem] = []
    said = say("is a sheet for an office printer, and a print shop makes its own sheets")
    for fmt in (cut_apart(own.get(fmt.id, fmt)) for fmt in chosen):
        if fmt.sheet is None:
            found[fmt.id] = fmt
        elif fmt.id in request.formats:
            todo = say("Leave out --press, or ask for single pages: --format {of}.", of=fmt.of or "a5")
            problems.append(Problem(said, fmt.id, todo))
    if problems and not found:
        raise WrongOption(joined((joined((f'"{problems[0].where}"', said)), problems[0].todo), ". "))
    return list(found.values()), problems


def cut_apart(fmt: Format) -> Format:
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


def is_form(fmt: Format, paper: PaperOptions) -> bool:
    """Whether leaflets in the format can be filled in on a screen."""
    return fmt.purpose == "reading" and fmt.sheet is None and not is_booklet(fmt) and ink_of(fmt, paper) != "press"


def ink_of(fmt: Format, paper: PaperOptions) -> Ink:
    """The ink a format is made in: its own where it has one, else what is asked for."""
    if fmt.ink != "screen":
        return fmt.ink
    return "press" if paper.press else "gray" if paper.gray else "screen"


def is_light(fmt: Format, paper: PaperOptions) -> bool:
    """Whether the format is made without solid fields; a poster is its field, and a print shop prints any."""
    return paper.light and fmt.purpose in ("reading", "sheet") and ink_of(fmt, paper) != "press"


def as_tagged(fmt: Format, paper: PaperOptions) -> Format:
    """The format, tagged by the part of PDF/UA that is asked for where it is tagged at all."""
    if paper.ua == 2 and fmt.conforms_to is not None and ink_of(fmt, paper) != "press":
        return fmt.model_copy(update={"conforms_to": "pdf/ua-2"})
    return fmt


_NO = {
    "leaflet": lambda name: say('There is no leaflet "{name}".', name=name),
    "format": lambda name: say('There is no format "{name}".', name=name),
    "language": lambda name: say('There is no language "{name}".', name=name),
}


def _chosen(kind: str, asked: Sequence[str], known: Iterable[str], wrong: Collection[str]) -> list[str]:
    """Those of `known` that are asked for; `wrong` are there too, but their files cannot be used."""
    names = list(known)
    for name in asked:
        if name not in names and name not in wrong:
            near = get_close_matches(name, names, n=1)
            said = [_NO[kind](name)]
            if near:
                said.append(say('Did you mean "{near}"?', near=near[0]))
            choose = say("Choose from: {names}.", names=", ".join(sorted(names)))
            raise WrongOption(joined([*said, choose if names else say("There is none that can be used.")]))
    return [name for name in names if not asked or name in asked]


def concerns(problem: Problem, request: Request) -> bool:
    """Whether a problem in the content stands in the way of what is asked for."""
    path = PurePosixPath(problem.where)
    if path.parts[:1] != (request.content.name,) or len(path.parts) < 3 or path.parts[1] == EDITIONS:
        return True
    is_leaflet = len(path.parts) == 3 and path.suffix == ".md"
    other_language = bool(request.languages) and path.parts[1] not in request.languages
    other_leaflet = is_leaflet and bool(request.leaflets) and path.stem not in request.leaflets
    return not (other_language or other_leaflet)
