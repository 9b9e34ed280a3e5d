"""From proofs to a file: what is wrong with any of its pages stops it, and what is known of them goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leaflets.build import assemble
from leaflets.build.assemble import Made, Making, assembled
from leaflets.build.pages import proof_of
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.messages import say, verbatim
from leaflets.model.proof import Proof, QrCode
from leaflets.plan import Request, Work, works
from leaflets.problems import Problem
from leaflets.processes.bench import Bench
from tests.conftest import PROJECT

HERE = Path()


def planned(catalogue: Catalogue, fmt: str, *leaflets: str) -> Work:
    """The one file of a request."""
    (work,), _ = works(catalogue, Request(HERE, HERE, HERE, leaflets=leaflets, formats=(fmt,)))
    return work


def proof(name: str, pages: int, *urls: str) -> Proof:
    """A proof with one code on each of its first pages."""
    codes = tuple(QrCode(page=page, url=url, box_mm=(1, 2, 22, 22)) for page, url in enumerate(urls, start=1))
    return Proof(job_id=name, pdf=name.encode(), pages=pages, trim_mm=(148, 210), qr=codes)


class Recorder:
    """Stands in for a function: remembers what it was given and gives back what it is told to."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.given: list[tuple[Any, ...]] = []

    def __call__(self, *given: Any, **_: Any) -> object:
        self.given.append(given)
        return self.answer


def test_a_leaflet_is_the_pages_of_its_one_job(catalogue: Catalogue) -> None:
    """A reading leaflet needs no assembly: its proof, which was inspected when it was made, is the file."""
    work = planned(catalogue, "a5", "ms")
    assert not work.steps
    assert assembled(work, [proof("ms", 4)], Workshop(HERE, HERE)) == Made(proof("ms", 4))
    assert planned(catalogue, "booklet", "ms").steps == ("merge", "inspect")


def test_what_is_wrong_with_any_section_is_wrong_with_the_booklet(catalogue: Catalogue) -> None:
    """All problems of all sections are said, and nothing is merged."""
    one, two, three = (Problem(verbatim(said), "x", say("Mend it.")) for said in ("one", "two", "three"))
    work = planned(catalogue, "booklet", "ms")
    assert assembled(work, [(one,), proof("ms", 3), (two, three)], Workshop(HERE, HERE)) == (one, two, three)


def test_a_booklet_knows_its_codes_by_its_own_pages(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections are merged in order under the booklet's title, and a code's page is counted from the cover."""
    work = planned(catalogue, "booklet", "ms")
    assert work.booklet is not None
    merge = Recorder(b"%PDF")
    monkeypatch.setattr("leaflets.merge.merge", merge)
    monkeypatch.setattr("leaflets.preflight.inspect", lambda *_, **__: ())
    sections = [proof(section.job.id, section.pages, section.job.id) for section in work.booklet.sections]
    made = assembled(work, sections, Workshop(HERE, HERE))
    assert isinstance(made, Made)
    assert (made.proof.pdf, made.proof.pages, made.ticket) == (b"%PDF", work.booklet.pages, None)
    begins = {section.job.id: section.job.first_folio for section in work.booklet.sections}
    assert {code.url: code.page for code in made.proof.qr} == begins
    ((parts, title, *_),) = merge.given
    assert [part.pdf.decode() for part in parts] == list(begins)
    assert title == work.entry.title


def test_what_preflight_finds_in_the_whole_stops_it(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merged booklet is inspected as the file it will be, and given back as problems when something is found."""
    wrong = Problem(say("is wrong"), "x", say("Mend it."))
    inspect = Recorder((wrong,))
    monkeypatch.setattr("leaflets.merge.merge", lambda *_: b"%PDF")
    monkeypatch.setattr("leaflets.preflight.inspect", inspect)
    work = planned(catalogue, "booklet", "ms")
    assert work.booklet is not None
    sections = [proof(section.job.id, section.pages) for section in work.booklet.sections]
    assert assembled(work, sections, Workshop(HERE, HERE)) == (wrong,)
    ((inspected, where, conforms_to, *_),) = inspect.given
    assert (inspected.pdf, where, conforms_to) == (b"%PDF", "nl/booklet/booklet-ms.pdf", "pdf/ua-1")


def test_all_practices_share_a_ticket(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a bench that keeps nothing else a ticket is made once, and another one where it says something else."""
    made = Recorder(proof("ticket", 1))
    monkeypatch.setattr(assemble, "proof_of", made)
    work = planned(catalogue, "a5-folded", "ms")
    making = Making(work, Workshop(PROJECT, PROJECT / "content"), (proof("ms", 4),), proof("ms", 4))
    for title in ("one", "one", "other"):
        job = work.jobs[0].model_copy(update={"title": title})
        assert assemble._ticket(job, making) == made.answer
    assert [given[0].title for given in made.given] == ["one", "other"]


def for_ever(*_: object, **__: object) -> object:
    while True:
        pass


def too_large(*_: object, **__: object) -> object:
    raise MemoryError


@pytest.mark.parametrize(
    ("task", "said"), [(for_ever, "takes more than 0.2 s of the processor"), (too_large, "MB of memory")]
)
def test_what_takes_too_much_is_a_problem_of_that_file(
    task: object, said: str, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A render or a merge that has no end is stopped, and told with its format or its file."""
    monkeypatch.setattr("leaflets.processes.limits.SECONDS", 0.2)
    monkeypatch.setattr("leaflets.processes.limits.SECONDS_A_PAGE", 0.0)
    monkeypatch.setattr("leaflets.typeset.typeset", task)
    monkeypatch.setattr("leaflets.merge.merge", task)
    render: Any = proof_of(planned(catalogue, "a5", "ms").jobs[0], Workshop(PROJECT, PROJECT / "content"))
    assert [str(one).startswith("content/nl/ms.md: ms in a5 takes more than ") for one in render] == [True]
    work = planned(catalogue, "booklet", "ms")
    assert work.booklet is not None
    sections = [proof(section.job.id, section.pages) for section in work.booklet.sections]
    merged: Any = assembled(work, sections, Workshop(PROJECT, PROJECT / "content"))
    assert [one.where for one in merged] == ["nl/booklet/booklet-ms.pdf"]
    assert all(said in one.what for one in (*render, *merged))


def test_a_ticket_is_made_once_for_all_that_is_printed_the_same_way(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other words in the leaflet need no other ticket; another title does, and so do other styles, templates or another house style."""
    job = planned(catalogue, "a5", "ms").jobs[0]
    made = Recorder(proof("ticket", 1))
    monkeypatch.setattr(assemble, "proof_of", made)
    work, bench = planned(catalogue, "a5", "ms"), Bench(2)
    shop = Workshop(tmp_path, tmp_path, bench)
    for title in ("MS", "MS", "Lupus"):
        making = Making(work, shop, (), proof("ms", 4))
        assert assemble._ticket(job.model_copy(update={"title": title}), making) == proof("ticket", 1)
    assert [given[0].title for given in made.given] == ["MS", "Lupus"]
    (tmp_path / "preflight.yaml").write_text("allow: []\n", encoding="utf-8")
    assemble._ticket(job, Making(work, Workshop(tmp_path, tmp_path, bench), (), proof("ms", 4)))
    assert len(made.given) == 3
