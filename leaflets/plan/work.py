"""One file to make: from which jobs, in which steps, and what the manifest will say of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from leaflets.model.artefact import Artefact, Ink, Sides
from leaflets.model.format import Format, PaperOptions
from leaflets.model.job import Job, Step
from leaflets.plan.booklet import BookletPlan


@dataclass(frozen=True)
class Work:
    """One file to make: the jobs of its sections (one for a leaflet), its format, and what the manifest says of it."""

    path: str
    jobs: tuple[Job, ...]
    format: Format
    entry: Artefact
    steps: tuple[Step, ...] = ()
    """What makes one file of the proofs of its jobs; nothing where the one proof is the file."""
    booklet: BookletPlan | None = None
    paper: PaperOptions = PaperOptions()
    sides: Sides = "both"

    @property
    def ink(self) -> Ink:
        return self.jobs[0].ink

    @cached_property
    def job_digests(self) -> tuple[str, ...]:
        """The digests of its jobs, in their order."""
        return tuple(job.digest() for job in self.jobs)

    def digest(self, *parts: str) -> str:
        """The SHA-256 of all that goes into the file, given the digests of its parts."""
        plan = self.booklet.model_dump_json() if self.booklet else ""
        paper = self.paper.model_dump_json() if {"impose", "press"} & set(self.steps) else ""
        whole = [*parts, plan, self.format.model_dump_json(), paper, self.sides, *self.steps]
        return hashlib.sha256("\n".join(whole).encode()).hexdigest()


def steps_of(fmt: Format, ink: Ink, *, is_booklet: bool) -> tuple[Step, ...]:
    """What makes a file of a format from the proofs of its pages."""
    if fmt.sheet is not None:
        return ("gather", "impose", "inspect") if is_booklet else ("impose", "inspect")
    if ink == "press":
        return ("press", "inspect")
    if not is_booklet:
        return ()
    return ("merge", "ua2", "inspect") if fmt.conforms_to == "pdf/ua-2" else ("merge", "inspect")
