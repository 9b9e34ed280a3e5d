"""T09: each text in the face its style names. Where a face lacks a sign Pango takes another one and says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets import faces
from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.measure.text import MeasuredRun
from leaflets.preflight.rule import Finding, rule

SIZE_PT = 0.1
"""Texts of one line that differ by less were set in one size; a number before its text is much larger."""

FAMILIES = tuple({family: family.replace(" ", "") for family, *_ in faces.FACES}.items())
"""Each family of the edition, and how its faces' names begin in a file."""


@rule("T09", "blocks", "house rule", "Use another sign, or write it in words: the face of this text does not have it.")
def texts_are_in_their_face(file: File) -> Iterator[Finding]:
    """Every text is set in a face of the edition, and no line takes a sign from another face than its own."""
    strange = sorted({(run.face, page.number) for page, run in file.runs() if _family(run) is None})
    for face, number in strange:
        yield Finding(say("text is set in {face}, which is no face of the edition", face=face), number)
    for page in file.pages:
        for line in file.lines(page):
            for run in line.runs:
                if _is_taken(run, line.main):
                    said = say('"{text}" is in another face than "{beside}"', text=_text(run), beside=_text(line.main))
                    yield Finding(said, page.number, run.box)


def _is_taken(run: MeasuredRun, main: MeasuredRun) -> bool:
    """Whether a text is of the size of its line's main one, and of another family."""
    return abs(run.size_pt - main.size_pt) < SIZE_PT and _family(run) != _family(main)


def _family(run: MeasuredRun) -> str | None:
    """The family of the edition a text is set in; None when it is set in none."""
    name = run.face.replace("-", "")
    return next((family for family, begins in FAMILIES if name.startswith(begins)), None)


def _text(run: MeasuredRun) -> str:
    return run.text.strip()[:40]
