"""A04: what is read from the tags has its spaces, also those a line was broken at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.measure.paint import Painted
from leaflets.preflight.measure.text import MeasuredRun
from leaflets.preflight.rule import Finding, rule
from leaflets.problems import FAULT_OF_PRESS
from leaflets.units import MM_PER_PT

# Two bytes a glyph (ISO 32000-1, 9.7.6.2, Identity-H).
CODE = 2
_AROUND = ".,;:()"

OWN_SIGNS = "-‐–—/\x02\ufffe"
"""A word that has such a sign may break behind it, and no space stands there; the last two are hyphens to pdfium."""


class _Read(NamedTuple):
    """A text of a page, and the how manyth it is in its piece of marked content, from 0."""

    page: int
    run: MeasuredRun
    place: int


class _Edge(NamedTuple):
    """Whether a text begins with a space, and whether it ends with one."""

    begins: bool
    ends: bool


_Edges = Mapping[int | None, Sequence[_Edge]]


@rule("A04", "blocks", "ISO 32000-1, 14.8.2.5", FAULT_OF_PRESS)
def lines_end_with_a_space(file: File) -> Iterator[Finding]:
    """Where a line ends between two words a space stands in the text that is read aloud."""
    if not file.is_tagged:
        return
    edges = [_edges(painted) for painted in file.painted]
    addresses = _addresses(file)
    for last, first in _turns(file):
        end, start = last.run.text.split()[-1], first.run.text.split()[0]
        is_whole = end[-1] in OWN_SIGNS or (end + start).strip(_AROUND) in addresses
        if not is_whole and not _is_parted(last, first, edges):
            yield Finding(
                say('"{end}" and "{start}" are read as one word', end=end, start=start), first.page, first.run.box
            )


def _turns(file: File) -> Iterator[tuple[_Read, _Read]]:
    """The last text of a line and the first of the next in the same paragraph, heading or item."""
    above: dict[tuple[int, int], _Read] = {}
    counts: Counter[tuple[int, int | None]] = Counter()
    for page, run in file.runs():
        own = _Read(page.number, run, counts[page.number, run.mcid])
        counts[page.number, run.mcid] += 1
        owner = file.owners.get((page.number, run.mcid)) if run.mcid is not None and not run.artifact else None
        if owner is None or owner.block is None or not run.text.strip():
            continue
        last = above.get(owner.block, own)
        # A raised number is less than half a line up.
        if last.page != page.number or run.baseline_mm - last.run.baseline_mm > run.size_pt * MM_PER_PT / 2:
            yield last, own
        above[owner.block] = own


def _is_parted(last: _Read, first: _Read, edges: Sequence[_Edges]) -> bool:
    """Whether a space stands at the end of a text or at the beginning of the next; unknown ones are not told."""
    before, after = edges[last.page - 1].get(last.run.mcid), edges[first.page - 1].get(first.run.mcid)
    if not before or not after:
        return True
    if (last.page, last.run.mcid) != (first.page, first.run.mcid):
        return before[-1].ends or after[0].begins
    # What the press writes of a practice has all its lines in one piece of marked content.
    return first.place >= len(after) or before[last.place].ends or after[first.place].begins


def _addresses(file: File) -> str:
    """All addresses the file may show, which break at their own signs: those of its links, codes and sources, and of
    who hands it out."""
    edition = file.subject.edition
    email = edition.own.email if edition and edition.own else None
    own = (edition.publisher.website, edition.checked_at, email) if edition else ()
    urls = (*(code.url for code in file.proof.qr), *(one.url for one in file.subject.sources))
    return "\n".join((*file.addresses, *urls, *filter(None, own)))


def _edges(painted: Painted) -> _Edges:
    """Of each piece of marked content the texts in it, those that are nothing but space counted with the one before."""
    found: defaultdict[int | None, list[_Edge]] = defaultdict(list)
    for shown in painted.shown:
        codes = [shown.codes[at : at + CODE] for at in range(0, len(shown.codes), CODE)]
        spaces = shown.font.spaces if shown.font is not None else frozenset()
        own = found[shown.mcid]
        if not spaces.issuperset(codes):
            own.append(_Edge(codes[0] in spaces, codes[-1] in spaces))
        elif own and codes:
            own[-1] = own[-1]._replace(ends=True)
    return found
