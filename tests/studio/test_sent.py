"""What a form brought."""

from __future__ import annotations

import asyncio
import tempfile

import pytest
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message

from leaflets.studio.sent import MOST_FIELDS, MOST_LOGO, Sent, read_form

PARTS = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
FILE = b'--x\r\nContent-Disposition: form-data; name="logo"; filename="../a"\r\n\r\n%s\r\n--x--\r\n'


def read(body: bytes, kind: bytes = b"multipart/form-data; boundary=x") -> Sent:
    """A form as it is read."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind)]}
    return asyncio.run(read_form(Request(scope, receive)))


def test_texts_and_files_are_told_apart() -> None:
    """The name of a file is thrown away."""
    sent = read(PARTS % (b"name", b"De Linde") + FILE % b"<svg/>")
    assert sent == Sent({"name": "De Linde"}, {"logo": b"<svg/>"})
    assert read(b"name=De+Linde&x=1", b"application/x-www-form-urlencoded").texts == {"name": "De Linde", "x": "1"}


def test_no_part_is_put_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """However large it is."""

    def rolled(_: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", rolled)
    assert len(read(FILE % (b"x" * 2 * MOST_LOGO)).files["logo"]) == 2 * MOST_LOGO


@pytest.mark.parametrize(
    "body",
    [
        b"--y\r\n", b"".join(PARTS % (b"n%d" % n, b"") for n in range(MOST_FIELDS + 1)) + b"--x--\r\n",
        PARTS % (b"a", b"x" * (2 * MOST_LOGO + 1)) + b"--x--\r\n", FILE[:-7] % b"1" + (FILE[:-7] % b"2") + FILE % b"3",
    ],
)  # fmt: skip
def test_what_is_no_form_or_too_much_is_refused(body: bytes) -> None:
    """Too many fields, a field that is too long, a third file, and what is none."""
    with pytest.raises((MultiPartException, HTTPException)):
        read(body)
