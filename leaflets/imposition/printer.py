"""content/printer.yaml: what somebody read off the calibration sheet. Without the file, the printer is exact."""

from __future__ import annotations

from pathlib import Path

from leaflets.content.records import load_record
from leaflets.model.format import Printer
from leaflets.storage.files import is_there

FILE = "printer.yaml"

PATTERN = """\
# What the calibration sheet showed of your printer. Lengths in mm.

# Question 1. Is the back upside down, and does the print window give no other choice? Then write long.
flip: short

# Question 2. The numbers the cross stands at, seen against the light; with a minus where there is one.
back_right_mm: 0
back_down_mm: 0

# Question 3. The smallest number you can read along the edges.
unprinted_mm: 5

# Question 4, for a printer that does one side at a time. Is the sheet you marked 2 drawn in first? Then write last.
backs_begin_with: last
"""


def load_printer(content: Path) -> Printer:
    """The printer that `content`/printer.yaml describes; an exact one without it. Raises ContentError for nonsense."""
    path = content / FILE
    if not is_there(path):
        return Printer()
    return load_record(Printer, path, f"{content.resolve().name}/{FILE}", content)
