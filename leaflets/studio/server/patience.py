"""Connections that are opened and then say nothing, one letter now and then, or far too much before it is a request.

Each is given some seconds, and what cannot become a request is answered at once with a sentence.

A proxy before the studio does the same; it must hold without one too.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from leaflets.messages import Sentence, say, translated
from leaflets.studio.answering import UNREAD
from leaflets.studio.guard import TONGUES

SECONDS = 20.0
"""In which the head of a request must have come whole: a telephone with a bad connection takes two. As long goes on
coming what was answered before it was read: a browser shows no answer before it has sent all."""

MOST_HEAD = 32_000
"""Bytes of the head of a request: an address that names five hundred leaflets has 20,000."""

TOO_LONG = say("This address is too long. Begin again at the list of leaflets.")


class ImpatientProtocol(H11Protocol):
    """uvicorn's own, with a clock that runs while a head is awaited, and while what is answered by now still comes."""

    seconds = SECONDS
    _awaited: asyncio.TimerHandle | None = None
    _is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        if self._is_refused:
            return  # It is let come: a connection that is closed on it may lose the answer (RFC 9112, 9.6).
        if self._is_too_long(data):
            self._refuse(431, TOO_LONG)
        else:
            super().data_received(data)
        self._look()

    def send_400_response(self, _: str) -> None:
        """What is no request is told so; uvicorn's own word for it is for its log."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._refuse(400, UNREAD)
        else:
            self.transport.close()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:  # Else the next request may be long in coming.
            self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop()

    def _is_too_long(self, data: bytes) -> bool:
        """Whether a head is, with what comes now; h11 looks only at what is not whole yet when it has come."""
        if self.conn.their_state is not h11.IDLE:
            return False
        end = data.find(b"\r\n\r\n")
        return len(self.conn.trailing_data[0]) + (len(data) if end < 0 else end) > MOST_HEAD

    def _refuse(self, status: int, said: Sentence) -> None:
        """Answer with a sentence, and listen no more; who has not said a language is told it in the first."""
        text = f"{translated(said, TONGUES[0])}\n".encode()
        headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(text)), "Connection": "close"}
        answer = h11.Response(status_code=status, headers=[*headers.items()], reason=HTTPStatus(status).phrase)
        for event in (answer, h11.Data(data=text), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self._is_refused = True
        self.transport.write_eof()

    def _look(self) -> None:
        """Begin to count where a head is awaited; go on counting while it is, however much of it has come."""
        if not self._is_awaited() or self.transport.is_closing():
            self._stop()
        elif self._awaited is None:
            self._awaited = self.loop.call_later(self.seconds, self._over)

    def _stop(self) -> None:
        if self._awaited is not None:
            self._awaited.cancel()
            self._awaited = None

    def _over(self) -> None:
        self._awaited = None
        if self._is_awaited() and not self.transport.is_closing():
            self.transport.close()

    def _is_awaited(self) -> bool:
        """Whether nothing is done for the other side until more of it has come."""
        is_answered = self.conn.their_state is h11.SEND_BODY and self.conn.our_state in (h11.DONE, h11.MUST_CLOSE)
        return self._is_refused or self.conn.their_state is h11.IDLE or is_answered
