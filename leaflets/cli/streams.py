"""The streams a command says things on: none is missing, no letter stops them, and what they refuse is told apart."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO


class Unheard(Exception):
    """What the press prints is not taken: a closed pipe, a full disk. The reason is its cause."""


class _Output:
    """A stream whose failures are told from those of the files the press writes: the system names neither."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError as error:
            raise Unheard(error.strerror) from error

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            raise Unheard(error.strerror) from error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def steady_streams() -> Iterator[None]:
    """Meanwhile output that is closed goes nowhere, and a letter it has no code for is written as an escape."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    before, output = sys.stdout, _Output(sys.stdout)
    sys.stdout = output
    try:
        yield
    finally:
        if sys.stdout is output:
            sys.stdout = before


def let_go(stream: TextIO) -> None:
    """What a stream could not write goes nowhere: the interpreter would try once more at its end, and end with 120."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
