"""What a form brought, read into memory and let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from leaflets.studio.guard import MOST_BYTES

MOST_LOGO = 2_000_000
"""Bytes of a logo; a larger one was meant for something else."""

MOST_FIELDS = 700
"""Of a form: a choice of 500 names and the details."""


@dataclass(frozen=True)
class Sent:
    """What a form brought: its texts, and the bytes of its files."""

    texts: Mapping[str, str]
    files: Mapping[str, bytes]


class _InMemory(MultiPartParser):
    """A reader of forms that puts no part of one on the disk, not even for a moment."""

    spool_max_size = MOST_BYTES


async def read_form(request: Request) -> Sent:
    """What was sent, read and let go. Raises MultiPartException, HTTPException for what is no form."""
    kind, _, _ = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() == "multipart/form-data":
        reader = _InMemory(
            request.headers, request.stream(), max_files=2, max_fields=MOST_FIELDS, max_part_size=MOST_LOGO * 2
        )
        form = await _parsed(reader)
    else:
        form = await request.form(max_fields=MOST_FIELDS, max_part_size=MOST_LOGO * 2)
    try:
        texts = {name: said for name, said in form.items() if isinstance(said, str)}
        files = {name: await one.read() for name, one in form.items() if isinstance(one, UploadFile)}
        return Sent(texts, files)
    finally:
        await form.close()


async def _parsed(reader: MultiPartParser) -> FormData:
    """The form. Raises MultiPartException; what lacks its boundary is none either."""
    try:
        return await reader.parse()
    except (KeyError, ValueError) as error:
        raise MultiPartException("no form") from error
