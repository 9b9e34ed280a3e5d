"""T08: how a paragraph ends: one short word alone on the last line looks like a mistake, and costs a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.measure.lines import Line
from leaflets.preflight.rule import Finding, rule

# norms §7: our own.
LEAST_LETTERS = 8
"""A word of so many is long enough to stand alone."""


@rule("T08", "warns", "norms §7", "Shorten the paragraph by that word, or say a little more.")
def no_paragraph_ends_with_a_short_word(file: File) -> Iterator[Finding]:
    """The last line of a paragraph or list item has two words, or one of eight letters or more."""
    fmt = file.subject.format
    # What is imposed from another format has its lines, and is told there.
    if fmt is not None and fmt.of is not None:
        return
    written = [letters(block.text) for block in file.written if block.kind != "heading"]
    for page in file.pages:
        told: set[str] = set()
        for above, last in pairwise(file.lines(page)):
            end = letters(above.text) + letters(last.text)
            # A card stands on its sheet three times.
            if end not in told and _is_short(last, above) and any(block.endswith(end) for block in written):
                told.add(end)
                said = say('"{word}" stands alone on the last line', word=last.text.strip())
                yield Finding(said, page.number, last.main.box)


def _is_short(last: Line, above: Line) -> bool:
    """Whether a line below another is one word of few letters."""
    is_below = last.main.baseline_mm > above.main.baseline_mm and bool(letters(above.text))
    return is_below and len(last.text.split()) == 1 and 0 < len(letters(last.text)) < LEAST_LETTERS
