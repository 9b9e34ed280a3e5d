"""From sections rendered in the print shop's inks to the file it gets."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Pdf

from leaflets.merge import gathered
from leaflets.model.format import PressSheet, Profile
from leaflets.pdf.saving import saved
from leaflets.press.conditions import PrintingCondition
from leaflets.press.cover import spread, wrapped
from leaflets.press.marks import MARKED, mark_out
from leaflets.press.pdfx import describe, intend
from leaflets.press.shadings import separate
from leaflets.press.streams import ready


@dataclass(frozen=True)
class PressDetails:
    """What goes with the pages to the print shop."""

    title: str
    author: str
    language: str
    date: dt.date
    trim_mm: tuple[float, float]
    profile: Profile | None = None
    condition: PrintingCondition | None = None
    """The printing condition that was named; without one and without a profile it is the usual one."""
    sheet: PressSheet = MARKED
    pages: tuple[int, ...] = ()
    """Of all pages only these, from 1; all of them where none is named."""
    spine_mm: float | None = None
    """For a cover that is glued: how wide its spine is; its four pages become two sides."""


def finish(sections: Sequence[bytes], details: PressDetails) -> bytes:
    """One file of single pages with bleed, and crop marks where the shop wants them. The same in, the same bytes out.

    The sections are rendered with the CMYK column of the table of colours and with bleed, without tags. But for the
    gradients of drawings nothing is converted here: what is not CMYK or grey stays so, and preflight finds it.
    """
    trim_mm = details.trim_mm
    with gathered(sections) as pdf:
        if details.pages:
            _only(pdf, details.pages)
        # Colours first: what follows sets overprint by them. Boxes and marks come last, on top of the page.
        separate(pdf)
        ready(pdf)
        if details.spine_mm is not None:
            spread(pdf, trim_mm, details.spine_mm)
            trim_mm = wrapped(trim_mm, details.spine_mm)
        mark_out(pdf, trim_mm, details.sheet)
        intend(pdf, details.condition, details.profile)
        describe(pdf, title=details.title, author=details.author, language=details.language, date=details.date,
                 document=_name_of(sections, details), claims=details.profile is not None)  # fmt: skip
        return _written(pdf)


def _only(pdf: Pdf, pages: Sequence[int]) -> None:
    """Leave these pages of a file, from 1."""
    for number in range(len(pdf.pages), 0, -1):
        if number not in pages:
            del pdf.pages[number - 1]


def _name_of(sections: Sequence[bytes], details: PressDetails) -> uuid.UUID:
    """The document's identifier, from all that goes in: the standard wants one, and the same for the same file."""
    # Of the values alone: the name of a class may change, a printed document's identifier may not.
    profile = (details.profile.name, details.profile.sha256) if details.profile else None
    said = (details.title, details.author, details.language, f"{details.date:%Y-%m-%d}", details.trim_mm, profile)
    sheet = details.sheet
    more = (
        details.condition.registered if details.condition else None,
        (sheet.marks, sheet.zero_origin, sheet.bleed_mm) if sheet != MARKED else None,
        details.pages, details.spine_mm,
    )  # fmt: skip
    # What was made before there was a choice keeps its identifier.
    whole = hashlib.sha256(repr(said if more == (None, None, (), None) else (*said, *more)).encode())
    for section in sections:
        whole.update(hashlib.sha256(section).digest())
    return uuid.uuid5(uuid.NAMESPACE_OID, whole.hexdigest())


def _written(pdf: Pdf) -> bytes:
    # What no operator names any more goes: whoever checks the file judges what it lists, used or not.
    pdf.remove_unreferenced_resources()
    # PDF/X-4 is a choice of what PDF 1.6 holds (ISO 15930-7), and says so in its header.
    return saved(pdf, "1.6")
