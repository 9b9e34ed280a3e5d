from __future__ import annotations

import pytest

from leaflets.preflight.rules import ends as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, format_of
from tests.preflight.said import chapter, said


def drawn(*lines: str) -> Drawn:
    """A page with lines below each other."""
    page = Drawn()
    for number, line in enumerate(lines):
        page.text(15, 40 + 6 * number, line)
    return page


@pytest.mark.parametrize(
    ("lines", "tells"),
    [
        (("Wie moe is, rust uit en", "slaapt."), ['"slaapt." stands alone on the last line']),
        (("Wie moe is, rust uit en", "beweegt nu."), []),
        (("Wie moe is, rust uit met", "aandacht."), []),  # Eight letters.
        (("Wie moe is, rust uit en", "slaapt", "dan weer goed"), []),  # It goes on.
        (("Rust uit.",), []),
        (("Rust.",), []),
    ],
)
def test_a_short_word_alone_is_told(lines: tuple[str, ...], tells: list[str]) -> None:
    """T08: one word of seven letters below the others is told; two words, a longer one, or all there is are not."""
    subject = Subject(texts=(chapter(" ".join(lines)),))
    assert said(rules.no_paragraph_ends_with_a_short_word, file_of(drawn(*lines), subject=subject)) == tells


def test_what_no_paragraph_ends_with_is_not_asked() -> None:
    """T08: a heading, a word that no text ends with, and pages imposed from another format tell nothing."""
    lines = ("Wie moe is, rust uit en", "slaapt.")
    for markdown, fmt in (("## " + " ".join(lines), None), ("Iets anders.", None), (" ".join(lines), "a5")):
        subject = Subject(texts=(chapter(markdown),), format=format_of(of=fmt) if fmt else None)
        assert said(rules.no_paragraph_ends_with_a_short_word, file_of(drawn(*lines), subject=subject)) == []


def test_a_word_is_told_once_a_page() -> None:
    """T08: three cards on a sheet have one last line."""
    page = Drawn(width=297)
    for left in (15, 115, 215):
        page.text(left, 40, "Rust uit en").text(left, 46, "slaapt.")
    subject = Subject(texts=(chapter("Rust uit en slaapt."),))
    assert len(said(rules.no_paragraph_ends_with_a_short_word, file_of(page, subject=subject))) == 1
