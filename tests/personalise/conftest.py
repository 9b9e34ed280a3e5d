"""What the tests of personalising share: masters of two leaflets, typeset once a session, and copies made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.masters import Steps, planned, typeset
from leaflets.personalise.sets.task import Copy, CopyTask, Master
from leaflets.plan import Request
from leaflets.problems import Problem
from leaflets.processes.progress import Progress
from tests.conftest import PROJECT

CONTENT = PROJECT / "content"
FULL: dict[str, Any] = {
    "id": "de-wilg",
    "name": "Huisartsenpraktijk De Ŵilg",
    "kind": "Groepspraktijk ș ł ß",
    "address": "Kerkstraat 12, 9000 Gent",
    "telephone": "09 123 45 67",
    "out_of_hours_telephone": "1733",
    "website": "https://www.wilg.example.org",
    "appointment": "https://www.wilg.example.org/afspraak",
    "country": "be",
    "publisher": "dr. A. Voorbeeld, Kerkstraat 12, 9000 Gent",
}


def practice(**changes: Any) -> Practice:
    """A practice with everything but a logo; `changes` replace its fields, None takes one out.

    In the Netherlands it has numbers from there.
    """
    if str(changes.get("country")).strip().lower() == "nl":
        changes = {"telephone": "020 123 45 67", "out_of_hours_telephone": "0900 1234"} | changes
    return Practice.model_validate({name: value for name, value in (FULL | changes).items() if value is not None})


def rendered(jobs: Sequence[Job], _: Progress) -> Iterator[tuple[Job, Proof]]:
    """The proofs of jobs, without cache, pool and preflight."""
    from leaflets.typeset import typeset as render

    for job in jobs:
        yield job, render(job, PROJECT, CONTENT)


def nothing(*_: object) -> tuple[Problem, ...]:
    raise AssertionError("these files are not assembled")


STEPS = Steps(typeset=rendered, digest=lambda work: work.digest(*work.job_digests), assemble=nothing)


def request_for(*formats: str, leaflets: tuple[str, ...] = ("ms", "crps")) -> Request:
    return Request(PROJECT, CONTENT, PROJECT / "nowhere", leaflets=leaflets, formats=formats)


@pytest.fixture(scope="session")
def masters(catalogue: Catalogue) -> list[Master]:
    """MS and CRPS in a5 and a4, in Dutch as spoken in Belgium."""
    request = request_for("a5", "a4")
    files, _ = planned(catalogue, [("nl", "be")], request)
    found, problems = typeset(files, request, STEPS, lambda *_: None)
    assert problems == []
    return found


@pytest.fixture(scope="session")
def a5(masters: list[Master]) -> Master:
    """The leaflet on MS in a5."""
    return next(master for master in masters if master.work.path == "nl/leaflets/ms-a5.pdf")


def copies(whose: Practice, masters: Sequence[Master], logo: bytes | None = None) -> list[Copy]:
    """The copies of a practice, which has no problems."""
    (made,) = make_sets([CopyTask(whose, logo, "practices.csv", 2)], masters, nothing)
    assert len(made.copies) == len(masters), made.problems
    return list(made.copies)


def faults(whose: Practice, masters: Sequence[Master], logo: bytes | None = None) -> list[str]:
    """What keeps the copies of a practice from being made."""
    (made,) = make_sets([CopyTask(whose, logo, "practices.csv", 2)], masters, nothing)
    return [problem.what for problem in made.problems]


@pytest.fixture(scope="session")
def copy(a5: Master) -> Copy:
    """The leaflet on MS in a5 for a practice that gives everything but a logo."""
    (made,) = copies(practice(), [a5])
    return made
