"""What may be made of texts past their review: files to read, which say so; none that is handed on (norms C03)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.plan.request import Request
from leaflets.plan.work import Work
from leaflets.problems import Problem

RULE = "C03"
ALLOW = say('or let it pass with a reason: --allow "{rule}=why".', rule=RULE)


def reviewed(works: Iterable[Work], catalogue: Catalogue, request: Request) -> tuple[list[Work], list[Problem]]:
    """The files of `works` that may be made, and what is said of the texts in them and of the others, once each."""
    kept: list[Work] = []
    told: dict[Problem, None] = {}
    for work in works:
        late = {name: catalogue.held[path] for name, path in _texts(work, request) if path in catalogue.held}
        if late and (request.for_practices or work.ink == "press"):
            told |= dict.fromkeys(_refusals(work, late, request))
        else:
            kept.append(work)
            told |= dict.fromkeys(late.values())
    return kept, list(told)


def _texts(work: Work, request: Request) -> Iterator[tuple[str, str]]:
    """The texts of a file by name, with the paths of their files; a booklet has dates of its own beside them."""
    if work.booklet is not None:
        yield "the booklet", f"{request.content.name}/edition.yaml"
    for job in work.jobs:
        if text := job.leaflet or job.chapter:
            yield text.id, text.path


def _refusals(work: Work, late: dict[str, Problem], request: Request) -> Iterator[Problem]:
    """Why a file is not made: said of each of its texts, or of a booklet as a whole."""
    whom = say("practice") if request.for_practices else say("print shop")
    if work.booklet is None:
        for problem in late.values():
            said = say("{what}, so no {whom} gets a file of it", what=problem.what, whom=whom)
            yield replace(problem, what=said, todo=say("Have it reviewed; {allow}", allow=ALLOW), severity="blocks")
        return
    # Nobody asked for it by name when everything is made: then the others are made as ever, and this is told.
    was_asked_for = request.for_practices or request.paper.press or work.format.id in request.formats
    said = say("is not made for a {whom}, for the review is past of: {late}", whom=whom, late=", ".join(sorted(late)))
    todo = say("Have them reviewed; {allow}", allow=ALLOW)
    yield Problem(said, work.path, todo, rule=RULE, severity="blocks" if was_asked_for else "warns")
