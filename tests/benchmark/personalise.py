"""How fast practices get their leaflets, against rendering again and against an overlay by pypdf; run by hand:

    .venv/bin/python -m tests.benchmark.personalise [PRACTICES] [--write FILE]

Each way runs in a process of its own, one after the other, on one core; the direct way goes from a practice to its
proofed and published set, with manifest, index page and ZIP. The goal of issue 5: 150 personalised a5 leaflets a
second per core, each at most 1.3 times the bytes of its base, in less than 300 MB. `--write` puts the result into a
file as a table in Markdown.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflets.build.assemble import assembled
from leaflets.build.proofs import proofs
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue, load
from leaflets.model.job import Job
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.asked import Asked
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.masters import Steps, planned, typeset
from leaflets.personalise.sets.plan import SetPlan, SetsRun
from leaflets.personalise.sets.publish import publish
from leaflets.personalise.sets.published import practice_digest
from leaflets.personalise.sets.task import CopyTask, Master
from leaflets.personalise.table.read import Row
from leaflets.plan import Request
from leaflets.processes.workers import InProcess

PROJECT = Path(__file__).resolve().parents[2]
FORMAT = "a5"
SAMPLE = 50

LETTERS = ["ŵ", "ș", "ł", "ß", "é", "ë", "ü", "ç"]


@dataclass(frozen=True)
class Measured:
    """One way: leaflets, seconds by the clock and of the core, the largest copy against its base, memory, copies."""

    name: str
    leaflets: int
    seconds: float
    core: float
    largest: float
    megabytes: float
    sample: tuple[bytes, ...] = ()


def practices(count: int) -> list[Practice]:
    """Practices with all a box may hold, each with a letter the edition's font has to compose or bring."""
    return [
        Practice.model_validate({
            "id": f"praktijk-{number}",
            "name": f"Huisartsenpraktijk {LETTERS[number % len(LETTERS)].upper()}ikstraat {number}",
            "kind": "Groepspraktijk",
            "address": f"Dorpsstraat {number}, {1000 + number % 8999} Gent",
            "telephone": f"{'09' if number % 2 else '020'} {number % 1000:03d} 45 67",
            "out_of_hours_telephone": "1733",
            "website": f"https://www.praktijk-{number}.example.org",
            "country": "be" if number % 2 else "nl",
        })
        for number in range(count)
    ]  # fmt: skip


def masters_of(catalogue: Catalogue, request: Request) -> list[Master]:
    """The a5 leaflets in both countries, typeset with an empty box."""
    pool = InProcess()
    shop = Workshop(PROJECT, PROJECT / "content")
    steps = Steps(
        typeset=lambda jobs, progress: proofs(jobs, request, shop, pool, progress),
        digest=shop.file_digest,
        assemble=lambda work, pages: assembled(work, pages, shop),
    )
    files, _ = planned(catalogue, [("nl", "be"), ("nl", "nl")], request)
    found, problems = typeset(files, request, steps, lambda *_: None)
    assert not problems, problems
    return found


def written_directly(count: int, output: Path) -> Measured:
    """What a worker of `build.py personalise` does and what comes after it: made, proofed and published."""
    catalogue = load(PROJECT / "content", PROJECT / "styles")[0]
    masters, _ = _prepared(output)
    started = _now()
    made = 0
    largest = 0.0
    pool: list[bytes] = []
    templates = PROJECT / "templates"
    for practice in practices(count):
        own = [master for master in masters if master.place == ("nl", practice.country)]
        (copies,) = make_sets([CopyTask(practice, None, "benchmark", 1)], own, _no_assembly)
        good = copies.copies
        assert len(good) == len(own), copies.problems
        digest = practice_digest(practice, None)
        kept = dict.fromkeys(range(len(own)))
        plan = SetPlan(Row("benchmark", 1, practice.id, practice.name), practice, digest, kept, is_whole=False)
        publish(plan, kept, dict(enumerate(good)), SetsRun(catalogue, own, Asked(), templates), output)
        made += len(good)
        largest = max(largest, *(len(copy.pdf) / len(own[copy.master].proofs[0].pdf) for copy in good))
        pool += [copy.pdf for copy in good] if len(pool) < 20 * SAMPLE else []
    spent = _since(started)
    sample = tuple(random.Random(5).sample(pool, min(SAMPLE, len(pool))))
    return Measured("written directly", made, *spent, largest, _peak(), sample)


