"""P05, for files of single pages: they come in the order they are read, told by their folios and by their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from pikepdf import Dictionary

from leaflets.messages import say
from leaflets.preflight.file import File, parts_of
from leaflets.preflight.measure.letters import letters, letters_of
from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.rules.sheets import EDGES
from leaflets.preflight.texts.manuscript import printed_blocks
from leaflets.problems import FAULT_OF_PRESS

MARGIN_MM = 14.0
"""Folios stand in this strip at the head or the foot of a page where nothing marks them as such."""

KNOWN_BY = 24
"""So many letters of a paragraph tell on which page it begins; with fewer it may be anywhere."""


@rule("P05", "blocks", "norms §4: every page once, in its place", FAULT_OF_PRESS)
def pages_are_in_order(file: File) -> Iterator[Finding]:
    """The pages of a file come in the order of their folios, and those of a text in the order it was written."""
    if file.layout is not None:
        return
    strange = set()
    for page in file.pages:
        folios, wanted = _folios(page), _wanted(file, page.number)
        if folios and not wanted & set(folios):
            strange.add(page.number)
            yield Finding(say("the page has the folio {folios}", folios=folios[0]), page.number)
    for number, words, before in _backwards(file):
        if number not in strange:
            yield Finding(
                say(
                    '"{words}" stands on an earlier page than "{before}", which it follows',
                    words=words[:40],
                    before=before[:40],
                ),
                number,
            )


def _wanted(file: File, number: int) -> set[int]:
    """The folios a page may have: its own number, or those of the pages of a booklet that a part of it shows."""
    several = file.subject.folios
    return set(several[number - 1]) if number <= len(several) else {number}


@rule("P05", "blocks", "norms §4: short or long edge", FAULT_OF_PRESS)
def pages_stand_upright(file: File) -> Iterator[Finding]:
    """Pages stand upright; only backs may all stand on their heads, for a printer that turns paper over the other edge.

    Such a file asks the print window for that edge, or has its sides printed one by one.
    """
    turned = [page.number for page in file.pages if file.is_upside_down(page.number)]
    backs = [page.number for page in file.pages if page.runs and file.is_back(page.number)]
    if file.layout is not None and turned == backs and _asks_for(file) != EDGES[file.layout.flip]:
        return
    for number in turned:
        yield Finding(say("the page stands upside down"), number)


def _asks_for(file: File) -> str:
    return str(file.pdf.Root.get("/ViewerPreferences", Dictionary()).get("/Duplex", ""))


def _folios(page: MeasuredPage) -> list[int]:
    """The numbers that are marked as artifacts, or stand alone in the margin where nothing is marked."""
    return [
        int(run.text)
        for run in page.runs
        if run.text.strip().isdecimal() and (run.artifact or (run.mcid is None and _is_alone_in_margin(page, run)))
    ]


def _is_alone_in_margin(page: MeasuredPage, run: MeasuredRun) -> bool:
    top, bottom = run.box[1], run.box[1] + run.box[3]
    beside = [other for other in page.runs if abs(other.baseline_mm - run.baseline_mm) < 1]
    return (bottom < MARGIN_MM or top > page.height - MARGIN_MM) and beside == [run]


def _backwards(file: File) -> Iterator[tuple[int, str, str]]:
    """Page, words and the words before them, where a paragraph begins on an earlier page than the one before it."""
    fmt = file.subject.format
    if fmt is None or file.is_poster or fmt.sheet is not None:
        return
    roles = parts_of(fmt)
    texts = [[(letters(block.text)[:KNOWN_BY], block.text) for block in printed_blocks(text, fmt.text, roles)]
             for text in file.subject.texts]  # fmt: skip
    where = _pages_of({start for blocks in texts for start, _ in blocks}, file, fmt.body_pt)
    for blocks in texts:
        found = [(min(where[start]), block) for start, block in blocks if len(where.get(start, ())) == 1]
        for (one, before), (other, after) in pairwise(found):
            if other < one:
                yield other, after, before


def _pages_of(starts: Collection[str], file: File, body_pt: float) -> dict[str, set[int]]:
    """The pages each of the starts, which are KNOWN_BY letters long, is read from."""
    found: dict[str, set[int]] = {start: set() for start in starts}
    for page in file.pages:
        said = letters_of(page, body_pt)
        for at in range(len(said) - KNOWN_BY + 1):
            if (piece := said[at : at + KNOWN_BY]) in found:
                found[piece].add(page.number)
    return found
