"""In a worker: the files of a practice, one as a PDF, or all as a ZIP with tickets, index page and its details."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from leaflets.build.assemble import assembled
from leaflets.build.calibration import calibration
from leaflets.installed import templates_of
from leaflets.model.artefact import Artefact, PrintedCode, finished
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets import index_page
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.published import copy_path, inputs, newest_day, place_in_zip, practice_digest
from leaflets.personalise.sets.task import Copies, Copy, CopyTask, Master
from leaflets.plan import ticket_entry
from leaflets.problems import ContentError, Problem
from leaflets.storage.manifest import set_folder
from leaflets.studio.details import FILE, Upload, written
from leaflets.studio.fitting import UNMADE, LeftOut, left_out, told
from leaflets.studio.naming import naming
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.stock import StudioStock
from leaflets.typeset.palette import look_in, palette

WHERE = "the practice"
"""What stands for its file in a problem of the studio, where nobody is told of files."""


@dataclass(frozen=True)
class Parcel:
    """What somebody takes along: name, kind and bytes, how many files are in it, and what is not and why."""

    name: str
    kind: str
    data: bytes
    files: int = 1
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Finished:
    """A file that is ready, with its print ticket where it is for paper."""

    entry: Artefact
    pdf: bytes
    ticket: tuple[Artefact, bytes] | None = None


def one_file(
    stock: StudioStock, piece: WantedFile, practice: Practice, logo: Upload | None, *, ticket: bool = False
) -> Parcel:
    """One file of a practice as it is, or its print ticket. Raises ContentError for one that cannot be."""
    files, problems = finished_files(stock, (piece,), practice, logo)
    if not files or (ticket and files[0].ticket is None):
        raise ContentError(*problems)
    entry, pdf = files[0].ticket if ticket and files[0].ticket else (files[0].entry, files[0].pdf)
    return Parcel(entry.path.rpartition("/")[2], "application/pdf", pdf)


def bundle(
    stock: StudioStock, pieces: Sequence[WantedFile], practice: Practice, logo: Upload | None,
    left: Sequence[LeftOut] | None = None,
) -> Parcel:  # fmt: skip
    """All files of a choice as one ZIP; what is `left` out is looked for unless it is known.

    Raises ContentError where not one can be.
    """
    left = left_out(stock, pieces, practice, logo) if left is None else left
    return packed(stock, practice, logo, *finished_files(stock, fitting(pieces, left), practice, logo), left)


def fitting(pieces: Sequence[WantedFile], left: Iterable[LeftOut]) -> tuple[WantedFile, ...]:
    """Those that are not left out."""
    without = {one.piece for one in left}
    return tuple(one for one in pieces if one not in without)


def trial_sheet(stock: StudioStock, language: str) -> bytes:
    """The sheet a printer is measured with, in a language."""
    catalogue = stock.catalogue
    blog = catalogue.sources[catalogue.edition.blog]
    return calibration(catalogue.languages[language], catalogue.edition, blog, stock.shop.project, stock.shop.content)


def packed(
    stock: StudioStock, practice: Practice, logo: Upload | None, files: Sequence[Finished],
    problems: Sequence[Problem], left: Sequence[LeftOut] = (),
) -> Parcel:  # fmt: skip
    """Finished files as one ZIP, the same bytes each time, for no clock dates it. Raises ContentError for none.

    Its day is that of its newest leaflet.
    Of those that are `left` out it says why, on its index page too.
    """
    problems = list(dict.fromkeys([*told(left, stock.catalogue), *problems]))
    if not files:
        raise ContentError(*problems)
    target, day = io.BytesIO(), newest_day((one.entry for one in files), stock.catalogue)
    with zipfile.ZipFile(target, "w") as whole:
        for name, data in members(stock, practice, logo, files, problems):
            whole.writestr(place_in_zip(name, day), data)
    return Parcel(f"{practice.id}.zip", "application/zip", target.getvalue(), len(files), tuple(problems))


def members(
    stock: StudioStock, practice: Practice, logo: Upload | None, files: Sequence[Finished],
    problems: Sequence[Problem],
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """Name and bytes of each file of the ZIP: index page, PDFs each before its ticket, what keeps the details."""
    folder = f"{set_folder(practice.id)}/"
    yield "index.html", _index(stock, practice, files, problems).encode()
    for one in sorted(files, key=lambda one: one.entry.path):
        yield one.entry.path.removeprefix(folder), one.pdf
        if one.ticket is not None:
            yield one.ticket[0].path.removeprefix(folder), one.ticket[1]
    yield FILE, written(practice)
    if logo is not None:
        yield logo.name, logo.data


def _index(stock: StudioStock, practice: Practice, files: Sequence[Finished], problems: Sequence[Problem]) -> str:
    catalogue, project = stock.catalogue.spoken_in(practice.country), stock.shop.project
    colour = palette(look_in(catalogue.edition, project), "screen")["group-0"]
    tickets = {one.entry.path: one.ticket[0].path for one in files if one.ticket is not None}
    language = catalogue.languages[practice.language[0]]
    entries = [one.entry for one in files]
    templates = templates_of(project)
    amiss = [(one.what, one.todo) for one in problems]
    return index_page.page(practice, entries, language, stock.day, templates, tickets, colour, amiss, has_zip=False)


def finished_files(
    stock: StudioStock, pieces: Sequence[WantedFile], practice: Practice, logo: Upload | None,
    hears: Callable[[int], None] = lambda _: None,
) -> tuple[list[Finished], list[Problem]]:  # fmt: skip
    """The proofed copies of a choice, and why some are not there; it `hears` after each how many are done."""
    masters: dict[WantedFile, Master] = {}
    unmade: list[WantedFile] = []
    for piece in pieces:
        try:
            masters[piece] = master_of(stock, piece)
        except ContentError:
            unmade.append(piece)
    task, several = CopyTask(practice, logo.data if logo else None, WHERE, 1), list(masters.values())
    digest = practice_digest(practice, task.logo)
    copies = make_sets([task], several, partial(assembled, shop=stock.shop))[0] if several else Copies()
    hears(len(copies.copies))
    files = [_finished(practice, several[copy.master], copy, digest) for copy in copies.copies]
    # What a rule found on a page is for who keeps the texts; who prints is told which file is not there, once.
    at = {problem.where for problem in copies.problems if problem.rule is not None}
    unmade += [piece for piece, master in masters.items() if master.work.entry.path in at]
    others = [problem for problem in copies.problems if problem.rule is None]
    named = map(naming(stock.catalogue, practice.language[0]).named, dict.fromkeys(others))
    return files, [*told([LeftOut(piece, UNMADE) for piece in unmade], stock.catalogue), *named]


def _finished(practice: Practice, master: Master, copy: Copy, digest: str) -> Finished:
    name, goes_in = copy_path(practice.id, master.work), inputs(master.digest, digest)
    codes = (PrintedCode(code.page, code.url, code.box_mm) for code in copy.qr)
    planned = replace(master.work.entry, path=name, practice=practice.id)
    entry = finished(planned, copy.pdf, copy.pages, codes, goes_in)
    if copy.ticket is None:
        return Finished(entry, copy.pdf)
    beside = replace(ticket_entry(master.work, name, copy.ticket.trim_mm), practice=practice.id)
    return Finished(
        entry, copy.pdf, (finished(beside, copy.ticket.pdf, copy.ticket.pages, (), goes_in), copy.ticket.pdf)
    )
