"""How much of the processor and of memory one file may take, so that a hostile or mistaken one costs itself alone.

Imports nothing heavy, see digests.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from leaflets.messages import Sentence, say
from leaflets.problems import ContentError, Problem

SECONDS, SECONDS_A_PAGE = 120.0, 1.0
"""Of the processor. The longest file of the edition takes 3; a booklet of 9,172 pages took 936."""

MEGABYTES, MEGABYTES_A_PAGE = 6000.0, 1.0
"""Of memory. A common file takes 150; a booklet of 9,172 pages took 2,296. All workers together have half of what
there is."""

LEAST_MEGABYTES = 1000.0
"""On the smallest machine, or the press could not work there at all."""

NAMED = ("LEAFLETS_SECONDS", "LEAFLETS_MEGABYTES")
"""The names by which the environment sets other limits."""

AGAIN_SECONDS = 1.0
"""What is late is told again after so long: a library may take the first for a fault of its own, and go on."""

LOOK = say("Look for something that repeats itself, in it, its pictures or its style")


class _Late(BaseException):
    """No Exception: WeasyPrint goes on after one, without the picture it was drawing."""


@contextmanager
def within(what: Sentence, where: str, pages: int = 0, share: float = 1.0) -> Iterator[None]:
    """Raises ContentError when what is done meanwhile takes more of the processor or of memory than one file may.

    `what` and `where` are for the message; a file of many pages may take more, and what is quickly done a `share` of
    the time. The environment may name other limits:
    LEAFLETS_SECONDS and LEAFLETS_MEGABYTES. Within another limit that one holds; time is not measured in a thread, nor
    where the system has no timer, and memory not but on Linux.
    """
    seconds = _named("LEAFLETS_SECONDS", SECONDS)
    most = seconds * share + pages * SECONDS_A_PAGE
    # Half of the machine for all workers: the other half is for who uses it meanwhile.
    share = _there_is() / 2 / _Limited.of
    largest = _named("LEAFLETS_MEGABYTES", min(MEGABYTES, max(LEAST_MEGABYTES, share)))
    largest += pages * MEGABYTES_A_PAGE
    try:
        with _timed(most), _bounded(largest):
            yield
    except _Late:
        said = say("{what} takes more than {most:g} s of the processor", what=what, most=most)
        raise ContentError(
            Problem(
                said, where, say("{look}; LEAFLETS_SECONDS={seconds:g} allows more.", look=LOOK, seconds=2 * seconds)
            )
        ) from None
    except MemoryError:
        said = say("{what} takes more than {largest:.0f} MB of memory", what=what, largest=largest)
        todo = say("{look}; LEAFLETS_MEGABYTES={largest:.0f} allows more.", look=LOOK, largest=2 * largest)
        raise ContentError(Problem(said, where, todo)) from None


class _Limited:
    """Whether this process is a worker, and of how many."""

    holds = False
    of = 1


def in_a_worker(of: int = 1) -> None:
    """This process is one of so many workers: they share the memory, and the system may end one that does not hear."""
    _Limited.holds = True
    _Limited.of = of


def _named(name: str, otherwise: float) -> float:
    """A number of the environment, or what holds where it has none."""
    said = os.environ.get(name, "")
    return float(said) if is_limit(said) else otherwise


def is_limit(said: str) -> bool:
    """Whether a text is a number above zero."""
    try:
        return 0 < float(said) < math.inf
    except ValueError:
        return False


def _there_is() -> float:
    """The megabytes of memory of this machine; as many as one likes where it does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (AttributeError, ValueError, OSError):
        return math.inf


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Raises _Late in this thread when this process has used the processor for so long meanwhile."""
    is_main = threading.current_thread() is threading.main_thread()
    # Python runs signal handlers in the main thread only; and of nested limits the outer one holds.
    if not hasattr(signal, "setitimer") or not is_main or signal.getsignal(signal.SIGPROF) is _late:
        yield
        return
    before = signal.signal(signal.SIGPROF, _late)
    # ITIMER_PROF counts the processor's time, also in the kernel: a busy machine makes nothing late.
    running = signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
    try:
        # Twice as much: a library that is in C hears the signal only when it returns to Python.
        with _ended_after(2 * seconds):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        if running[0]:
            signal.setitimer(signal.ITIMER_PROF, *running)


def _late(_: int, __: FrameType | None) -> Any:
    raise _Late


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """Let the system end a worker that is busy in a library and has not heard that it is late."""
    if not _Limited.holds:
        yield
        return
    import resource

    with _lowered(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds)):
        yield


@contextmanager
def _bounded(megabytes: float) -> Iterator[None]:
    """Raises MemoryError where this process wants to write to more memory than that meanwhile."""
    if sys.platform != "linux":
        yield
        return
    import resource

    # RLIMIT_DATA counts what may be written to (Linux 4.7 on); RLIMIT_AS would count mapped files and fonts too.
    with _lowered(resource.RLIMIT_DATA, int(megabytes * 1e6)):
        yield


@contextmanager
def _lowered(kind: int, most: int) -> Iterator[None]:
    """Meanwhile the system lets this process have no more of a kind than `most`; a lower limit of the user's holds."""
    import resource

    soft, hard = resource.getrlimit(kind)
    if soft != resource.RLIM_INFINITY and soft <= most:
        yield
        return
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(kind, (soft, hard))
