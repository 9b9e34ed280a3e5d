from __future__ import annotations

import pytest

from leaflets.preflight.file import File
from leaflets.preflight.rules import type as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, format_of, glyphs
from tests.preflight.said import chapter, said

WORDS = "Rust is geen zwakte maar zorg voor uzelf"
TEXT = Subject(format=format_of(), texts=(chapter(WORDS),))


def lines(drawn: Drawn, count: int, leading: float = 5.5, size: float = 12, words: str = WORDS) -> Drawn:
    for number in range(count):
        drawn.text(15, 40 + number * leading, words, size)
    return drawn


@pytest.mark.parametrize(("size", "tells"), [(12, False), (11.5, True), (8, True)])
def test_body_is_large_enough(size: float, tells: bool) -> None:
    """T01: a line of the text below 12 pt is told with its size, its page and its place."""
    file = file_of(Drawn().text(15, 40, WORDS, size), subject=TEXT)
    found = list(rules.body_is_large_enough(file))
    assert bool(found) == tells
    if tells:
        assert found[0].said.startswith(f"text of {size:.1f} pt, less than 12")
        assert found[0].page == 1
        assert found[0].box is not None
        assert found[0].box[0] == pytest.approx(15, abs=0.5)


def test_body_is_measured_after_reduction() -> None:
    """T01: 12 pt printed at 71 % (A4 on A5) is 8.5 pt."""
    file = file_of(Drawn().raw("q 0.71 0 0 0.71 0 0 cm").text(15, 40, WORDS, 12).raw("Q"), subject=TEXT)
    assert said(rules.body_is_large_enough, file)[0].startswith("text of 8.5 pt")


def test_body_is_what_the_format_asks() -> None:
    """T01: a panel may go to 10.5 pt where the format says so, and large print is held to its 18."""
    small, large = (
        Subject(format=format_of(body_pt=size), texts=(chapter(WORDS),)) for size in (10.5, 18)
    )  # fmt: skip
    assert said(rules.body_is_large_enough, file_of(Drawn().text(15, 40, WORDS, 10.5), subject=small)) == []
    assert said(rules.body_is_large_enough, file_of(Drawn().text(15, 40, WORDS, 16), subject=large)) != []


def test_what_the_press_adds_is_no_body() -> None:
    """T01: the imprint and a running head may be smaller than the text, even when it says the same."""
    drawn = Drawn().text(15, 40, WORDS, 12).text(15, 200, "Versie 2026.11, herzien in november", 9.5)
    drawn.raw("/Artifact <</Type /Pagination>> BDC").text(15, 10, WORDS, 9.5).raw("EMC")
    assert said(rules.body_is_large_enough, file_of(drawn, subject=TEXT)) == []


def test_nothing_is_tiny() -> None:
    """T02: 8.5 pt is told, 9 pt is not."""
    assert said(rules.nothing_is_tiny, file_of(Drawn().text(15, 40, "klein", 8.5))) == [
        'text of 8.5 pt, less than 9: "klein"'
    ]
    assert said(rules.nothing_is_tiny, file_of(Drawn().text(15, 40, "klein", 9))) == []


def test_lines_have_room() -> None:
    """T03: lines 1.1 of their size apart are told, 1.3 are not."""
    size_mm = 12 / 72 * 25.4
    tight, good = (file_of(lines(Drawn(), 4, leading * size_mm)) for leading in (1.1, 1.3))
    assert said(rules.lines_have_room, tight)[0].startswith("lines 1.10 of their size apart")
    assert said(rules.lines_have_room, good) == []


def test_lines_are_short() -> None:
    """T04: a line of 75 characters is told, one of 70 is not."""
    for count, tells in ((75, True), (70, False)):
        words = ("rust en slaap " * 9)[:count].strip().ljust(count, "a")
        file = file_of(Drawn(width=210).text(15, 40, words, 9), subject=Subject(texts=(chapter(words),)))
        assert bool(said(rules.lines_are_short, file)) == tells


