"""How this process holds memory, where the C library is glibc; elsewhere nothing happens.

A rendered page is a buffer of some megabytes. Left alone the C library asks the system for each and gives it back at
once, which clears every byte of it each time: a seventh of an inspection. So what is freed stays here for the next
one, until it is given back by hand: 10 to 20 MB after a booklet.
"""

from __future__ import annotations

import ctypes

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""The names of two numbers in malloc.h: how much may lie free at the end, and from what size the system is asked."""

MOST_FREE, LARGE = 1 << 29, 1 << 25
"""In bytes. `LARGE` is as much as glibc takes; a page of A5 at 300 dpi has 17 MB."""


def keep() -> None:
    """Let what is freed stay with the process, for the next page. A process that is forked does so too."""
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(MMAP_THRESHOLD, LARGE)
        choose(TRIM_THRESHOLD, MOST_FREE)


def give_back() -> None:
    """Return what is free, where the C library can (malloc_trim, glibc); elsewhere nothing happens."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    # musl and macOS have none.
    if trim is not None:
        trim(0)
