"""What is answered where something is not as it should be."""

from __future__ import annotations

import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from leaflets.messages import say
from leaflets.problems import WrongOption
from leaflets.studio.answering import GONE, answering, tongue_asked
from leaflets.studio.crew import Busy, Left

SECRET = "Geheimepraktijk"


def request(query: str = "", tongue: str = "nl") -> Request:
    """A request in a language."""
    headers = [(b"accept-language", tongue.encode())]
    return Request({"type": "http", "method": "GET", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (Busy(), 503, "het is druk"), (HTTPException(404), 404, "Deze pagina is er niet"), (HTTPException(400), 400, "gelezen"),
        (MultiPartException(SECRET), 400, "gelezen"), (WrongOption(say("Choose again.")), 422, "Kies opnieuw"),
        (Left(), GONE, ""), (ClientDisconnect(), GONE, ""), (KeyError(SECRET), 500, "fout"),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_a_sentence(
    error: Exception, status: int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    """In the language of who asked; of what was typed nothing is told, and nothing is written down."""

    async def failing(_: Request) -> Response:
        raise error

    answer = asyncio.run(answering(failing)(request()))
    text = bytes(answer.body).decode()
    assert answer.status_code == status
    assert said.lower() in text.lower()
    assert SECRET not in text + caplog.text
    assert ("KeyError in test_answering.py, line" in caplog.text) is (status == 500)
    assert answer.headers.get("retry-after") == ("2" if status == 503 else None)


def test_what_goes_well_is_answered_as_it_is() -> None:
    """Not a byte is changed."""
    good = Response(b"x")

    async def answered(_: Request) -> Response:
        return good

    assert asyncio.run(answering(answered)(request())) is good


def test_the_address_says_the_language_and_then_the_browser() -> None:
    """An unknown one says nothing."""
    assert tongue_asked(request("ui=fr")) == "fr"
    assert tongue_asked(request("ui=xx", "en")) == "en"
