"""Connections that are opened and then say nothing, or one letter now and then: each is given some seconds.

A proxy before the studio does the same; it must hold without one too.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 20.0
"""In which the head of a request must have come whole: a telephone with a bad connection takes two. As long goes on
coming what was answered before it was read: a browser shows no answer before it has sent all."""


class ImpatientProtocol(H11Protocol):
    """uvicorn's own, with a clock that runs while a head is awaited, and while what is answered by now still comes."""

    seconds = SECONDS
    _awaited: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:  # Else the next request may be long in coming.
            self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop()

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
        return self.conn.their_state is h11.IDLE or is_answered
