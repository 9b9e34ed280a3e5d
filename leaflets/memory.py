"""Give freed memory back to the system, which the C library else keeps for itself: 10 to 20 MB after a booklet."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Return what is free, where the C library can (malloc_trim, glibc); elsewhere nothing happens."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
