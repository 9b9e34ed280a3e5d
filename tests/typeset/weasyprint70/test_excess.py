from __future__ import annotations

import pytest

from leaflets.typeset.weasyprint70 import excess
from tests.typeset.weasyprint70.test_boxes import picture, rendered


def test_lines_beyond_a_page_are_counted_without_running_heads() -> None:
    """Five lines on a page too many are five, also in nested boxes; the margin boxes are not counted."""
    css = '@page {@top-left {content: "head"} @bottom-right {content: counter(page)}}'
    _, document = rendered("<p>one<br>two</p><ul><li>three<li>four<br>five</ul>", css)
    assert excess.lines_beyond(None, document.pages) == 5


def test_what_room_is_left_before_a_box_that_may_not_break_is_no_excess() -> None:
    """Of a box of four lines that goes to the next page whole, one line has no room: one is told, not four."""
    # The page holds 40 mm: seven lines of 15 pt (5.29 mm), of which the first four are taken and three are free.
    body = "<p>1<br>2<br>3<br>4</p><p style='break-inside: avoid'>5<br>6<br>7<br>8</p>"
    _, document = rendered(body)
    first, second = document.pages
    assert excess.lines_beyond(first, [second]) == 1


@pytest.mark.parametrize(("lines", "under"), [(2, 0), (4, 1), (5, 2)])
def test_lines_beneath_a_foot_are_counted(lines: int, under: int) -> None:
    """A box at the foot does not move the text: as many lines are told as run on beneath it."""
    # The foot takes the lowest 23 mm of 40: three lines of 5.29 mm stand above it.
    foot = "<div class=doctor style='position: absolute; bottom: 0; height: 23mm'>foot</div>"
    css = "article {position: relative; height: 40mm}"
    _, document = rendered(f"<article><p>{'<br>'.join('x' * lines)}</p>{foot}</article>", css)
    assert excess.lines_under(document.pages[0]) == under


def test_a_picture_counts_for_the_lines_it_takes_the_place_of() -> None:
    """Between two lines of 15 pt a picture of 12 mm takes three more: it is what makes a text too long."""
    _, document = rendered(f"<p>one</p>{picture(20, 12)}<p>two</p>")
    assert excess.lines_beyond(None, document.pages) == 5


FOOT = "<div class=doctor style='position: absolute; bottom: 0; height: 23mm'>foot</div>"
"""The lowest 23 mm of 40: three lines of 5.29 mm stand above it."""
HELD = "article {position: relative; height: 40mm}"


def test_a_line_that_is_past_a_foot_counts_with_those_beneath_it() -> None:
    """Where two boxes stand at the foot, the text goes on beneath both: it is told as one text too long."""
    feet = FOOT.replace("23mm", "11mm; margin-bottom: 12mm") + FOOT.replace("23mm", "12mm").replace("doctor", "imprint")
    _, document = rendered(f"<article><p>{'<br>'.join('x' * 7)}</p>{feet}</article>", HELD)
    assert excess.lines_under(document.pages[0]) == 4


def test_columns_beside_each_other_are_no_longer_than_the_longest() -> None:
    """What is too long is the longest of them, and a short line beside a row of codes adds nothing."""
    right = "<p style='position: absolute; top: 0; left: 40mm'>a<br>b<br>c<br>d</p>"
    _, document = rendered(f"<article><p>{'<br>'.join('x' * 5)}</p>{right}{FOOT}</article>", HELD)
    assert excess.lines_under(document.pages[0]) == 2


@pytest.mark.parametrize(("lines", "past"), [(3, 0), (4, 1), (20, 17)])
def test_lines_past_a_foot_are_told_on_a_taller_page(lines: int, past: int) -> None:
    """On a page of more height all of a text stands, and it is told what of it the page itself has no room for."""
    css = "@page {size: 100mm 1060mm} article {position: relative; height: 1040mm}"
    _, document = rendered(f"<article><p>{'<br>'.join('x' * lines)}</p>{FOOT}</article>", css)
    assert excess.lines_past(document.pages[0], 1000 / 25.4 * 96) == past
