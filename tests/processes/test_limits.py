"""What takes too much of the processor or of memory ends in a sentence, and leaves everything as it was."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from leaflets.messages import say
from leaflets.problems import ContentError
from leaflets.processes import limits
from leaflets.processes.limits import within
from tests.conftest import PROJECT

pytestmark = pytest.mark.whole


def busy(seconds: float) -> None:
    """Use the processor for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


Allow = Callable[[float], None]


@pytest.fixture
def allow(monkeypatch: pytest.MonkeyPatch) -> Allow:
    """Sets how many seconds one file may take."""
    return lambda seconds: monkeypatch.setattr(limits, "SECONDS", seconds)


def untouched() -> tuple[object, ...]:
    kinds = (resource.RLIMIT_DATA, resource.RLIMIT_CPU)
    return signal.getsignal(signal.SIGPROF), signal.getitimer(signal.ITIMER_PROF), *map(resource.getrlimit, kinds)


def test_what_takes_too_long_is_said(allow: Allow) -> None:
    """After its time of the processor it ends with what it was, where, and how to allow more."""
    allow(0.2)
    before, started = untouched(), time.process_time()
    with pytest.raises(ContentError) as caught, within(say("ms in a5"), "content/nl/ms.md"):
        busy(20)
    assert time.process_time() - started < 2
    assert str(caught.value) == (
        "content/nl/ms.md: ms in a5 takes more than 0.2 s of the processor. Look for something that repeats itself, in it,"
        " its pictures or its style; LEAFLETS_SECONDS=0.4 allows more."
    )
    assert untouched() == before


def test_waiting_is_not_working(allow: Allow) -> None:
    """Time that passes while nothing is done does not count: the machine may be busy with other things."""
    allow(0.3)
    with within(say("x"), "x"):
        time.sleep(0.6)


def test_a_search_that_explodes_is_stopped(allow: Allow) -> None:
    """Also a pattern that tries all ways through forty letters ends in time."""
    allow(0.2)
    with pytest.raises(ContentError, match="of the processor"), within(say("x"), "x"):
        re.search(r"(a+)+$", "a" * 60 + "b")


def test_who_takes_the_first_for_a_fault_of_its_own_is_told_again(allow: Allow) -> None:
    """What goes on after being stopped, as libraries do with pictures that fail, is stopped again."""
    allow(0.2)

    def takes_all_for_its_own() -> None:
        try:
            busy(20)
        except BaseException:
            busy(20)

    started = time.process_time()
    with pytest.raises(ContentError), within(say("x"), "x"):
        takes_all_for_its_own()
    assert time.process_time() - started < 4


def test_many_pages_may_take_longer(allow: Allow) -> None:
    """A file of two hundred pages has a second more for each of them."""
    allow(0.1)
    with within(say("booklet"), "x", pages=200):
        busy(0.4)


def test_a_share_of_the_time_is_for_what_is_quickly_done(allow: Allow) -> None:
    """Reading a text has less time than making its pages; what to allow is said as the whole."""
    allow(4)
    with pytest.raises(ContentError, match=r"takes more than 0\.2 s .*LEAFLETS_SECONDS=8 allows"):
        read_slowly()


def read_slowly() -> None:
    with within(say("reading it"), "x", share=0.05):
        busy(20)


def test_the_environment_may_name_other_limits(allow: Allow, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user allows holds; what is no number does not."""
    allow(30)
    monkeypatch.setenv("LEAFLETS_SECONDS", "0.2")
    with pytest.raises(ContentError), within(say("x"), "x"):
        busy(20)
    for said in ("nonsense", "", "nan", "inf", "-1", "0"):
        monkeypatch.setenv("LEAFLETS_SECONDS", said)
        with within(say("x"), "x"):
            busy(0.01)


def test_a_limit_within_a_limit_is_the_outer_one(allow: Allow) -> None:
    """A ticket that is set while its sheet is made has no time of its own, and leaves that of the sheet running."""
    allow(0.3)

    def sheet() -> None:
        allow(30)
        with within(say("ticket"), "x"):
            busy(0.01)
        busy(20)

    with pytest.raises(ContentError, match="sheet takes"), within(say("sheet"), "x"):
        sheet()


def test_a_timer_that_ran_before_runs_on(allow: Allow) -> None:
    """Somebody who measures the press with this timer gets it back."""
    allow(30)
    told: list[int] = []
    before = signal.signal(signal.SIGPROF, lambda *_: told.append(1))
    signal.setitimer(signal.ITIMER_PROF, 500)
    try:
        with within(say("x"), "x"):
            busy(0.01)
        assert 0 < signal.getitimer(signal.ITIMER_PROF)[0] < 501
        signal.raise_signal(signal.SIGPROF)
        assert told == [1]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_in_a_thread_nothing_is_measured_and_nothing_breaks(allow: Allow) -> None:
    """Only the first thread can be stopped; in another the work is done without a limit of time."""
    allow(0.1)
    done: list[bool] = []

    def work() -> None:
        with within(say("x"), "x"):
            busy(0.3)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_without_a_timer_nothing_is_measured_and_nothing_breaks(allow: Allow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no such timer."""
    allow(0.1)
    monkeypatch.delattr(signal, "setitimer")
    with within(say("x"), "x"):
        busy(0.3)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory that is written to")
def test_too_much_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gigabyte where half of one is allowed ends at once with a sentence; after that it is allowed again."""
    before = untouched()
    monkeypatch.setenv("LEAFLETS_MEGABYTES", "500")
    with pytest.raises(ContentError) as caught, within(say("ms in a5"), "content/nl/ms.md"):
        "{:>1000000000}".format("x")
    assert str(caught.value).startswith("content/nl/ms.md: ms in a5 takes more than 500 MB of memory. Look for")
    assert "LEAFLETS_MEGABYTES=1000 allows more." in str(caught.value)
    assert untouched() == before
    assert len(bytes(600_000_000)) == 600_000_000


@pytest.mark.parametrize(("there_is", "of", "most"), [(64000, 2, 6000), (16000, 2, 4000), (16000, 16, 1000), (900, 2, 1000)])  # fmt: skip
def test_workers_share_half_of_what_there_is(
    there_is: int, of: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are, they leave the machine its other half, but each has enough for a common file."""
    monkeypatch.setattr(limits, "_there_is", lambda: float(there_is))
    monkeypatch.setattr(limits._Limited, "of", of)
    with pytest.raises(ContentError, match=f"takes more than {most} MB of memory"), within(say("x"), "x"):
        raise MemoryError


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory that is written to")
def test_a_lower_limit_of_the_user_holds() -> None:
    """Who has limited the press itself is not given more."""
    code = (
        "import resource; from leaflets.processes.limits import within\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (400_000_000, 800_000_000))\n"
        "with within('x', 'x'): print(resource.getrlimit(resource.RLIMIT_DATA))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == "(400000000, 800000000)\n"


def test_a_worker_that_does_not_hear_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that keeps the processor and never looks up is ended by the system, in twice the time."""
    monkeypatch.setenv("LEAFLETS_SECONDS", "0.2")
    code = (
        "import signal; from leaflets.processes import limits\n"
        "limits.in_a_worker(); signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])\n"  # It does not hear.
        "with limits.within('x', 'x'):\n"
        "    while True: pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, timeout=60, check=False)
    assert done.returncode == -signal.SIGXCPU
