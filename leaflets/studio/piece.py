"""One file that is asked for: a leaflet in a format, or several in a booklet; and the master it is a copy of."""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.messages import say
from leaflets.model.format import PaperOptions, Printer
from leaflets.model.job import Job
from leaflets.personalise.practice import Country
from leaflets.personalise.sets.masters import planned, typeset
from leaflets.personalise.sets.task import Master
from leaflets.plan import Request
from leaflets.plan.request import is_booklet, is_light
from leaflets.problems import ContentError, Problem
from leaflets.processes.bench import Shelf
from leaflets.studio.stock import StudioStock

MASTERS: Shelf[Master] = Shelf("masters of the studio", least=48)
"""Of a visit: some leaflets in some formats, for both countries."""

EXACT = Printer()


@dataclass(frozen=True)
class WantedFile:
    """One file: which leaflets, in which format and language, for which country, and with how little ink."""

    leaflets: tuple[str, ...]
    format: str
    language: str
    country: Country
    light: bool = False
    printer: Printer = EXACT
    """The office's, as its calibration sheet showed."""

    def key(self, stock: StudioStock) -> str:
        """What tells it from every other file, and from itself of other texts or another day."""
        return f"{stock.state} {stock.day} {stock.edition} {self}"

    def paper(self, stock: StudioStock) -> PaperOptions:
        """How it is printed; what is light in no case stays as it is."""
        asked = PaperOptions(light=True, printer=self.printer, costs=stock.costs)
        is_kept = self.light and is_light(stock.catalogue.formats[self.format], asked)
        return asked if is_kept else asked.model_copy(update={"light": False})


def pieces_of(
    stock: StudioStock, leaflets: tuple[str, ...], formats: tuple[str, ...], language: str, country: Country,
    light: bool, printer: Printer = EXACT,
) -> tuple[WantedFile, ...]:  # fmt: skip
    """The files of a choice, in its order: a booklet holds all its leaflets, other formats one each."""
    found: list[WantedFile] = []
    for name in formats:
        several = [leaflets] if is_booklet(stock.catalogue.formats[name]) else [(one,) for one in leaflets]
        found += [WantedFile(one, name, language, country, light, printer) for one in several]
    return tuple(found)


def master_of(stock: StudioStock, piece: WantedFile) -> Master:
    """The file with its box still empty, from this process's bench, the folder of proofs, or typeset now.

    Raises ContentError with the reasons why there is none, WrongOption for what there is not.
    """
    return stock.shop.bench.at(MASTERS).of(piece.key(stock), lambda: _made(stock, piece))


def sections(stock: StudioStock, piece: WantedFile) -> int:
    """How many parts a file is set in; none where it cannot be."""
    return len(_jobs(stock, piece)[1])


def set_section(stock: StudioStock, piece: WantedFile, number: int) -> None:
    """Have one part of a file set and kept in the folder of proofs; what is wrong with it is told with the whole."""
    request, jobs = _jobs(stock, piece)
    for _ in stock.steps(request).typeset(jobs[number : number + 1], lambda *_: None):
        pass


def _jobs(stock: StudioStock, piece: WantedFile) -> tuple[Request, list[Job]]:
    """What a file is asked of the press by, and its parts, each once."""
    request = stock.request(piece.leaflets, piece.format, piece.paper(stock))
    files, _ = planned(stock.catalogue, [(piece.language, piece.country)], request)
    return request, list({job.digest(): job for file in files for job in file.work.jobs}.values())


def _made(stock: StudioStock, piece: WantedFile) -> Master:
    request = stock.request(piece.leaflets, piece.format, piece.paper(stock))
    files, problems = planned(stock.catalogue, [(piece.language, piece.country)], request)
    masters, wrong = typeset(files, request, stock.steps(request), lambda *_: None)
    if masters:
        return masters[0]
    raise ContentError(*([*problems, *wrong] or [_nothing(piece)]))


def _nothing(piece: WantedFile) -> Problem:
    return Problem(say("there is no such file"), piece.format, say("Choose again."))