def test_text_is_ragged() -> None:
    """T05: lines that all end at the same place are justified; lines of their own lengths are not."""
    even = lines(Drawn(), 6)
    assert said(rules.text_is_ragged, file_of(even)) != []
    ragged = Drawn()
    for number, words in enumerate((WORDS, WORDS[:-5], WORDS + " ook", WORDS[:-9], WORDS, WORDS[:-3])):
        ragged.text(15, 40 + 5.5 * number, words)
    assert said(rules.text_is_ragged, file_of(ragged)) == []


def test_words_are_whole() -> None:
    """T05: a word split at a line's end is told; a hyphen that is the word's own is not."""
    drawn = (
        Drawn().text(15, 40, "een dag met vermoeid-").text(15, 45.5, "heid na de MS-").text(15, 51, "verpleegkundige")
    )
    subject = Subject(texts=(chapter("een dag met vermoeidheid na de MS-verpleegkundige"),))
    assert said(rules.words_are_whole, file_of(drawn, subject=subject)) == ['"vermoeid-heid" is split']


def test_letters_are_upright() -> None:
    """T05: four words in capitals or in italics are told, three are not."""
    shout = Drawn().text(15, 40, "DIT IS HEEL HARD en dat niet").text(15, 60, "EN DIT MAG wel")
    assert said(rules.letters_are_upright, file_of(shout)) == ['4 words in capitals: "DIT IS HEEL HARD"']
    slanted = Drawn().text(15, 40, "dit staat schuin gezet", lean=0.3).text(15, 60, "dit recht en goed")
    assert said(rules.letters_are_upright, file_of(slanted)) == ['4 words in italics: "dit staat schuin gezet"']


def test_contrast_is_enough() -> None:
    """T06: pale text is told, large pale text of 3 to 1 is not, and dark text on a dark shape is."""
    pale = "0.58 0.58 0.58 rg"  # 3.0 : 1 on white
    assert said(rules.contrast_is_enough, file_of(Drawn().text(15, 40, "bleek", 12, pale)))[0].startswith(
        "contrast of 3.0"
    )
    assert said(rules.contrast_is_enough, file_of(Drawn().text(15, 40, "bleek", 20, pale))) == []
    hidden = Drawn().box(10, 30, 50, 20, "0.3 0.3 0.3 rg").text(15, 40, "donker", 12)
    assert len(said(rules.contrast_is_enough, file_of(hidden))) == 1


CREAM, LIME, WINE = (255, 240, 200), (120, 255, 120), (120, 0, 0)


def coloured(text: tuple[int, int, int], ground: tuple[int, int, int], size: float) -> File:
    """A page with words of one colour on a shape of another."""
    fill, ink = (" ".join(f"{part / 255:.4f}" for part in colour) + " rg" for colour in (ground, text))
    return file_of(Drawn().box(10, 20, 90, 40, fill).text(15, 40, "woorden in kleur", size, ink))


@pytest.mark.parametrize(
    ("text", "ground", "size", "tells"),
    [
        ((209, 40, 40), CREAM, 12, None),  # 4.59
        ((215, 40, 40), CREAM, 12, "contrast of 4.4, less than 4.5"),  # 4.39
        ((40, 115, 160), CREAM, 17.9, None),  # 4.58
        ((40, 118, 160), CREAM, 17.9, "contrast of 4.4, less than 4.5"),  # 4.43
        ((40, 118, 160), CREAM, 18, None),
        ((0, 160, 60), CREAM, 18, None),  # 3.04
        ((40, 155, 160), CREAM, 18, "contrast of 3.0, less than 3"),  # 2.95
        ((10, 105, 150), LIME, 12, None),  # 4.71, in grey 4.62
        ((25, 95, 195), LIME, 12, "in grey a contrast of 4.4, less than 4.5"),  # 4.72, in grey 4.41
        ((0, 195, 225), WINE, 12, None),  # light on dark: 5.50, in grey 4.62
        ((0, 185, 240), WINE, 12, "in grey a contrast of 4.4, less than 4.5"),  # 5.11, in grey 4.38
    ],
)
def test_contrast_is_told_from_the_ratio_on(
    text: tuple[int, int, int], ground: tuple[int, int, int], size: float, tells: str | None
) -> None:
    """T06: 4.4 to 1 is told and 4.6 is not, of large text 2.95 is and 3.04 is not; in any colours, and again in grey."""
    found = said(rules.contrast_is_enough, coloured(text, ground, size))
    assert found == ([f'{tells}: "woorden in kleur"'] if tells else [])


