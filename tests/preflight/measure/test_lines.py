from __future__ import annotations

from itertools import pairwise

from leaflets.preflight.measure.lines import lines
from tests.preflight.drawn import Drawn, file_of


def test_lines_are_read_from_their_runs() -> None:
    """Runs on one baseline and a raised number beside them are a line; what stands below or far off is another."""
    drawn = (
        Drawn().text(15, 40, "een regel").text(35, 38.5, "1", 9).text(15, 45.5, "de volgende").text(90, 45.5, "kolom")
    )
    (page,) = file_of(drawn).pages
    found = list(lines(page))
    assert [line.text for line in found] == ["een regel", "de volgende", "kolom"]
    assert all(one.right > one.left for one, _ in pairwise(found))


def test_a_file_puts_its_lines_together_once() -> None:
    """Rule after rule gets the very lines of a page."""
    file = file_of(Drawn().text(15, 40, "een regel"))
    assert file.lines(file.pages[0]) is file.lines(file.pages[0])
    assert [line.text for line in file.lines(file.pages[0])] == ["een regel"]
