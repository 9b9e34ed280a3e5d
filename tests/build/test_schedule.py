"""Files that wait for proofs: each comes when its last one does, with all of them in the order of its jobs."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections import Counter
from concurrent.futures import Future
from pathlib import Path

import jinja2
import pytest

from leaflets.build import schedule
from leaflets.build.schedule import Schedule, Waiting, label
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.format import PaperOptions
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import Request, Work, works
from leaflets.processes.workers import InProcess
from leaflets.storage.proofs import Cache
from tests.conftest import PROJECT

pytestmark = pytest.mark.whole

HERE = Path()


def files(catalogue: Catalogue, *formats: str) -> list[Work]:
    """The files of MS and CRPS in some formats."""
    return works(catalogue, Request(HERE, HERE, HERE, leaflets=("ms", "crps"), formats=formats))[0]


@pytest.mark.parametrize(
    ("paper", "ms"),
    [(PaperOptions(), "a5"), (PaperOptions(light=True), "a5-light"), (PaperOptions(gray=True), "a5-gray")],
)
def test_each_step_is_called_otherwise(catalogue: Catalogue, paper: PaperOptions, ms: str) -> None:
    """No line of the progress comes twice: a section is called by its page, and by what makes its file another."""
    found, _ = works(catalogue, Request(HERE, HERE, HERE, paper=paper))
    jobs = {job.digest(): job for work in found for job in work.jobs}
    said = Counter(map(label, jobs.values()))
    assert [name for name, count in said.items() if count > 1] == []
    assert f"Slaap, rust en herstel bij MS ({ms})" in said


def result(name: str) -> Proof:
    return Proof(job_id=name, pdf=name.encode(), pages=1, trim_mm=(148, 210), qr=())


def test_a_booklet_comes_with_its_last_section_in_the_order_of_its_jobs(catalogue: Catalogue) -> None:
    """A file of several jobs is handed over once, when the last proof is there, its results in the jobs' order."""
    (booklet,) = files(catalogue, "booklet")
    names = [job.id for job in booklet.jobs]
    waiting = Waiting([(booklet, tuple(names))])
    for name in reversed(names[1:]):
        assert waiting.arrived(name, result(name)) == []
    ((work, results),) = waiting.arrived(names[0], result(names[0]))
    assert work is booklet
    assert [one.job_id for one in results if isinstance(one, Proof)] == names


def test_a_proof_is_let_go_after_the_last_file_that_wants_it(catalogue: Catalogue) -> None:
    """What all files have got is held no longer; what one still waits for is."""
    wanted = files(catalogue, "a5", "a5-folded", "booklet")
    pairs = [(work, tuple(f"{job.id} {job.format.id}" for job in work.jobs)) for work in wanted]
    waiting = Waiting(pairs)
    names = sorted(
        {name for _, several in pairs for name in several}, key=lambda name: (name.endswith(" booklet"), name)
    )
    seen = {}
    for name in names:
        proof = result(name)
        seen[name] = weakref.ref(proof)
        waiting.arrived(name, proof)
        del proof
        gc.collect()
        sections = {one for one in seen if one.endswith(" booklet")}
        assert {one for one in seen if seen[one]() is not None} == (sections if name != names[-1] else set())
    assert len(sections) > 10


def test_one_proof_serves_every_file_that_wants_it(catalogue: Catalogue) -> None:
    """A leaflet and the sheet it is imposed on are both handed over when their one shared proof arrives."""
    wanted = [work for work in files(catalogue, "a5", "a5-folded") if work.entry.leaflet == "ms"]
    handed = Waiting([(work, ("shared",)) for work in wanted]).arrived("shared", result("ms"))
    assert [work.path for work, _ in handed] == [work.path for work in wanted]
    assert len(handed) == 2


@pytest.mark.parametrize("path", ["styles/base.css", "templates/leaflet.html"])
def test_a_page_is_not_kept_under_what_it_was_not_made_with(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A style or template saved while pages are made: those that come after it are handed over, and not kept."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    shop, cache = Workshop(tmp_path, PROJECT / "content"), Cache(tmp_path / "kept")
    wanted, made = files(catalogue, "a5"), list[str]()

    def proof_of(job: Job, _: Workshop) -> Proof:
        if made:
            (tmp_path / path).write_text("", encoding="utf-8")
        made.append(job.id)
        return result(job.id)

    monkeypatch.setattr(schedule, "proof_of", proof_of)
    todo = Schedule(wanted, shop, cache, {}, anew=False)
    assert len(list(todo.results(InProcess(), 1, lambda *_: None, lambda: False))) == len(made) == 2
    digests = {work.jobs[0].id: shop.proof_digests(work)[0] for work in wanted}
    assert [cache.get(digests[name]) for name in made] == [result(made[0]), None]


@pytest.mark.parametrize(
    ("error", "todo"),
    [
        (MemoryError(), "Try again with --jobs 1."),
        (OSError(24, "Too many open files"), "Try again with --jobs 1."),
        (jinja2.TemplateNotFound("parts/zz.html"), "Look at the templates: parts/zz.html."),
        (jinja2.UndefinedError("'zz' is undefined"), "Look at the templates: 'zz' is undefined."),
        (KeyError("x"), "This is a fault of the press; please report it."),
    ],
)
def test_what_to_do_can_help(error: Exception, todo: str) -> None:
    """One process is advised where there is too little room; a template is named, and a fault of ours is called so."""
    future: Future[object] = Future()
    future.set_exception(error)
    (problem,) = schedule.outcome(future, say("ms"), "content/nl/ms.md")
    assert str(problem) == f"content/nl/ms.md: ms could not be made ({type(error).__name__}). {todo}"
