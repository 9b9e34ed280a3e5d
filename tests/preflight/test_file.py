from __future__ import annotations

from pathlib import Path

from leaflets.content import Catalogue
from leaflets.preflight.file import opened
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of, format_of
from tests.preflight.said import chapter, finished, ms


def test_body_is_told_from_what_stands_beside_it() -> None:
    """A line of the text is body; a name, a short word and words of the press are not."""
    text = chapter("Vermoeidheid bij een ziekte is geen gewone moeheid.", title="Geen gewone moeheid")
    drawn = Drawn().text(15, 40, "Vermoeidheid bij een ziekte").text(15, 50, "Geen gewone moeheid")
    drawn.text(15, 60, "ziekte").text(15, 70, "Ruimte voor naam en stempel")
    file = file_of(drawn, subject=Subject(texts=(text,)))
    assert [run.text for _, run in file.runs() if file.is_body(run)] == ["Vermoeidheid bij een ziekte"]


def test_letters_of_a_file_lack_heads_and_numbers() -> None:
    """Running heads and the small numbers of citations do not come between the words of a sentence."""
    drawn = Drawn().text(15, 40, "Rust helpt").text(40, 38, "1", 9).text(45, 40, "altijd.")
    drawn.raw("/Artifact <</Type /Pagination>> BDC").text(15, 10, "Kopregel", 9.5).raw("EMC").text(15, 60, "Ook nu.")
    assert file_of(drawn).letters == "rusthelptaltijdooknu"


def test_a_format_prints_the_panels_it_names(catalogue: Catalogue) -> None:
    """Of a card with a doctor's panel only that section is asked for."""
    fmt = format_of(panels={"front": ("cover",), "back": ("doctor", "blog")}, text="short")
    file = file_of(Drawn(), subject=Subject(format=fmt, texts=(ms(catalogue),)))
    assert file.written[0].text.startswith("Bel 112")
    assert all("Verdeel" not in block.text for block in file.written)


def test_cuts_and_folds_are_where_the_layout_says() -> None:
    """A saddle-stitched spread folds in the middle, cards are cut between their slots, single pages nowhere."""
    saddle = format_of(sheet={"size_mm": (297, 210), "scheme": "saddle"})
    cards = format_of(
        sheet={
            "size_mm": (297, 210), "scheme": "slots", "marks": "crop",
            "front": [{"page": 1, "left": left} for left in (0, 99, 198)], "back": [],
        }
    )  # fmt: skip
    assert file_of(Drawn(297, 210), subject=Subject(format=saddle)).folds(1) == (148.5,)
    assert file_of(Drawn(297, 210), subject=Subject(format=cards)).cuts(1) == (99, 198)
    assert file_of(Drawn()).folds(1) == ()


def test_measures_are_made_once(edition: Path, catalogue: Catalogue) -> None:
    """However many rules ask, a file is measured once."""
    file = finished(edition, catalogue)
    again = opened(file.proof, file.where, file.conforms_to)
    assert again.pages is again.pages
    assert again.pages == file.pages
    assert again.codes is again.codes
    assert again.owners is again.owners
