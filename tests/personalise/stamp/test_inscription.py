"""What is written of a practice fits its box and the imprint, or is refused by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from leaflets.personalise.box.layout import Layout, arrange
from leaflets.personalise.box.strip import strip
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.task import CopyTask, Master
from leaflets.personalise.stamp.inscription import Inscription
from tests.personalise.conftest import faults, nothing, practice
from tests.personalise.stamp.test_apply import base_of


def test_text_that_does_not_fit_is_refused_by_name(a5: Master) -> None:
    """The format, the floor and the longest field are named."""
    long = practice(address="Kerkstraat " * 14, review="nagelezen " * 15, kind="Groep " * 13)
    (what,) = faults(long, [tight(a5)])
    assert what == (
        'it is not made in a5: the text does not fit the practice box, even at 9 pt; "address" is the longest'
        " (153 characters)"
    )


def tight(master: Master) -> Master:
    """The master with a box that cannot grow."""
    return with_room(master, 0.0)


def test_a_publisher_that_does_not_fit_the_imprint_is_named(masters: list[Master]) -> None:
    """With the letters of what was typed; a format without room for it is not made."""
    long = practice(publisher="dr. A. Voorbeeld, " + "Kerkstraat 12, " * 7 + "9000 Gent")
    (made,) = make_sets([CopyTask(long, None, "practices.csv", 2)], masters, nothing)
    assert {masters[copy.master].work.format.id for copy in made.copies} == set()
    assert [problem.what for problem in made.problems] == [
        f'it is not made in {name}: "publisher" does not fit the imprint (132 characters)' for name in ("a4", "a5")
    ]


def without_line(given: Practice, masters: list[Master]) -> dict[str, bool]:
    """Of each leaflet in each format, made by itself: whether it lacks the line for the next appointment."""
    found = {}
    for one in masters:
        (made,) = make_sets([CopyTask(given, None, "practices.csv", 2)], [one], nothing)
        assert made.problems == ()
        assert made.without_line in ((), (one.work.format.id,))
        found[one.work.path.rpartition("/")[2].removesuffix(".pdf")] = bool(made.without_line)
    return found


def test_a_line_that_has_no_room_does_not_vanish_silently(masters: list[Master]) -> None:
    """The format is named in which the box cannot hold the line for the next appointment beside all else."""
    # MS has six codes above its box, and no room for that line beside all that a practice may say.
    roomy = {"ms-a4": True, "crps-a4": False, "ms-a5": False, "crps-a5": False}
    assert without_line(practice(), masters) == roomy
    crowded = [tight(one) if one.work.format.id == "a5" else one for one in masters]
    full = practice(review="Nagelezen door dr. A. Voorbeeld, november 2026.")
    assert without_line(full, crowded) == {"ms-a4": True, "crps-a4": False, "ms-a5": True, "crps-a5": True}
    (made,) = make_sets([CopyTask(full, None, "practices.csv", 2)], crowded, nothing)
    assert made.problems == ()
    assert made.without_line == ("a4", "a5")
    assert not any(without_line(practice(website=None), masters).values())


def test_a_name_too_long_for_the_box_on_when_to_call_gives_way_to_a_word(a5: Master) -> None:
    """The number stands there all the same, the other name stays, and the format is named."""
    long = practice(name="Multidisciplinair wijkgezondheidscentrum Kouter, Dampoorte en Sint-Amandsberg")
    (made,) = make_sets([CopyTask(long, None, "practices.csv", 2)], [a5], nothing)
    assert (made.problems, made.without_name) == ((), ("a5",))
    said = pypdfium2.PdfDocument(made.copies[0].pdf)[2].get_textpage().get_text_range()
    assert " ".join(said.split()).endswith("Uw praktijk 09 123 45 67 Praktijk dicht? Bel de wachtpost 1733")
    (short,) = make_sets([CopyTask(practice(), None, "practices.csv", 2)], [a5], nothing)
    assert short.without_name == ()


def test_whom_to_call_is_arranged_once_for_all_lines_of_a_size(
    masters: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaflets of a format share it."""
    sizes: list[tuple[float, float]] = []

    def counted(facts: Any, size_mm: tuple[float, float], *rest: Any) -> Any:
        sizes.append(size_mm)
        return strip(facts, size_mm, *rest)

    monkeypatch.setattr("leaflets.personalise.stamp.inscription.strip", counted)
    inscription = Inscription(practice(appointment=None, kind=None), None)
    for one in masters:
        inscription.stamped(one.proofs[0], base_of(one), one)
    assert sorted(sizes) == [(125.0, 10.4), (180.0, 6.0)]


