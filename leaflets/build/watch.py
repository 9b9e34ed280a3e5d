"""Watch: what a saved file touches is made and proofed again, the leaflet's own page first, in processes kept warm."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from threading import Event

from leaflets.build.assemble import assembled
from leaflets.build.file_events import listen
from leaflets.build.outcome import BuildOutcome
from leaflets.build.pages import PageResult, inspected, proof_of
from leaflets.build.pipeline import WatchSession, make
from leaflets.build.workshop import HOUSE_STYLE, Workshop
from leaflets.content import Catalogue, again, load
from leaflets.content.in_edition import in_edition
from leaflets.imposition import load_printer
from leaflets.installed import styles_of
from leaflets.messages import Sentence, Spoken, joined, say, say_many
from leaflets.model.proof import Proof
from leaflets.plan import Request, works
from leaflets.preflight.texts.gate import passing
from leaflets.problems import ContentError, PressError, Problem, files
from leaflets.processes.bench import Bench
from leaflets.processes.workers import fresh_workers
from leaflets.storage.atomic import write_whole
from leaflets.storage.digests import today
from leaflets.storage.manifest import CACHE
from leaflets.storage.proofs import Cache

Say = Callable[[Spoken], None]
"""Takes one line for the user."""

FIRST = "a5"
"""The format a writer looks at; it is on disk before the others are begun."""

REMEMBERED = 512
"""So many pages and sections each process knows: those of three booklets, and some."""

MOST_WARM = 64
"""So many pages and leaflets each process looks at before anything is saved: their pages are half of those it knows."""

PATIENCE = 0.2
"""Seconds between two looks whether the watch is over."""


def watch(request: Request, tell: Say, stop: Event | None = None) -> None:
    """Bring all that is asked for up to date, then whatever a saved file touches, until `stop` is set or Ctrl-C.

    A mistake in a file is said in one line; what was there stays, and the next save is another chance.
    """
    request = replace(request, content=request.content.resolve())
    saves: Queue[set[Path]] = Queue()
    stop = stop or Event()
    with ThreadPoolExecutor(1) as beside:
        listening = beside.submit(listen, request, saves.put, stop)
        try:
            _follow(request, tell, saves, lambda: stop.is_set() or listening.done())
        finally:
            stop.set()
    listening.result()


def _follow(request: Request, tell: Say, saves: Queue[set[Path]], is_over: Callable[[], bool]) -> None:
    """Do what the saves ask for, one after the other; those that came meanwhile are one."""
    desk: _Desk | None = None
    try:
        while not is_over():
            try:
                paths = saves.get(timeout=PATIENCE)
            except Empty:
                continue
            while not saves.empty():
                paths |= saves.get()
            if desk is None:  # Only now, when the watcher is there, so that no save during the first build is missed.
                desk = _Desk(request, tell, lambda: not saves.empty())
                desk.begin()
            if paths:
                desk.saved(paths)
    finally:
        if desk is not None:
            desk.close()


class _Desk:
    """What lies before the writer: the texts as last read, the processes, and the problems that have been said."""

    def __init__(self, request: Request, tell: Say, newer: Callable[[], bool]) -> None:
        self.request = request
        self.tell = tell
        self.newer = newer
        self.shop = Workshop(request.project, request.content, Bench(REMEMBERED))
        self.workers: Executor = fresh_workers(request.jobs, REMEMBERED)
        self.warming: list[Future[object]] = []
        self.texts: Catalogue | None = None
        self.said: set[Problem] = set()

    def close(self) -> None:
        self.workers.shutdown(cancel_futures=True)

    def begin(self) -> None:
        """Bring everything up to date, and warm the processes. Raises WrongOption for what does not exist."""
        started = time.monotonic()
        if report := self._everything():
            made = len(report.made)
            said = say("{files}, {made} of them made now", files=files(made + len(report.kept)), made=made)
            self.tell(joined((said, _since(started))))
        said = say(
            "Watching {folder}, templates and styles: save a file and its pages follow. Stop with Ctrl-C.",
            folder=self.request.content.name,
        )
        self.tell(said)
        self._warm()

    def saved(self, paths: Collection[Path]) -> None:
        """Bring up to date what the saved files touch."""
        started = time.monotonic()
        self.request = replace(self.request, day=today())  # A watch may last for days.
        for future in self.warming:
            future.cancel()
        names = ", ".join(sorted(path.name for path in paths))
        first: list[str] = []
        known = set(self.said)

        def shown(path: str) -> None:
            first.append(path)
            self.tell(joined((f"{names}: {path}", _since(started))))

        begun: dict[str, Future[PageResult]] = {}
        try:
            if all(self._read_again(path) for path in sorted(paths)):
                begun = self._first_pages(paths, shown)
            else:
                self._start_over(paths)
            report = self._everything(begun)
        except PressError as error:  # The one leaflet that was asked for may be gone.
            self.tell(error)
            return
        more = [path for path in report.made if path not in first] if report else []
        if more:
            made = say("{number} more made", number=len(more)) if first else say("{number} made", number=len(more))
            self.tell(joined((f"{names}:", made, _since(started))))
        elif not (first or self.said - known or self.newer()):
            said = say("changes no page")
            if count := len(self.said):
                said = say_many("{count} problem as before", "{count} problems as before", count=count)
            self.tell(joined((f"{names}:", said, _since(started))))

    def _first_pages(self, paths: Collection[Path], shown: Callable[[str], None]) -> dict[str, Future[PageResult]]:
        """Begin the pages the writer looks at, before all else is planned; `shown` is told each that is on disk.

        Gives what is begun, by the digests of the jobs.
        """
        leaflets, formats = self.request.leaflets, self.request.formats
        names = sorted({path.stem for path in paths if path.parent.parent == self.request.content})
        wanted = tuple(name for name in names if not leaflets or name in leaflets)
        if self.texts is None or not wanted or (formats and FIRST not in formats):
            return {}
        content, output = self.request.content, self.request.output
        texts, _ = passing(_only(self._of_edition(self.texts), wanted), content, self.request.day, self.request.allow)
        cache = Cache(output / CACHE)
        begun: dict[str, Future[PageResult]] = {}
        for work in works(texts, replace(self.request, leaflets=wanted, formats=(FIRST,)))[0]:
            (digest, *_) = self.shop.proof_digests(work)
            if work.steps or cache.get(digest):
                continue
            on_disk: Future[PageResult] = Future()
            begun[digest] = on_disk
            made = self.workers.submit(proof_of, work.jobs[0], self.shop)
            made.add_done_callback(partial(_show, output, work.path, partial(shown, work.path), on_disk))
        return begun

    def _read_again(self, path: Path) -> bool:
        """Whether the file is a text that could be read again alone."""
        if self.texts is None or path.suffix != ".md" or not path.is_relative_to(self.request.content):
            return False
        found = again(self.texts, self.request.content, path)
        self.texts = found or self.texts
        return found is not None

    def _start_over(self, paths: Collection[Path]) -> None:
        """Forget the texts, and where a template, style or the house style was saved, the digests of these.

        The processes stay: they know each of these by what it says.
        """
        self.texts = None
        if any(path.name == HOUSE_STYLE or not path.is_relative_to(self.request.content) for path in paths):
            self.shop = Workshop(self.request.project, self.request.content, self.shop.bench)

    def _everything(self, begun: Mapping[str, Future[PageResult]] | None = None) -> BuildOutcome | None:
        """Make all that is asked for, until something newer is saved; what is mended may be said again another time."""
        report, problems = self._made(begun or {})
        if not self.newer():
            self.said &= set(problems)
        return report

    def _made(self, begun: Mapping[str, Future[PageResult]]) -> tuple[BuildOutcome | None, list[Problem]]:
        """What came of it, None when nothing could be begun; and all that is wrong, which is said."""
        problems: list[Problem] = []
        request = self.request
        try:
            catalogue, wrong = self._catalogue()
            problems += self._told(wrong)
            paper = request.paper.model_copy(update={"printer": load_printer(request.content)})
            session = WatchSession(self.workers, self.shop, begun, self.newer)
            report = make(catalogue, replace(request, paper=paper), lambda *_: None, session)
        except ContentError as error:
            return None, [*problems, *self._told(error.problems)]
        # That a booklet waits for a text goes without saying once the text's own mistake is said.
        waiting = {f"{name}/{kind}" for name in catalogue.languages for kind in catalogue.formats} if wrong else set()
        told = [*report.warnings, *report.problems]
        problems += self._told(problem for problem in told if problem.where not in waiting)
        return report, problems

    def _catalogue(self) -> tuple[Catalogue, list[Problem]]:
        """The texts that may be made, and what is wrong with the others."""
        wrong: list[Problem] = []
        if self.texts is None:
            self.texts, wrong = load(self.request.content, styles_of(self.request.project))
        catalogue, refused = passing(
            self._of_edition(self.texts), self.request.content, self.request.day, self.request.allow
        )
        return catalogue, [*wrong, *refused]

    def _of_edition(self, texts: Catalogue) -> Catalogue:
        """The texts as the edition that is watched has them. Raises ContentError while that is wrong."""
        return in_edition(texts, self.request.edition) if self.request.edition else texts

    def _told(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems, of which those that are new are said."""
        found = list(problems)
        for problem in found:
            if problem not in self.said:
                self.tell(problem)
        self.said |= set(found)
        return found

    def _warm(self) -> None:
        """Let each process make a page of each format, and look at the first pages of each leaflet and at each booklet.

        So the first save finds it ready. What is not begun when something is saved is left.
        """
        if self.texts is None:
            return
        cache = Cache(self.request.output / CACHE)
        try:
            found, _ = works(self._of_edition(self.texts), self.request)
        except ContentError:  # What is wrong with the edition was said.
            return
        jobs = {work.format.id: work.jobs[0] for work in found}.values()
        tasks: list[Callable[[], object]] = [partial(proof_of, job, self.shop) for job in jobs]
        for work in (work for work in found if work.format.id == FIRST or work.booklet is not None):
            kept = [cache.get(digest) for digest in self.shop.proof_digests(work)]
            pages = [page for page in kept if page is not None]
            if len(pages) < len(kept):
                continue
            if work.booklet is not None:
                tasks.append(partial(assembled, work, pages, self.shop))
            elif not work.steps and len(tasks) < MOST_WARM:
                tasks.append(partial(inspected, pages[0], work.jobs[0], self.shop))
        self.warming = [self.workers.submit(task) for task in tasks for _ in range(self.request.jobs)]


def _only(texts: Catalogue, names: Collection[str]) -> Catalogue:
    """The catalogue with no other texts than the leaflets named: to hold all to the rules takes as long as a page."""
    leaflets = {
        language: tuple(one for one in several if one.id in names) for language, several in texts.leaflets.items()
    }
    return replace(texts, leaflets=leaflets, chapters={})


def _show(
    output: Path, path: str, shown: Callable[[], None], on_disk: Future[PageResult], made: Future[PageResult]
) -> None:  # fmt: skip
    """Put a finished page on disk, and only then hand on what came of it; what went wrong is told when all is made."""
    try:
        result = made.result()
        if isinstance(result, Proof):
            with suppress(OSError):  # It is written again when all is made, and told then.
                write_whole(output / path, result.pdf, inside=output)
                shown()
        on_disk.set_result(result)
    except Exception as error:
        on_disk.set_exception(error)


def _since(started: float) -> Sentence:
    return say("({seconds:.1f} s)", seconds=time.monotonic() - started)
