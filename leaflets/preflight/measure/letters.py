"""The letters of a page: what is compared where line ends, hyphens and marks do not count."""

from __future__ import annotations

import re
import unicodedata

from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun

_NO_LETTERS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Only the letters and digits of a text, in lower case: line ends, hyphens and marks do not count."""
    # NFKC makes two letters of the ligature ﬁ, as faces and pdfium have it (UAX #15).
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def letters_of(page: MeasuredPage, body_pt: float = 12.0) -> str:
    """The letters of a page, without running heads and the small numbers of citations."""
    return "".join(letters(run.text) for run in page.runs if not run.artifact and not is_number(run, body_pt))


def is_number(run: MeasuredRun, body_pt: float = 12.0) -> bool:
    """Whether a run is the small number of a citation, in a text of that size."""
    # styles/base.css sets such a number in 9 pt; a number of the text itself has the text's size.
    return run.text.strip().isdigit() and run.size_pt < 0.9 * body_pt
