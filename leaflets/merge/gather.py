"""Pages of sections in one file for paper: no tags, no links, each face once."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Pdf

from leaflets.pdf.fonts import fold

READING_ONLY = ("/Annots", "/StructParents", "/Tabs")
"""What a page has for a reader on a screen."""


def gathered(sections: Sequence[bytes]) -> Pdf:
    """A new file, to be closed by the caller, with the pages of `sections` in order."""
    pdf = Pdf.new()
    for section in sections:
        with Pdf.open(io.BytesIO(section)) as part:
            for page in part.pages:
                pdf.pages.append(page)
    for page in pdf.pages:
        for key in READING_ONLY:
            if key in page.obj:
                del page.obj[key]
    fold(pdf)
    return pdf


def gather(sections: Sequence[bytes]) -> bytes:
    """The file of `gathered`. The same sections give the same bytes."""
    target = io.BytesIO()
    with gathered(sections) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()
