"""Above a practice's box stand whole lines under their heading, or neither."""

from __future__ import annotations

import pypdfium2
import pytest

from leaflets.model.proof import PracticeBox
from leaflets.personalise.box.notes import notes
from leaflets.personalise.sets.task import Master
from tests.personalise.conftest import copies, practice
from tests.reading import picture

DPI = 200
PLACE = PracticeBox(page=2, box_mm=(15, 258, 98, 32), room_mm=24, notes_mm=(15, 235, 180, 23))


@pytest.mark.parametrize(("grown", "lines"), [(0.0, 1), (7.8, 1), (8.0, 0), (24.0, 0)])
def test_only_whole_lines_stand_above_a_box(grown: float, lines: int) -> None:
    """They go one by one as the box grows, and the heading with the last."""
    drawing = notes(PLACE, grown, "Notities")
    assert len(drawing.elements) == min(lines, 1)
    assert sum(mark.operators.count(b" re f") for mark in drawing.marks) == lines


def test_a_place_has_as_many_lines_as_it_holds() -> None:
    """Every 8 mm over its whole width, the last 2.5 mm or more above the box; none where no place is left."""
    roomy = PLACE.model_copy(update={"notes_mm": (15, 220, 180, 38)})
    heading, rules = notes(roomy, 0.0, "Notities").marks
    assert (heading.tag, heading.colour, rules.tag, rules.colour) == ("H3", "group", None, "rule")
    tops = [float(one.split()[1]) * 25.4 / 72 for one in rules.operators.split(b" re f") if one.strip()]
    assert tops == pytest.approx([25.4 - 0.1, 17.4 - 0.1, 9.4 - 0.1], abs=0.05)
    assert notes(PLACE.model_copy(update={"notes_mm": None}), 0.0, "Notities").marks == ()


@pytest.mark.whole
@pytest.mark.parametrize(("few", "lines"), [(False, 0), (True, 1)])
def test_a_copy_has_whole_lines_or_no_heading(masters: list[Master], few: bool, lines: int) -> None:
    """In the A4 on CRPS a practice with every field grows over all lines; one with two leaves lines over the page."""
    (a4,) = [one for one in masters if one.work.path.endswith("crps-a4.pdf")]
    short = dict.fromkeys(("kind", "address", "website", "appointment", "out_of_hours_telephone", "publisher"))
    (copy,) = copies(practice(**short) if few else practice(), [a4])
    page = pypdfium2.PdfDocument(copy.pdf)[1]
    assert ("Mijn vragen" in page.get_textpage().get_text_bounded()) == bool(lines)
    drawn = picture(page, DPI).convert("L")
    dot = DPI / 25.4
    columns = [drawn.crop((round(x * dot), 0, round(x * dot) + 1, drawn.height)).tobytes() for x in (17, 114, 193)]
    found = [[241 < y / dot < 257 and grey < 200 for y, grey in enumerate(column)] for column in columns]
    assert [any(column) for column in found] == [bool(lines)] * 3
