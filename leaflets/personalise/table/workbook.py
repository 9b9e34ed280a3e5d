"""The lines of a table that a spreadsheet program saved: read by a program of its own, so that no file costs more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from leaflets.messages import say
from leaflets.personalise.table import sheet
from leaflets.personalise.table.rows import MAX_CELL, MAX_COLUMNS, MAX_ROWS, SEARCHED, SPLIT, TOO_LARGE, TableLine
from leaflets.problems import ContentError, Problem

# Those calamine reads. Excel's .xlsm is .xlsx with macros, which nobody runs here.
KINDS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
MAX_UNPACKED = 20_000_000
"""An .xlsx file is a packed folder; one that unfolds to more is no table of practices."""
MAX_MEMORY, MAX_SECONDS = 280_000_000, 10
"""Bytes of memory and seconds of the core: what goes over them costs the program that reads it, and no more."""
PATIENCE = 60
"""Seconds of the clock, for a machine that is busy, and for a system that cannot count those of the core."""
BOUNDS = sheet.Bounds(MAX_MEMORY, MAX_SECONDS, MAX_UNPACKED, MAX_ROWS + SEARCHED, MAX_COLUMNS, MAX_CELL)

_REFUSED = {
    "large": (TOO_LARGE, SPLIT),
    "locked": (say("is locked with a password"), say("Save it without one.")),
    "broken": (
        say("is no spreadsheet that can be read"),
        say("Open it in your spreadsheet program and save it as .xlsx."),
    ),
}


def lines(data: bytes, where: str) -> list[TableLine]:
    """The lines of the first sheet with something in it. Raises ContentError when it cannot be read in these bounds."""
    answer = _answer(data)
    if isinstance(answer, str):
        what, todo = _REFUSED[answer]
        raise ContentError(Problem(what, where, todo))
    return [TableLine(number, cells) for number, cells in answer]


def _answer(data: bytes) -> str | Sequence[tuple[int, list[str]]]:
    """What the program says; one that is stopped, or dies for want of memory, read something too large."""
    command = [sys.executable, "-P", sheet.__file__, *map(str, BOUNDS)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=PATIENCE, check=False,
            env=os.environ | {"RUST_BACKTRACE": "0"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "large"
    if done.returncode:  # 1 is Python's own; all others are a process that was ended.
        return "broken" if done.returncode == 1 else "large"
    answer: str | Sequence[tuple[int, list[str]]] = json.loads(done.stdout)
    return answer
