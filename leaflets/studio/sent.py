"""What a browser sends: read from a request under bounds, in memory alone, and let go at once."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from leaflets.messages import say
from leaflets.studio.details import CHOOSE_ANOTHER, Details, Fault, details_of, upload
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
    names: Mapping[str, str] = field(default_factory=dict)
    """What each file is called."""
    pairs: tuple[tuple[str, str], ...] = ()
    """All texts in their order, for a name may come more than once."""

    def getlist(self, key: str) -> list[str]:
        """All texts of a name, as the query of an address gives them."""
        return [said for name, said in self.pairs if name == key]


class _InMemory(MultiPartParser):
    """A reader of forms that puts no part of one on the disk, not even for a moment."""

    spool_max_size = MOST_BYTES


async def form_of(request: Request) -> Sent:
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
        pairs = tuple((name, said) for name, said in form.multi_items() if isinstance(said, str))
        given = {name: one for name, one in form.items() if isinstance(one, UploadFile) and one.filename}
        files = {name: await one.read() for name, one in given.items()}
        return Sent(dict(pairs), files, {name: one.filename or "" for name, one in given.items()}, pairs)
    finally:
        await form.close()


async def _parsed(reader: MultiPartParser) -> FormData:
    """The form. Raises MultiPartException; what lacks its boundary is none either."""
    try:
        return await reader.parse()
    except (KeyError, ValueError) as error:
        raise MultiPartException("no form") from error


def typed_in(form: Sent) -> tuple[Details, tuple[Fault, ...]]:
    """What a form holds: the details, and what is wrong with the file of the logo."""
    texts = form.texts
    if texts.get("without_logo"):
        return details_of(texts), ()
    data = form.files["logo"] if "logo" in form.files else _kept(texts.get("kept", ""))
    if len(data) > MOST_LOGO:
        said = say("This file is too large: {size:.1f} MB. Choose a logo of at most 2 MB.", size=len(data) / 1e6)
        return details_of(texts), (Fault("logo", said),)
    logo = upload(data)
    if logo is None and (data or "logo" in form.files):
        said = say("This is no PNG, JPEG or SVG.") if data else say("This file is empty.")
        return details_of(texts), (Fault("logo", said, CHOOSE_ANOTHER),)
    return details_of(texts, logo), ()


def _kept(letters: str) -> bytes:
    """The logo a form carried along, empty where it has none. Raises HTTPException for what are no letters of one."""
    try:
        return base64.b64decode(letters, validate=True)
    except (binascii.Error, ValueError) as error:
        raise HTTPException(400) from error
