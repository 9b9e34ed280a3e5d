"""Of a thousand inputs changed by chance and by spite, each is read or refused in a sentence, and costs little."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from leaflets.content import parsing
from tests.conftest import once
from tests.fuzz.bench import Bench, set_out
from tests.fuzz.case import KINDS, Case, run_case
from tests.fuzz.guard import SECRET, Listener, TooSlow, watched
from tests.fuzz.kinds import Kind, Verdict

pytestmark = pytest.mark.whole

FIRST, CASES, AT_ONCE = 1, 1000, 100
"""The numbers of the cases; by hand others are run, see tests.fuzz."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A small press of this process, in the folder it is in."""
    with once(tmp_path_factory, "fuzz") as (folder, is_first):
        if is_first:
            set_out(folder / "seed")
    home = tmp_path_factory.mktemp("fuzz-bench")
    shutil.copytree(folder / "seed", home, ignore=shutil.ignore_patterns("lock"), dirs_exist_ok=True, symlinks=True)
    before = Path.cwd()
    os.chdir(home)
    with closing(Listener()) as listener, pytest.MonkeyPatch.context() as patch:
        # A case changes one file of eight: the others are as YAML what they were in the case before.
        # Sixteen, for the tree of a long list takes megabytes; what is refused is read anew each time.
        patch.setattr("leaflets.content.parsing._read", lru_cache(maxsize=16)(parsing._read))
        yield Bench(home, listener)
    os.chdir(before)


@pytest.mark.parametrize("first", range(FIRST, FIRST + CASES, AT_ONCE))
@pytest.mark.usefixtures("anew")  # What is kept for the tests themselves is written too.
def test_no_input_does_more_than_be_read_or_refused(first: int, bench: Bench) -> None:
    """No other error, sentences that name a file, nothing outside touched or called, no half file, little time and memory."""
    wrong = [
        f"{fault}\n{outcome.case.command}"
        for number in range(first, first + AT_ONCE)
        for outcome in [run_case(Case(number), bench)]
        for fault in outcome.faults
    ]
    assert wrong == []


def test_each_kind_is_among_the_cases() -> None:
    """No kind is left to those who run more by hand."""
    assert {Case(number).kind.name for number in range(FIRST, FIRST + CASES)} == set(KINDS)


def test_a_number_makes_the_same_input_again(bench: Bench) -> None:
    """What was wrong once can be looked at: the same is said of it each time."""
    for kind in ("leaflet", "csv", "manifest", "svg", "options"):
        one, other = (run_case(Case(3, kind), bench) for _ in range(2))
        assert (one.is_taken, one.said) == (other.is_taken, other.said)


def reads_outside(bench: Bench) -> None:
    (bench.home / SECRET).read_bytes()


def reads_by_a_link(bench: Bench) -> None:
    with bench.folder() as folder:
        (folder / "link").symlink_to(bench.home / SECRET)
        (folder / "link").read_bytes()


def writes_outside(bench: Bench) -> None:
    (bench.home.parent / "written").write_bytes(b"")


def calls_somebody(bench: Bench) -> None:
    import socket

    socket.create_connection(("127.0.0.1", bench.listener.port)).close()


def begins_a_program(bench: Bench) -> None:
    os.system("true")


def fails(bench: Bench) -> None:
    raise KeyError("slug")


def takes_for_ever(bench: Bench) -> None:
    while True:
        pass


@pytest.mark.parametrize(
    "act", [reads_outside, reads_by_a_link, writes_outside, calls_somebody, begins_a_program, fails, takes_for_ever]
)
def test_what_no_case_may_do_is_seen(act: object, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that does one of these is found out."""

    def run(bench: Bench, rng: Random) -> Verdict:
        act(bench)  # type: ignore[operator]
        return Verdict(True)

    monkeypatch.setitem(KINDS, "act", Kind("act", 0, run, seconds=0.2))
    assert run_case(Case(1, "act"), bench).faults


def test_what_ends_is_not_watched_any_more(bench: Bench) -> None:
    """After a case the process does what it likes."""
    with watched(bench.home, 0.1) as watch:
        pass
    reads_outside(bench)
    assert watch.seen == []
    with pytest.raises(TooSlow), watched(bench.home, 0.1):
        takes_for_ever(bench)
