"""A04: what is read from the tags has its spaces, also those a line was broken at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.measure.paint import Painted, Shown
from leaflets.preflight.measure.text import MeasuredRun
from leaflets.preflight.rule import Finding, rule
from leaflets.units import MM_PER_PT

# Two bytes a glyph (ISO 32000-1, 9.7.6.2, Identity-H).
CODE = 2
_NONE = (False, False)
_AROUND = ".,;:()"

OWN_SIGNS = "-‐–—/\x02\ufffe"
"""A word that has such a sign may break behind it, and no space stands there; the last two are hyphens to pdfium."""


@rule("A04", "blocks", "ISO 32000-1, 14.8.2.5", "This is a fault of the press; please report it.")
def lines_end_with_a_space(file: File) -> Iterator[Finding]:
    """Where a line ends between two words a space stands in the text that is read aloud."""
    if not file.is_tagged:
        return
    ends = [_ends(painted) for painted in file.painted]
    for (number, last), (page, first) in _turns(file):
        has_space = ends[number - 1].get(last.mcid, _NONE)[1] or ends[page - 1].get(first.mcid, _NONE)[0]
        end, start = last.text.split()[-1], first.text.split()[0]
        if not has_space and end[-1] not in OWN_SIGNS and (end + start).strip(_AROUND) not in _addresses(file):
            yield Finding(say('"{end}" and "{start}" are read as one word', end=end, start=start), page, first.box)


def _turns(file: File) -> Iterator[tuple[tuple[int, MeasuredRun], tuple[int, MeasuredRun]]]:
    """The last run of a line and the first of the next in the same paragraph, heading or item, each with its page."""
    above: dict[tuple[int, int], tuple[int, MeasuredRun]] = {}
    for page, run in file.runs():
        owner = file.owners.get((page.number, run.mcid)) if run.mcid is not None and not run.artifact else None
        if owner is None or owner.block is None or not run.text.strip():
            continue
        number, last = above.get(owner.block, (page.number, run))
        # A raised number is less than half a line up.
        if number != page.number or run.baseline_mm - last.baseline_mm > run.size_pt * MM_PER_PT / 2:
            yield (number, last), (page.number, run)
        above[owner.block] = page.number, run


def _addresses(file: File) -> str:
    """All addresses the file may show, which break at their own signs: those of its links, codes and sources."""
    actions = (one.get("/A") for page in file.pdf.pages for one in page.obj.get("/Annots", ()))
    links = (str(action.get("/URI", "")) for action in actions if action is not None)
    return "\n".join((*links, *(code.url for code in file.proof.qr), *(one.url for one in file.subject.sources)))


def _ends(painted: Painted) -> dict[int | None, tuple[bool, bool]]:
    """Of each piece of marked content whether it begins and whether it ends with a space."""
    shown: defaultdict[int | None, list[Shown]] = defaultdict(list)
    for one in painted.shown:
        if one.codes:
            shown[one.mcid].append(one)
    return {
        mcid: (_is_space(several[0], several[0].codes[:CODE]), _is_space(several[-1], several[-1].codes[-CODE:]))
        for mcid, several in shown.items()
    }


def _is_space(shown: Shown, code: bytes) -> bool:
    return shown.font is not None and code in shown.font.spaces
