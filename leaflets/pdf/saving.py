"""A finished file as bytes: small, and the same for the same content."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Pdf


def saved(pdf: Pdf, version: str = "") -> bytes:
    """The bytes of `pdf`, its streams packed anew and its objects in streams; of a PDF `version` where one is given."""
    target = io.BytesIO()
    pdf.save(
        target,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=True,
        deterministic_id=True,
    )
    return target.getvalue()