def test_what_the_box_on_when_to_call_tells_gives_way(a5: Master) -> None:
    """First whom to call when the practice is closed, for a line to write on; its own number only to fit at all."""
    post, own = "Praktijk dicht? Bel de wachtpost 1733", "Telefoon 09 123 45 67"
    roomy = practice(kind=None, appointment=None, website=None)
    long = "https://www.huisartsenpraktijk.example.org/afspraken/maken/en/verzetten/voor/wie/moe/is"
    review = "Nagelezen door dr. A. Voorbeeld, huisarts in Gent en omstreken, november 2026."
    crowded = practice(
        website=long, appointment=long, review=review, address="Kerkstraat 12, bus 3, Sint-Amandsberg, 9000 Gent"
    )
    for whose, told in ((roomy, (own, post)), (practice(), (own,)), (crowded, ())):
        (made,) = make_sets([CopyTask(whose, None, "practices.csv", 2)], [tight(a5)], nothing)
        assert made.problems == ()
        document = pypdfium2.PdfDocument(made.copies[0].pdf)
        last = " ".join(document[3].get_textpage().get_text_range().split())
        assert tuple(one for one in (own, post) if one in last) == told
        assert ("Mijn volgende afspraak" in last) == (whose is not crowded)
        before = " ".join(document[2].get_textpage().get_text_range().split())
        assert before.endswith(f"Huisartsenpraktijk De Ŵilg 09 123 45 67 {post}")


def test_a_post_that_is_not_named_there_stays_in_the_practice_s_box(a5: Master) -> None:
    """Its name would be nowhere else."""
    name = "Huisartsenwachtpost van de eerstelijnszone Scheldekracht Noord"[:60]
    (made,) = make_sets([CopyTask(practice(out_of_hours_name=name), None, "practices.csv", 2)], [a5], nothing)
    assert (made.problems, made.without_name) == ((), ("a5",))
    said = " ".join(pypdfium2.PdfDocument(made.copies[0].pdf)[3].get_textpage().get_text_range().split())
    assert f"Bel de {name[0].lower()}{name[1:]} 1733" in said, said


def with_room(master: Master, room_mm: float) -> Master:
    """The master with so much free above its box."""
    base = base_of(master)
    assert base.practice is not None
    return replace(master, bases=(replace(base, practice=base.practice.model_copy(update={"room_mm": room_mm})),))


def test_a_box_is_arranged_once_for_all_leaflets_that_leave_it_room(
    a5: Master, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fits with less room than there was is taken again; with more room it might have come out better."""
    rooms: list[float] = []

    def counted(*given: Any, **named: Any) -> Layout:
        rooms.append(named["room"])
        return arrange(*given, **named)

    monkeypatch.setattr("leaflets.personalise.stamp.inscription.arrange", counted)
    inscription = Inscription(practice(kind=None, appointment=None), None)
    # 3 mm above a box stay free.
    for room in (40.0, 39.0, 40.0, 0.0, 41.0):
        one = with_room(a5, room)
        inscription.stamped(one.proofs[0], base_of(one), one)
    assert rooms == [37.0, 0.0, 38.0]


def test_a_code_is_known_by_its_place_on_the_page(a5: Master) -> None:
    """To a hundredth of a millimetre from the corner of the page, after the codes of the leaflet."""
    base = base_of(a5)
    assert base.practice is not None
    *known, code = Inscription(practice(publisher=None), None).stamped(a5.proofs[0], base, a5).qr
    assert tuple(known) == a5.proofs[0].qr
    left, top, *sides = code.box_mm
    assert (code.url, code.page, sides) == ("https://www.wilg.example.org", base.practice.page, [20, 20])
    # Its right edge is the box's own.
    assert left + 20 == pytest.approx(base.practice.box_mm[0] + base.practice.box_mm[2], abs=0.01)
    assert top < base.practice.box_mm[1] + base.practice.box_mm[3] - 20
