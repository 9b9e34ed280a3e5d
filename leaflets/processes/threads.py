"""Threads of this process that Python did not start: a library's own, which no fork takes along."""

from __future__ import annotations

import threading
from pathlib import Path

# Linux lists the threads of a process there; no other system tells.
_TASKS = Path("/proc/self/task")


def foreign() -> bool | None:
    """Whether there are any; None where the system does not tell."""
    if not _TASKS.is_dir():
        return None
    return len(list(_TASKS.iterdir())) > threading.active_count()
