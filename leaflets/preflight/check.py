"""Preflight alone: every text and every finished file of the manifest against all rules, with the worst first."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pypdfium2

from leaflets.content import Catalogue, load
from leaflets.fingerprint import files_digest, libraries_digest, today
from leaflets.model import Chapter, Leaflet, Proof, QrCode
from leaflets.preflight.file import Subject, base_pages, opened
from leaflets.preflight.house import Allowance, House, house_style, reason_for
from leaflets.preflight.language_rules import Reading, reading
from leaflets.preflight.links import Visit, dead_links
from leaflets.preflight.manuscript import Desk, manuscripts
from leaflets.preflight.rule import Kind
from leaflets.preflight.rules import RULES, apply
from leaflets.problems import Problem, Severity
from leaflets.publish import read_manifest, read_tickets
from leaflets.whole import write_whole

Progress = Callable[[str, int, int], None]
"""Told after each step: what was done, how many steps are done, how many there are."""

WORST: tuple[Severity, ...] = ("blocks", "warns", "informs")


@dataclass(frozen=True)
class Order:
    """What is to be checked. `today` is the day the review dates are held against."""

    project: Path
    content: Path
    output: Path
    allow: tuple[Allowance, ...] = ()
    links: bool = False
    jobs: int = 1
    today: dt.date = field(default_factory=today)


@dataclass(frozen=True)
class Verdict:
    """A problem, and the reason it may pass where there is one."""

    problem: Problem
    reason: str | None = None

    @property
    def blocks(self) -> bool:
        return self.problem.severity == "blocks" and self.reason is None


@dataclass(frozen=True)
class Outcome:
    """All that was found, the worst first, and how much was looked at."""

    verdicts: tuple[Verdict, ...]
    files: tuple[str, ...]
    pages: int
    readings: tuple[tuple[str, Reading], ...]
    from_cache: int = 0

    @property
    def blocks(self) -> bool:
        return any(verdict.blocks for verdict in self.verdicts)

    def count(self, severity: Severity) -> int:
        """How many problems of a severity there are, those that are allowed left out."""
        return sum(one.problem.severity == severity and one.reason is None for one in self.verdicts)

    @property
    def allowed(self) -> int:
        return sum(one.reason is not None for one in self.verdicts)

    def looked_at(self, kind: Kind) -> int:
        """How many things of a kind were looked at."""
        return {"edition": 1, "manuscript": len(self.readings), "file": len(self.files)}[kind]

    def found(self, identifier: str, severity: Severity) -> int:
        """How many problems of a severity a rule found, those that are allowed among them."""
        return sum(one.problem.rule == identifier and one.problem.severity == severity for one in self.verdicts)


@dataclass(frozen=True)
class Task:
    """A finished file to look at, in this process or another."""

    where: str
    path: Path
    proof: Proof
    conforms_to: str | None
    multiple_of: int
    subject: Subject
    base: Path | None = None

    def digest(self, machine: str) -> str:
        """The SHA-256 of everything the findings depend on."""
        base = hashlib.sha256(self.base.read_bytes()).hexdigest() if self.base is not None else ""
        known = f"{self.where} {self.conforms_to} {self.multiple_of} {self.proof!r} {self.subject!r}"
        data = self.path.read_bytes()
        return hashlib.sha256(f"{machine} {base} {known}".encode() + data).hexdigest()


def check(order: Order, progress: Progress) -> Outcome:
    """Look at the texts and the finished files.

    Raises ContentError when a list that all texts share is wrong, or the house style.
    """
    catalogue, problems = load(order.content, order.project / "styles")
    house = house_style(order.content)
    desk = Desk(catalogue, house, order.today, order.content.name)
    found = [*problems, *apply("edition", desk, f"{order.content.name}/edition.yaml")]
    readings: list[tuple[str, Reading]] = []
    for manuscript in manuscripts(desk, order.content):
        found += apply("manuscript", manuscript, manuscript.where)
        readings.append((manuscript.where, reading(manuscript)))
    entries = list(_entries(order.output))
    tasks, absent = _tasks(entries, catalogue, house, order.output)
    findings, cached = _findings(tasks, order, progress)
    found += absent + findings
    if order.links:
        found += _dead(catalogue, order.content.name, progress)
    allowed = (*order.allow, *house.allow)
    verdicts = [Verdict(problem, reason_for(problem, allowed)) for problem in dict.fromkeys(found)]
    pages = sum(task.proof.pages for task in tasks)
    return Outcome(
        tuple(sorted(verdicts, key=_badness)), tuple(task.where for task in tasks), pages, tuple(readings), cached
    )


def passing(catalogue: Catalogue, content: Path, today: dt.date) -> tuple[Catalogue, list[Problem]]:
    """The catalogue without the texts a blocking rule keeps from being made, and why; the booklet needs the edition.

    What the house style allows passes. Raises ContentError when the house style is wrong.
    """
    house = house_style(content)
    desk = Desk(catalogue, house, today, content.name)
    rules = [rule for rule in RULES if rule.severity == "blocks"]
    where = f"{content.name}/edition.yaml"
    found = list(apply("edition", desk, where, rules))
    for manuscript in manuscripts(desk, content):
        found += apply("manuscript", manuscript, manuscript.where, rules)
    problems = [problem for problem in found if reason_for(problem, house.allow) is None]
    return _without({problem.where for problem in problems}, catalogue, where), problems


def _without(refused: set[str], catalogue: Catalogue, edition: str) -> Catalogue:
    """The catalogue less the texts whose files are refused; with the edition refused no booklet can be made."""
    failed: dict[str, frozenset[str]] = {}
    for language in catalogue.languages:
        texts: list[Leaflet | Chapter] = [*catalogue.leaflets.get(language, ())]
        texts += catalogue.chapters.get(language, {}).values()
        names = {text.id for text in texts if text.path in refused} | (
            {"edition.yaml"} if edition in refused else set()
        )
        failed[language] = catalogue.failed.get(language, frozenset()) | names
    return replace(
        catalogue,
        leaflets={
            language: tuple(text for text in texts if text.path not in refused)
            for language, texts in catalogue.leaflets.items()
        },
        chapters={
            language: {name: text for name, text in texts.items() if text.path not in refused}
            for language, texts in catalogue.chapters.items()
        },
        failed=failed,
    )


def _badness(verdict: Verdict) -> tuple[bool, int, str, str, int, int]:
    problem = verdict.problem
    return (
        verdict.reason is not None, WORST.index(problem.severity), problem.rule or "", problem.where,
        problem.page or 0, problem.line or 0,
    )  # fmt: skip


def _entries(output: Path) -> Iterator[Mapping[str, Any]]:
    """The files of the manifest and their print tickets."""
    yield from read_manifest(output).values()
    yield from read_tickets(output)


def _tasks(
    entries: Sequence[Mapping[str, Any]], catalogue: Catalogue, house: House, output: Path
) -> tuple[list[Task], list[Problem]]:
    """What to look at, and the files that are not there or not as they were made."""
    tasks: list[Task] = []
    absent: list[Problem] = []
    for entry in entries:
        path = output / str(entry["path"])
        if not path.is_file():
            absent.append(Problem("is in the manifest and not in the folder", str(entry["path"]), "Run build.py."))
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry.get("sha256"):
            todo = "Run build.py; to change a leaflet, change its text."
            absent.append(Problem("is not the file that was made: somebody changed it", str(entry["path"]), todo))
        tasks.append(_task(entry, entries, catalogue, house, output))
    return tasks, absent


def _task(
    entry: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], catalogue: Catalogue, house: House, output: Path
) -> Task:
    where = str(entry["path"])
    proof = Proof(
        job_id=where, pdf=b"", pages=int(entry["pages"]), trim_mm=tuple(entry["trim_mm"]),
        qr=tuple(QrCode(**code) for code in entry.get("qr", ())),
    )  # fmt: skip
    fmt = catalogue.formats.get(str(entry.get("format")))
    texts = tuple(_texts(entry, catalogue)) if fmt is not None else ()
    names = {name for text in texts for name in text.cited} | {catalogue.edition.blog}
    subject = Subject(
        format=fmt,
        purpose=str(entry.get("purpose", "reading")),
        language=catalogue.languages.get(str(entry["language"])),
        edition=catalogue.edition if fmt is not None else None,
        title=entry.get("title"),
        texts=texts,
        sources=tuple(catalogue.sources.values()) if entry.get("leaflet") is None
        else tuple(catalogue.sources[name] for name in sorted(names)),
        sides="fronts" if where.endswith("-fronts.pdf") else "backs" if where.endswith("-backs.pdf") else "both",
        house=house,
    )  # fmt: skip
    is_booklet = fmt is not None and entry.get("leaflet") is None
    base = _base(entry, entries, fmt.of) if fmt is not None and fmt.sheet is not None and fmt.of else None
    return Task(
        where, output / where, proof, entry.get("conforms_to"), 4 if is_booklet else 1, subject,
        output / base if base is not None else None,
    )  # fmt: skip


def _texts(entry: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Leaflet | Chapter]:
    """The texts a file is made from; of a booklet of a choice of leaflets those its name tells."""
    language = str(entry["language"])
    leaflets = catalogue.leaflets.get(language, ())
    if entry["leaflet"] is not None:
        yield from (leaflet for leaflet in leaflets if leaflet.id == entry["leaflet"])
        return
    choice = f"{PurePosixPath(str(entry['path'])).stem.removeprefix(str(entry['format']))}-"
    chosen = [leaflet for leaflet in leaflets if f"-{leaflet.slug}-" in choice]
    yield from chosen or leaflets
    groups = {f"group-{leaflet.group}" for leaflet in chosen or leaflets}
    for name, chapter in catalogue.chapters.get(language, {}).items():
        if not name.startswith("group-") or name in groups:
            yield chapter


def _base(entry: Mapping[str, Any], entries: Iterable[Mapping[str, Any]], of: str) -> str | None:
    """The file whose pages a file of sheets imposes, where the manifest has it."""
    same = ("leaflet", "language", "practice")
    rest = str(entry["path"]).rpartition(str(entry["format"]))
    for suffix in (rest[2], ".pdf"):
        for other in entries:
            fits = all(other.get(key) == entry.get(key) for key in same) and other.get("format") == of
            if fits and other["path"] == f"{rest[0]}{of}{suffix}":
                return str(other["path"])
    return None


def _findings(tasks: Sequence[Task], order: Order, progress: Progress) -> tuple[list[Problem], int]:
    """What the rules find in the files, from the cache where the same file was looked at by the same rules."""
    code = order.project / "leaflets"
    machine = files_digest([code / "preflight", code / "content"]) + libraries_digest()
    folder = order.output / ".cache" / "preflight"
    digests = {task.where: task.digest(machine) for task in tasks}
    kept = {task.where: _kept(folder / f"{digests[task.where]}.json") for task in tasks}
    todo = sorted((task for task in tasks if kept[task.where] is None), key=lambda task: -task.path.stat().st_size)
    found: list[Problem] = [problem for several in kept.values() for problem in several or ()]
    for done, (task, problems) in enumerate(_looked_at(todo, order.jobs), start=1):
        found += problems
        text = json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)
        write_whole(folder / f"{digests[task.where]}.json", text.encode())
        progress(task.where, done, len(todo))
    _forget(folder, {f"{digest}.json" for digest in digests.values()})
    return found, len(tasks) - len(todo)


def _looked_at(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, list[Problem]]]:
    if jobs <= 1 or len(tasks) <= 1:
        yield from ((task, look_at(task)) for task in tasks)
        return
    with ProcessPoolExecutor(min(jobs, len(tasks)), multiprocessing.get_context("fork")) as pool:
        futures = {pool.submit(look_at, task): task for task in tasks}
        for future in as_completed(futures):
            yield futures[future], future.result()


def look_at(task: Task) -> list[Problem]:
    """Every problem the rules find in one file."""
    try:
        proof = task.proof.model_copy(update={"pdf": task.path.read_bytes()})
        subject = task.subject
        if task.base is not None:
            subject = replace(subject, base=base_pages(task.base.read_bytes()))
        file = opened(proof, task.where, task.conforms_to, task.multiple_of, subject)
        with file.pdf:
            return list(apply("file", file, task.where))
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        said = f"cannot be read as a PDF ({str(error).rstrip('.')[:80]})"
        return [Problem(said, task.where, "Run build.py.", rule="P01")]


def _kept(path: Path) -> list[Problem] | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return [Problem(**one | {"box_mm": tuple(one["box_mm"]) if one["box_mm"] else None}) for one in said]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _forget(folder: Path, wanted: set[str]) -> None:
    """Remove what is kept of files that are no more."""
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def _dead(catalogue: Catalogue, content: str, progress: Progress) -> list[Problem]:
    """C05: the addresses that do not answer."""
    visits = dead_links((source.url for source in catalogue.sources.values()), progress)
    return [_problem(visit, f"{content}/sources.yaml") for visit in visits]


def _problem(visit: Visit, where: str) -> Problem:
    severity: Severity = "warns" if visit.is_dead else "informs"
    todo = "Look for the page's new address." if visit.is_dead else "Open it in a browser; some sites refuse programs."
    return Problem(f"{visit.url} {visit.said}", where, todo, rule="C05", severity=severity)
