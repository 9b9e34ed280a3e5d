"""Memory that was freed goes back to the system."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from leaflets.processes.heap import give_back, keep
from tests.benchmark.measured import resident
from tests.conftest import PROJECT

glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is freed")

PIECES = 50_000
"""Of a thousand bytes each: 50 MB."""


@glibc
def test_what_is_freed_goes_back() -> None:
    """Fifty megabytes in small pieces, one of them still in use at the end, are gone once they are given back."""
    pieces = [bytes(1000) for _ in range(PIECES)]
    last = pieces[-1]
    full = resident()
    del pieces
    give_back()
    assert full - resident() > 40
    assert len(last) == 1000


@glibc
def test_a_page_that_is_freed_is_there_for_the_next() -> None:
    """Of ten buffers that grow, each takes the place of the one before; the system clears 11 MB and not 65."""
    code = """
import resource, sys
from leaflets.processes import heap
if sys.argv[1] == "keep": heap.keep()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for megabytes in range(2, 12): bytearray(b"x") * (megabytes << 20)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    faults = {}
    for way in ("keep", "leave"):
        done = subprocess.run(
            [sys.executable, "-c", code, way], cwd=PROJECT, capture_output=True, text=True, check=True
        )
        faults[way] = int(done.stdout)
    assert 2 * faults["keep"] < faults["leave"]


def test_where_the_c_library_is_another_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither keeping nor giving back asks for what is not there."""
    monkeypatch.setattr("leaflets.processes.heap.ctypes.CDLL", lambda _: object())
    keep()
    give_back()
