"""content/printer.yaml: what somebody read off the calibration sheet. Without the file, the printer is exact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from leaflets.content.records import load_record
from leaflets.messages import joined, say
from leaflets.model.format import Printer
from leaflets.problems import WrongOption
from leaflets.storage.files import is_there

FILE = "printer.yaml"

_WRITTEN = """\
# What the calibration sheet showed of your printer: build.py calibrate --answer writes it. Lengths in mm.

# A. Is the back upside down, and does the print window give no other choice? Then long.
flip: {flip}

# B and C. The numbers the cross stands at, seen against the light; with a minus where there is one.
back_right_mm: {back_right_mm:g}
back_down_mm: {back_down_mm:g}

# D. The smallest number that can be read along all edges.
unprinted_mm: {unprinted_mm:g}

# E, for a printer that does one side at a time. Is the sheet marked 2 drawn in first? Then last.
backs_begin_with: {backs_begin_with}
"""

ANSWERS: Mapping[str, tuple[str, Mapping[str, str] | float]] = {
    "A": ("flip", {"1": "short", "2": "long"}),
    "B": ("back_right_mm", -10.0),
    "C": ("back_down_mm", -10.0),
    "D": ("unprinted_mm", 0.0),
    "E": ("backs_begin_with", {"1": "first", "2": "last"}),
}
"""The letters of the sheet: the field each answers, with the values of its boxes, or where its scale to 10 begins."""

_NUMBER = re.compile(r"[+-]?\d{1,2}(?:[.,]\d{1,2})?")


def load_printer(content: Path) -> Printer:
    """The printer that `content`/printer.yaml describes; an exact one without it. Raises ContentError for nonsense."""
    path = content / FILE
    if not is_there(path):
        return Printer()
    return load_record(Printer, path, f"{content.resolve().name}/{FILE}", content)


def written(printer: Printer) -> str:
    """The whole of printer.yaml for a printer, with what each field means."""
    return _WRITTEN.format(**printer.model_dump())


def answered(codes: str) -> dict[str, str | float]:
    """The fields of a printer that the codes ticked on the sheet answer: A1,B0,5,C-2. Raises WrongOption.

    A code is a letter and what stands behind it, so that a comma may stand between two and within a number.
    """
    found: dict[str, str | float] = {}
    for code in filter(None, (part.strip(" \t,;") for part in re.split(r"(?=[^\W\d_])", codes))):
        name, value = _answer(code)
        if found.setdefault(name, value) != value:
            raise WrongOption(say("There are two answers {letter}. Give one.", letter=code[0].upper()))
    if not found:
        raise WrongOption(say("There is no answer. Give the codes that are ticked on the sheet: A1,B0,C0,D5,E2."))
    return found


def _answer(code: str) -> tuple[str, str | float]:
    """The field of a printer, and its value, that one code stands for. Raises WrongOption."""
    letter, said = code[0].upper(), code[1:].replace("\u2212", "-").replace(" ", "")
    if letter not in ANSWERS:
        todo = say("A code is a letter, {letters}, and a number.", letters=", ".join(ANSWERS))
        raise WrongOption(joined((say('The sheet has no answer "{code}".', code=code[:20]), todo)))
    name, choices = ANSWERS[letter]
    if isinstance(choices, Mapping):
        if said not in choices:
            either = " ".join(f"{letter}{choice}" for choice in choices)
            raise WrongOption(
                say('The sheet has no answer "{code}". Choose from: {either}.', code=code[:20], either=either)
            )
        return name, choices[said]
    number = float(said.replace(",", ".")) if _NUMBER.fullmatch(said) else None
    if number is None or not choices <= number <= 10:
        raise WrongOption(
            say(
                'The sheet has no answer "{code}". Write a number from {least:g} to 10: {letter}1.5.',
                code=code[:20],
                least=choices,
                letter=letter,
            )
        )
    return name, number
