"""The calibration sheet: A4, two sides. Four questions about a printer, answered in two minutes with eyes and light."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from leaflets.imposition.printer import FILE
from leaflets.imposition.viewer import for_paper
from leaflets.installed import PROGRAM
from leaflets.model.content import Edition, Language, Source
from leaflets.model.format import Format
from leaflets.model.job import Job
from leaflets.pdf.saving import saved
from leaflets.typeset import typeset

COMMON_MM = 3
"""Farther few printers are off: up to here each half millimetre has a box to tick, and beyond it is written."""

CALIBRATION = Format(
    id="calibration", description="calibration sheet", template="calibration", paper_mm=(297, 210), pages=2
)


def calibration(language: Language, edition: Edition, blog: Source, project: Path, content: Path) -> bytes:
    """The PDF of the calibration sheet in a language. Raises ContentError when it cannot be made."""
    job = Job(
        id="calibration",
        template=CALIBRATION.template,
        format=CALIBRATION,
        language=language,
        edition=edition,
        blog=blog,
        title=language.words["calibration_title"],
        pages=CALIBRATION.pages,
        context={
            "file": f"{content.name}/{FILE}",
            "offsets": [half / 2 for half in range(-2 * COMMON_MM, 2 * COMMON_MM + 1)],
            "command": f"{PROGRAM} calibrate --answer A1,B0,C0,D5,E2",
        },
    )
    with pikepdf.open(io.BytesIO(typeset(job, project, content).pdf)) as pdf:
        # Always as an exact printer would need it: what is read off is the whole correction, not the rest of one.
        for_paper(pdf, job.title, language.id, "short")
        return saved(pdf)
