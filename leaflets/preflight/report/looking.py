"""Looking at a finished file by all rules, in this process or another: whatever it is, it costs itself alone."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2

from leaflets.messages import reason, say
from leaflets.model.artefact import Sides
from leaflets.model.proof import Proof
from leaflets.preflight.file import opened
from leaflets.preflight.inspection import RULES, apply
from leaflets.preflight.measure.toner import toner
from leaflets.preflight.report.quiet import quiet
from leaflets.preflight.report.targets import BUILD, MOST_BYTES, MOST_PAGES, TODO, CheckTarget
from leaflets.preflight.subject import BasePage, Subject, base_pages
from leaflets.problems import Problem
from leaflets.storage.files import read_plain

OF_EACH = ("A02", "P07")
"""What each of two files says of itself: language, title, and how it is to be printed."""


def look_at(task: CheckTarget) -> list[Problem]:
    """Every problem the rules find in one file, or in the fronts and the backs of the same sheets.

    A file that cannot be looked at is one problem, whatever is the matter with it.
    """
    try:
        with quiet():
            return _looked_at(task)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        # What it is read from says where that lies in memory, which is another place each time.
        said = re.sub(r"stream <[^>]*> *", "", str(error)).rstrip(".")[:80]
        return [Problem(say("cannot be read as a PDF ({said})", said=said), task.where, TODO, rule="P01")]
    except OSError as error:
        return [Problem(reason(error), task.where, TODO, rule="P01")]
    except Exception as error:  # What a hostile file brings a library to is not known beforehand.
        return [unseen(task, error)]


def unseen(task: CheckTarget, error: Exception) -> Problem:
    """A file the rules could not look at."""
    said = say("could not be looked at ({name})", name=type(error).__name__)
    return Problem(said, task.where, say("Run {build} --force.", build=BUILD), rule="P01")


def _looked_at(task: CheckTarget) -> list[Problem]:
    subject = task.subject
    if task.base is not None:
        subject = replace(subject, base=_pages_of(task.base))
    if task.full is not None:
        subject = replace(subject, toner=_toner_of(task.full))
    if task.backs is not None:
        return both_sides(_read(task), _read(task.backs), task, subject)
    file = opened(_read(task), task.where, task.conforms_to, task.multiple_of, subject)
    with file.pdf:
        return list(apply("file", file, task.where))


def _pages_of(base: Path) -> tuple[BasePage, ...]:
    """The pages sheets must show; none where their own file is damaged, which is told of that."""
    try:
        return base_pages(_bounded(base))
    except (OSError, pikepdf.PdfError, pypdfium2.PdfiumError):
        return ()


def _toner_of(full: Path) -> tuple[float, ...]:
    """The toner of each page of a file; none where it is damaged, which is told of that."""
    try:
        return toner(_bounded(full))
    except (OSError, pypdfium2.PdfiumError):
        return ()


def _read(task: CheckTarget) -> Proof:
    return task.proof.model_copy(update={"pdf": _bounded(task.path)})


def _bounded(path: Path) -> bytes:
    """The bytes of a PDF of not too many pages. Raises OSError, and PdfiumError for what is none."""
    data = read_plain(path, MOST_BYTES)
    # PDFium reads the number; what opens the file next makes a list of all pages, two kilobytes of memory each.
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        if len(pdf) > MOST_PAGES:
            raise OSError(0, f"has more than {MOST_PAGES} pages", str(path))
    return data


def both_sides(fronts: Proof, backs: Proof, task: CheckTarget, subject: Subject) -> list[Problem]:
    """What the rules find in sheets whose sides are in two files: in each what it says of itself, all else in both."""
    assert task.backs is not None
    found: list[Problem] = []
    each: tuple[tuple[Proof, str, Sides], ...] = (
        (fronts, task.where, "fronts"), (backs, task.backs.where, "backs"),
    )  # fmt: skip
    for proof, where, sides in each:
        file = opened(proof, where, None, 1, replace(subject, sides=sides))
        with file.pdf:
            found += apply("file", file, where, (rule for rule in RULES if rule.id in OF_EACH))
    whole = _whole(fronts, backs, task, subject, backwards=False)
    if _misplaced(whole) and backs.pages > 1:
        # The backs begin with the last sheet for a printer that draws that in first: the pages tell.
        whole = min(whole, _whole(fronts, backs, task, subject, backwards=True), key=_misplaced)
    return found + whole


def _whole(fronts: Proof, backs: Proof, task: CheckTarget, subject: Subject, backwards: bool) -> list[Problem]:
    """What the rules find in the sheets as they will lie on the table, told of the pages of the two files."""
    assert task.backs is not None
    with pikepdf.open(io.BytesIO(backs.pdf)) as pdf:
        count = len(pdf.pages)
    back_pages = [count - number if backwards else number + 1 for number in range(count)]
    proof = interleaved(fronts, backs, back_pages)
    file = opened(proof, task.where, None, task.multiple_of, replace(subject, sides="both"))
    with file.pdf:
        problems = list(apply("file", file, task.where, (rule for rule in RULES if rule.id not in OF_EACH)))
    return [
        problem if problem.page is None
        else replace(problem, page=(problem.page + 1) // 2) if problem.page % 2
        else replace(problem, page=back_pages[problem.page // 2 - 1], where=task.backs.where)
        for problem in problems
    ]  # fmt: skip


def _misplaced(problems: list[Problem]) -> int:
    return sum(problem.rule == "P05" for problem in problems)


def interleaved(fronts: Proof, backs: Proof, back_pages: Sequence[int]) -> Proof:
    """The sheets of two files in one: each front, then the page of `backs` (from 1) that is its back."""
    with pikepdf.open(io.BytesIO(fronts.pdf)) as whole, pikepdf.open(io.BytesIO(backs.pdf)) as other:
        for position, number in enumerate(back_pages):
            whole.pages.insert(min(2 * position + 1, len(whole.pages)), other.pages[number - 1])
        target = io.BytesIO()
        whole.save(target)
    codes = [code.model_copy(update={"page": 2 * code.page - 1}) for code in fronts.qr]
    backs_at = {number: 2 * position for position, number in enumerate(back_pages, start=1)}
    codes += [code.model_copy(update={"page": backs_at.get(code.page, 2 * code.page)}) for code in backs.qr]
    return fronts.model_copy(update={"pdf": target.getvalue(), "pages": fronts.pages + backs.pages, "qr": tuple(codes)})
