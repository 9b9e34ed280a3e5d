"""Seconds, seconds of the cores and memory of a command with all the processes it begins. Linux only."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PR_SET_CHILD_SUBREAPER = 36
"""prctl(2): processes whose parent ends become ours, so their seconds are counted too (a browser leaves such)."""


@dataclass(frozen=True)
class Measured:
    """What a command took: seconds by the clock, seconds of all cores, MB of its largest process, what it printed."""

    wall: float
    core: float
    megabytes: float
    said: str = ""


def measure(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> Measured:
    """Run `command` to its end. Raises RuntimeError with what it said when it fails."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    _orphans()  # of what was run before: not this command's
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    core, most = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
    for left in _orphans():
        core, most = core + left.ru_utime + left.ru_stime, max(most, left.ru_maxrss)
    return Measured(wall, core, most / 1024, said)


def _orphans() -> list[resource.struct_rusage]:
    """What the processes took that have become ours, once the last has ended."""
    found: list[resource.struct_rusage] = []
    while True:
        try:
            found.append(os.wait4(-1, 0)[2])
        except ChildProcessError:
            return found


def resident() -> float:
    """MB of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1_000_000


def middle(several: Sequence[Measured]) -> Measured:
    """The median of each figure."""
    return Measured(
        median(one.wall for one in several), median(one.core for one in several),
        median(one.megabytes for one in several),
    )  # fmt: skip
