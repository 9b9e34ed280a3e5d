"""What a build would do, without doing it."""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.build.publish import kept
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.plan import Request, works
from leaflets.problems import Problem
from leaflets.storage.manifest import read_manifest


@dataclass(frozen=True)
class Forecast:
    """The paths a build would make, those that are good already, and what stands in the way of others."""

    would_make: tuple[str, ...]
    kept: tuple[str, ...]
    problems: tuple[Problem, ...]


def foresee(catalogue: Catalogue, request: Request) -> Forecast:
    """Look what a request would make; a text may still turn out not to fit its page. Raises WrongOption."""
    shop = Workshop(request.project, request.content)
    before = read_manifest(request.output)
    wanted, told = works(catalogue, request)
    stay: list[str] = []
    would_make: list[str] = []
    for work in wanted:
        is_good = not request.force and kept(work, shop.file_digest(work), before, request.output) is not None
        (stay if is_good else would_make).append(work.path)
    return Forecast(tuple(would_make), tuple(stay), tuple(one for one in told if one.severity == "blocks"))
