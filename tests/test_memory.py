"""Memory that was freed goes back to the system."""

from __future__ import annotations

import platform

import pytest

from leaflets.memory import give_back
from tests.benchmark.measured import resident

PIECES = 50_000
"""Of a thousand bytes each: 50 MB."""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is freed")
def test_what_is_freed_goes_back() -> None:
    """Fifty megabytes in small pieces, one of them still in use at the end, are gone once they are given back."""
    pieces = [bytes(1000) for _ in range(PIECES)]
    last = pieces[-1]
    full = resident()
    del pieces
    give_back()
    assert full - resident() > 40
    assert len(last) == 1000
