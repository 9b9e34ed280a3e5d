"""From sections rendered in the print shop's inks to the file it gets."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Pdf

from leaflets.merge import gathered
from leaflets.model.format import Profile
from leaflets.press.marks import mark_out
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


def finish(sections: Sequence[bytes], order: PressDetails) -> bytes:
    """One file of single pages with bleed and crop marks. The same sections and order give the same bytes.

    The sections are rendered with the CMYK column of the table of colours and with bleed, without tags. But for the
    gradients of drawings nothing is converted here: what is not CMYK or grey stays so, and preflight finds it.
    """
    with gathered(sections) as pdf:
        separate(pdf)
        ready(pdf)
        mark_out(pdf, order.trim_mm)
        intend(pdf, order.profile)
        describe(pdf, title=order.title, author=order.author, language=order.language, date=order.date,
                 document=_name_of(sections, order))  # fmt: skip
        return _written(pdf)


def _name_of(sections: Sequence[bytes], order: PressDetails) -> uuid.UUID:
    """The document's identifier, from all that goes in: the standard wants one, and the same for the same file."""
    whole = hashlib.sha256(repr((order, order.profile and order.profile.sha256)).encode())
    for section in sections:
        whole.update(hashlib.sha256(section).digest())
    return uuid.uuid5(uuid.NAMESPACE_OID, whole.hexdigest())


def _written(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(
        target,
        force_version="1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=True,
        deterministic_id=True,
    )
    return target.getvalue()