def test_contrast_is_enough_in_grey() -> None:
    """T06: text that only its hue sets apart is told for the grey printer."""
    green = Drawn().box(10, 30, 60, 20, "0.35 0 0.35 rg").text(15, 40, "alleen op kleur", 12, "0 0.55 0 rg")
    found = said(rules.contrast_is_enough, file_of(green))
    assert len(found) == 1
    muddy = Drawn().box(10, 30, 60, 20, "1 0.5 0.5 rg").text(15, 40, "rood en blauw", 20, "0 0 0.9 rg")
    assert said(rules.contrast_is_enough, file_of(muddy)) == []


@pytest.mark.parametrize(
    ("drawn", "tells"),
    [
        (Drawn().text(140, 40, "voorbij de rand"), "stands outside the page"),
        (Drawn().raw("q 0 0 90 595 re W n").text(15, 40, "afgesneden").raw("Q"), "is cut off by"),
        (Drawn().raw("q 0 0 90 595 re W n").text(15, 60, "groot", 93).raw("Q"), "is cut off by"),
        (Drawn().text(15, 40, "bedekt").box(14, 30, 30, 20, "1 1 1 rg"), "cannot be seen"),
        (Drawn().text(15, 40, "half bedekt").box(29, 35, 2, 10, "1 1 1 rg"), "is covered"),
        (Drawn().text(15, 40, "wit op wit", 12, "1 1 1 rg"), "cannot be seen"),
    ],
)
def test_nothing_is_cut_off(drawn: Drawn, tells: str) -> None:
    """T07: words outside the page, clipped, covered or without a colour of their own are told."""
    assert any(tells in one for one in said(rules.nothing_is_cut_off, file_of(drawn)))


def test_whole_words_are_not_cut_off() -> None:
    """T07: plain text, text on a shape and text that touches nothing pass."""
    drawn = (
        Drawn()
        .text(15, 40, "heel gewoon")
        .box(15, 60, 80, 20, "0.1 0.2 0.4 rg")
        .text(20, 70, "op kleur", 12, "1 1 1 rg")
    )
    assert said(rules.nothing_is_cut_off, file_of(drawn)) == []


def test_texts_do_not_cross() -> None:
    """T07: a line printed over another is told; lines with room between them are not."""
    crossed = Drawn().text(15, 40, "de ene regel").text(18, 40.8, "de andere regel")
    assert said(rules.texts_do_not_cross, file_of(crossed))[0] in (
        '"de" is printed over "de"', '"ene" is printed over "de"', '"de" is printed over "andere"',
        '"ene" is printed over "andere"',
    )  # fmt: skip
    assert said(rules.texts_do_not_cross, file_of(lines(Drawn(), 5))) == []


def test_no_glyph_is_missing() -> None:
    """T07: an empty box instead of a letter is told."""
    broken = Drawn().text(15, 40, "", codes=[*glyphs("Sj"), 0, *glyphs("gren")])
    assert said(rules.no_glyph_is_missing, file_of(broken)) == ["1 character is shown as an empty box"]
    assert said(rules.no_glyph_is_missing, file_of(Drawn().text(15, 40, "Sjögren €"))) == []


def test_every_sentence_is_there() -> None:
    """T07: a sentence that lacks its end, or one letter anywhere, is told; one that goes on over the page is not."""
    text = "Rust is geen zwakte. Het is een goede zorg voor uzelf."
    subject = Subject(texts=(chapter(text),))
    short = file_of(Drawn().text(15, 40, "Rust is geen zwakte. Het is een"), subject=subject)
    assert len(said(rules.every_sentence_is_there, short)) == 1
    over = file_of(
        Drawn().text(15, 200, "Rust is geen zwakte. Het is").text(15, 205, "2", 9),
        Drawn().text(15, 20, "een goede zorg voor uzelf."),
        subject=subject,
    )
    assert said(rules.every_sentence_is_there, over) == []
    gap = Drawn().text(15, 40, "Rust is geen zwakte.").text(15, 50, "et is een goede zorg voor uzelf.")
    assert len(said(rules.every_sentence_is_there, file_of(gap, subject=subject))) == 1
