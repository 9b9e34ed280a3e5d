"""Whatever lies in the output folder costs itself alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.model.proof import Proof
from leaflets.preflight.report.looking import look_at
from leaflets.preflight.report.targets import CheckTarget
from leaflets.preflight.subject import Subject
from leaflets.problems import Problem
from tests.preflight.drawn import Drawn, pdf_of, saved


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 and nothing", "cannot be read as a PDF ("),
        (b"", "cannot be read as a PDF ("),
        (None, "No such file or directory"),
    ],
)
def test_a_damaged_file_costs_itself(data: bytes | None, said: str, tmp_path: Path) -> None:
    """What is no PDF, or has gone since it was listed, is one problem of that file, also as the base of sheets."""
    path = tmp_path / "broken.pdf"
    task = CheckTarget(
        path.name, path, Proof(job_id="x", pdf=b"", pages=1, trim_mm=(148, 210), qr=()), None, 1, Subject()
    )
    if data is not None:
        path.write_bytes(data)
    (problem,) = look_at(task)
    assert problem.what.startswith(said)
    assert "0x" not in problem.what
    assert (problem.where, problem.rule, problem.severity) == ("broken.pdf", "P01", "blocks")
    good = tmp_path / "good.pdf"
    good.write_bytes(saved(pdf_of(Drawn(148, 210).text(20, 40, "Een"))))
    assert "broken" not in "".join(map(str, look_at(replace(task, path=good, where="good.pdf", base=path))))


def test_a_file_of_too_many_pages_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are counted before any is measured."""
    monkeypatch.setattr("leaflets.preflight.report.looking.MOST_PAGES", 1)
    monkeypatch.setattr("leaflets.preflight.report.looking.apply", lambda *_: pytest.fail("it is measured"))
    path = tmp_path / "long.pdf"
    path.write_bytes(saved(pdf_of(Drawn(148, 210), Drawn(148, 210))))
    task = CheckTarget(
        path.name, path, Proof(job_id="x", pdf=b"", pages=2, trim_mm=(148, 210), qr=()), None, 1, Subject()
    )
    assert [problem.what for problem in look_at(task)] == ["has more than 1 pages"]


def test_whatever_a_library_makes_of_a_file_costs_that_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception nobody expected is a problem of the file it came of."""
    monkeypatch.setattr("leaflets.preflight.report.looking._looked_at", lambda _: dict[str, list[Problem]]()["x"])
    task = CheckTarget(
        "a.pdf", tmp_path, Proof(job_id="x", pdf=b"", pages=2, trim_mm=(148, 210), qr=()), None, 1, Subject()
    )
    assert [str(one) for one in look_at(task)] == [
        "a.pdf: could not be looked at (KeyError) [P01]. Run build.py --force."
    ]
