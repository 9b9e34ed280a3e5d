"""What takes too much of the processor or of memory ends in a sentence, and leaves everything as it was."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
import threading
import time

import pytest

from leaflets.limits import within
from leaflets.problems import ContentError
from tests.conftest import PROJECT


def busy(seconds: float) -> None:
    """Use the processor for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def untouched() -> tuple[object, ...]:
    kinds = (resource.RLIMIT_DATA, resource.RLIMIT_CPU)
    return signal.getsignal(signal.SIGPROF), signal.getitimer(signal.ITIMER_PROF), *map(resource.getrlimit, kinds)


def test_what_takes_too_long_is_said() -> None:
    """After its time of the processor it ends with what it was, where, and how to allow more."""
    before, started = untouched(), time.process_time()
    with pytest.raises(ContentError) as caught, within("ms in a5", "content/nl/ms.md", seconds=0.2):
        busy(20)
    assert time.process_time() - started < 2
    assert str(caught.value) == (
        "content/nl/ms.md: ms in a5 takes more than 0.2 s of the processor. Look for something that repeats itself, in it,"
        " its pictures or its style; LEAFLETS_SECONDS=0.4 allows more."
    )
    assert untouched() == before


def test_waiting_is_not_working() -> None:
    """Time that passes while nothing is done does not count: the machine may be busy with other things."""
    with within("x", "x", seconds=0.3):
        time.sleep(0.6)


def test_a_search_that_explodes_is_stopped() -> None:
    """Also a pattern that tries all ways through forty letters ends in time."""
    with pytest.raises(ContentError, match="takes more than 0.2 s"), within("x", "x", seconds=0.2):
        re.search(r"(a+)+$", "a" * 60 + "b")


def test_who_takes_the_first_for_a_fault_of_its_own_is_told_again() -> None:
    """What goes on after being stopped, as libraries do with pictures that fail, is stopped again."""

    def takes_all_for_its_own() -> None:
        try:
            busy(20)
        except BaseException:
            busy(20)

    started = time.process_time()
    with pytest.raises(ContentError), within("x", "x", seconds=0.2):
        takes_all_for_its_own()
    assert time.process_time() - started < 4


def test_many_pages_may_take_longer() -> None:
    """A file of two hundred pages has a second more for each of them."""
    with within("booklet", "x", pages=200, seconds=0.1):
        busy(0.4)


def test_the_environment_may_name_other_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user allows holds; what is no number does not."""
    monkeypatch.setenv("LEAFLETS_SECONDS", "0.2")
    with pytest.raises(ContentError), within("x", "x"):
        busy(20)
    for said in ("nonsense", "", "nan", "inf", "-1", "0"):
        monkeypatch.setenv("LEAFLETS_SECONDS", said)
        with within("x", "x", seconds=30):
            busy(0.01)


def test_a_limit_within_a_limit_is_the_outer_one() -> None:
    """A ticket that is set while its sheet is made has no time of its own, and leaves that of the sheet running."""

    def sheet() -> None:
        with within("ticket", "x", seconds=30):
            busy(0.01)
        busy(20)

    with pytest.raises(ContentError, match="sheet takes"), within("sheet", "x", seconds=0.3):
        sheet()


def test_a_timer_that_ran_before_runs_on() -> None:
    """Somebody who measures the press with this timer gets it back."""
    told: list[int] = []
    before = signal.signal(signal.SIGPROF, lambda *_: told.append(1))
    signal.setitimer(signal.ITIMER_PROF, 500)
    try:
        with within("x", "x", seconds=30):
            busy(0.01)
        assert 0 < signal.getitimer(signal.ITIMER_PROF)[0] < 501
        signal.raise_signal(signal.SIGPROF)
        assert told == [1]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_in_a_thread_nothing_is_measured_and_nothing_breaks() -> None:
    """Only the first thread can be stopped; in another the work is done without a limit of time."""
    done: list[bool] = []

    def work() -> None:
        with within("x", "x", seconds=0.1):
            busy(0.3)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_without_a_timer_nothing_is_measured_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no such timer."""
    monkeypatch.delattr(signal, "setitimer")
    with within("x", "x", seconds=0.1):
        busy(0.3)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory that is written to")
def test_too_much_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gigabyte where half of one is allowed ends at once with a sentence; after that it is allowed again."""
    before = untouched()
    monkeypatch.setenv("LEAFLETS_MEGABYTES", "500")
    with pytest.raises(ContentError) as caught, within("ms in a5", "content/nl/ms.md"):
        "{:>1000000000}".format("x")
    assert str(caught.value).startswith("content/nl/ms.md: ms in a5 takes more than 500 MB of memory. Look for")
    assert "LEAFLETS_MEGABYTES=1000 allows more." in str(caught.value)
    assert untouched() == before
    assert len(bytes(600_000_000)) == 600_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory that is written to")
def test_a_lower_limit_of_the_user_holds() -> None:
    """Who has limited the press itself is not given more."""
    code = (
        "import resource; from leaflets.limits import within\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (400_000_000, 800_000_000))\n"
        "with within('x', 'x'): print(resource.getrlimit(resource.RLIMIT_DATA))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == "(400000000, 800000000)\n"


def test_a_worker_that_does_not_hear_is_ended() -> None:
    """A library that keeps the processor and never looks up is ended by the system, in twice the time."""
    code = (
        "import signal; from leaflets import limits\n"
        "limits.in_a_worker(); signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])\n"  # It does not hear.
        "with limits.within('x', 'x', seconds=0.2):\n"
        "    while True: pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, timeout=60, check=False)
    assert done.returncode == -signal.SIGXCPU
