"""One case: which kind its number makes it, how it ended, and what it may not have done."""

from __future__ import annotations

import io
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random

from leaflets.problems import ContentError, PressError, Problem, WrongOption
from tests.fuzz import commands, contents, kept, pictures, tables
from tests.fuzz.bench import Bench, clear
from tests.fuzz.guard import SAID, SECRET, TooSlow, watched
from tests.fuzz.kinds import MEGABYTES, Kind, Verdict, Wrong, steering

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (*contents.KINDS, *pictures.KINDS, *tables.KINDS, *kept.KINDS, *commands.KINDS)
}


@dataclass(frozen=True)
class Case:
    """A case by its number; `only` makes it of that kind, whatever the number would make it."""

    number: int
    only: str | None = None

    @property
    def kind(self) -> Kind:
        if self.only:
            return KINDS[self.only]
        several = list(KINDS.values())
        return Random(self.number).choices(several, [kind.share for kind in several])[0]

    @property
    def command(self) -> str:
        """What repeats it alone."""
        return f".venv/bin/python -m tests.fuzz --cases 1 --seed {self.number} --only {self.kind.name}"


@dataclass(frozen=True)
class CaseOutcome:
    """How a case ended: whether the input was taken, what is wrong with that, and what it took."""

    case: Case
    is_taken: bool
    faults: tuple[str, ...]
    seconds: float
    megabytes: float
    said: tuple[str, ...] = ()
    """What was said of the input."""


def run_case(case: Case, bench: Bench) -> CaseOutcome:
    """Run a case. Whatever it comes to is in the outcome."""
    kind = case.kind
    verdict, faults = Verdict(False), []
    printed = io.StringIO()
    with watched(bench.home, kind.seconds) as watch, redirect_stdout(printed), redirect_stderr(printed):
        try:
            verdict = kind.run(bench, Random(f"{case.number} {kind.name}"))
        except ContentError as error:
            verdict = Verdict(False, tuple(error.problems))
        except PressError as error:
            verdict = Verdict(False, said=str(error))
            faults += [] if isinstance(error, WrongOption) else [f"{type(error).__name__} is raised"]
        except Wrong as error:
            faults.append(str(error))
        except TooSlow:
            faults.append(f"takes more than {kind.seconds:g} s of the processor, and is stopped")
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            faults.append("".join(traceback.format_exception(error)))
    clear(bench.home)
    if watch.seconds > kind.seconds:
        faults.append(f"takes {watch.seconds:.1f} s of the processor")
    if watch.megabytes > MEGABYTES:
        faults.append(f"takes {watch.megabytes:.0f} MB of memory")
    if printed.getvalue():
        faults.append(f"prints {printed.getvalue()[:300]!r}")
    faults += [*watch.seen, *_called(bench), *(fault for one in verdict.problems for fault in _ill_said(one, bench))]
    said = (*map(str, verdict.problems), *([verdict.said] if verdict.said else []))
    return CaseOutcome(case, verdict.is_taken, tuple(faults), watch.seconds, watch.megabytes, said)


def _called(bench: Bench) -> list[str]:
    """What was done to somebody outside."""
    found = ["somebody was called"] if bench.listener.calls() else []
    if (bench.home / SECRET).read_bytes() != SAID:
        found.append("a file outside was changed")
        (bench.home / SECRET).write_bytes(SAID)
    return found


def _ill_said(problem: Problem, bench: Bench) -> list[str]:
    """What is wrong with the words of a problem: it names a file that is there, says what is wrong and what to do."""
    found = []
    if not (problem.what.strip() and problem.todo.strip() and problem.where.strip()):
        found.append(f"a problem lacks words: {problem}")
    first = Path(problem.where).parts[:1]
    if first in (("content",), ("styles",)) and not contents.where_it_is(bench, problem.where).exists():
        found.append(f"a problem names {problem.where}, which is not there")
    if problem.line is not None and problem.line < 1:
        found.append(f"a problem names line {problem.line}")
    if characters := steering(str(problem)):
        found.append(f"a problem is said with {', '.join(characters)}")
    if len(str(problem)) > MOST_SAID:
        found.append(f"a problem is said in {len(str(problem))} characters: {str(problem)[:100]}")
    return found


MOST_SAID = 3000
"""Characters a sentence may have; more is the file, not what is wrong with it."""
