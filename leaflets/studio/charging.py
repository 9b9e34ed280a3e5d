"""The files that are made for a member are taken of that member's quota, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from starlette.responses import Response

from leaflets.problems import PressError
from leaflets.studio.crew import Busy
from leaflets.studio.guard import CHARGE


class QuotaSpent(Exception):
    """So many files are not left to a member; `answer` says so, and when they are."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


@contextmanager
def charged(scope: Mapping[str, Any], files: int) -> Iterator[None]:
    """Take so many files, where there is a quota; they are given back where it is busy, or nothing can be made.

    Raises QuotaSpent.
    """
    charge = scope.get(CHARGE)
    answer = charge(files) if charge else None
    if answer is not None:
        raise QuotaSpent(answer)
    try:
        yield
    except (Busy, PressError):
        if charge:
            charge(-files)
        raise