def rendered_again(count: int, output: Path) -> Measured:
    """Each copy through Jinja and WeasyPrint, fonts and styles kept."""
    from leaflets.typeset import typeset as render

    _, jobs = _prepared(output)
    render(jobs[0], PROJECT, PROJECT / "content")
    count = min(count, 2)
    started = _now()
    for job in jobs * count:
        render(job, PROJECT, PROJECT / "content")
    return Measured("rendered again", len(jobs) * count, *_since(started), 1.0, _peak())


def overlaid(count: int, output: Path) -> Measured:
    """A page with the practice's box, merged over the last page of each leaflet by pypdf."""
    from pypdf import PdfReader, PdfWriter

    masters, _ = _prepared(output)
    count = min(count, 4)
    own = [master for master in masters if master.place[1] == "be"]
    started = _now()
    largest = 0.0
    for practice in practices(count):
        (copies,) = make_sets([CopyTask(practice, None, "benchmark", 1)], own[:1], _no_assembly)
        over = PdfReader(io.BytesIO(copies.copies[0].pdf)).pages[-1]
        for master in own:
            writer = PdfWriter(clone_from=io.BytesIO(master.proofs[0].pdf))
            writer.pages[-1].merge_page(over)
            target = io.BytesIO()
            writer.write(target)
            largest = max(largest, len(target.getvalue()) / len(master.proofs[0].pdf))
    return Measured("overlaid by pypdf", len(own) * count, *_since(started), largest, _peak())


def _prepared(output: Path) -> tuple[list[Master], list[Job]]:
    """The masters and their jobs; from the cache of the output folder after the first time."""
    catalogue, _ = load(PROJECT / "content", PROJECT / "styles")
    request = Request(PROJECT, PROJECT / "content", output, ("nl",), (), (FORMAT,))
    masters = masters_of(catalogue, request)
    return masters, [job for master in masters if master.place[1] == "be" for job in master.work.jobs]


def _no_assembly(*_: object) -> tuple[()]:
    raise AssertionError("a5 is one render")


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(started: tuple[float, float]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of the core: on a machine that does other work they differ."""
    clock, core = _now()
    return clock - started[0], core - started[1]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def conforming(files: tuple[bytes, ...]) -> int:
    """How many files the validator and the tag tree find nothing against."""
    import page as page_validation
    import pikepdf

    from leaflets.preflight.measure.tags import unmapped

    good = 0
    for data in files:
        report = page_validation.validate_pdf_bytes(data, profile=page_validation.ValidationProfile.PDF_UA_1)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            good += not report.failures and not list(unmapped(pdf))
    return good


def table(results: Sequence[Measured], good: int) -> str:
    """The result in Markdown."""
    lines = [
        "| way | leaflets | a second of the core | largest, × base | memory, MB |",
        "|---|---|---|---|---|",
        *(f"| {one.name} | {one.leaflets} | {one.leaflets / one.core:.1f} | {one.largest:.2f} | {one.megabytes:.0f} |"
          for one in results),
        "",
        f"PDF/UA-1 valid and all content mapped to its tags: {good} of {len(results[0].sample)} personalised files at "
        "random.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main(count: int, target: Path | None) -> int:
    """Measure all ways, print the table and write it to `target`; 0 when the goal is reached."""
    ways: list[Callable[[int, Path], Measured]] = [written_directly, rendered_again, overlaid]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            pool.apply(_prepared, (output,))
            results = [pool.apply(way, (count, output)) for way in ways]
    direct = results[0]
    good = conforming(direct.sample)
    said = table(results, good)
    print(said)
    if target is not None:
        target.write_text(said, encoding="utf-8")
    reached = direct.leaflets / direct.core >= 150 and direct.largest <= 1.3 and direct.megabytes < 300
    print("goal reached" if reached and good == len(direct.sample) else "goal not reached")
    return 0 if reached and good == len(direct.sample) else 1


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("practices", nargs="?", type=int, default=200)
    arguments.add_argument("--write", type=Path)
    asked = arguments.parse_args()
    sys.exit(main(asked.practices, asked.write))
