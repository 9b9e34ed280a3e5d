"""From a job to a proof: the steps the plan says, one after the other, and what stops them."""

from __future__ import annotations

import pytest

from leaflets.build import pages
from leaflets.build.pages import proof_of
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.job import Job, Step
from leaflets.model.proof import Proof
from leaflets.problems import ContentError, Problem
from tests.build.test_assemble import Recorder, planned, proof
from tests.conftest import PROJECT

SHOP = Workshop(PROJECT, PROJECT / "content")


def test_the_steps_of_a_job_are_done_in_its_order(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step gets what the one before made, the first of them blank paper; no other step is done."""

    def step(name: Step) -> object:
        def done(given: Proof, *_: object) -> Proof:
            return given.model_copy(update={"pdf": given.pdf + f" {name}".encode()})

        return done

    names: tuple[Step, ...] = ("typeset", "form", "inspect")
    monkeypatch.setattr(pages, "STEPS", {name: step(name) for name in names})
    job = planned(catalogue, "a5", "ms").jobs[0]

    def said(job: Job) -> bytes:
        made = proof_of(job, SHOP)
        assert isinstance(made, Proof)
        return made.pdf

    assert said(job) == b" typeset inspect"
    assert said(job.model_copy(update={"steps": names})) == b" typeset form inspect"
    assert said(planned(catalogue, "booklet", "ms").jobs[0]) == b" typeset"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ContentError(Problem(say("is wrong"), "x", say("Mend it."))), "x: is wrong. Mend it."),
        (RecursionError(), "content/nl/ms.md: is nested too deep. Write it flatter."),
    ],
)
def test_what_typesetting_refuses_comes_back_as_problems(
    error: Exception, said: str, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker gives problems back as values, since exceptions do not tell the rest of the story."""

    def typeset(*_: object) -> None:
        raise error

    monkeypatch.setattr("leaflets.typeset.typeset", typeset)
    (problem,) = proof_of(planned(catalogue, "a5", "ms").jobs[0], Workshop(PROJECT, PROJECT / "content"))
    assert str(problem) == said


def test_only_a_proof_without_problems_leaves_the_worker(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """A leaflet is inspected under its own name and standard; a section of a booklet is not inspected by itself."""
    wrong = Problem(say("is wrong"), "x", say("Mend it."))
    inspect = Recorder((wrong,))
    monkeypatch.setattr("leaflets.typeset.typeset", lambda job, *_: proof(job.id, 4))
    monkeypatch.setattr("leaflets.preflight.inspect", inspect)
    assert proof_of(planned(catalogue, "a5", "ms").jobs[0], Workshop(PROJECT, PROJECT / "content")) == (wrong,)
    assert [given[:3] for given in inspect.given] == [(proof("ms", 4), "ms-a5.pdf", "pdf/ua-1")]
    section = planned(catalogue, "booklet", "ms").jobs[0]
    assert proof_of(section, Workshop(PROJECT, PROJECT / "content")) == proof("cover", 4)
