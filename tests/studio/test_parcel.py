"""The files of a practice, as they are taken along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from pypdf import PdfReader

from leaflets.messages import say, translated
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.task import Assemble, Copies, CopyTask, Master
from leaflets.problems import ContentError, Problem
from leaflets.studio import parcel as parcel_of
from leaflets.studio.details import Details, practice_of
from leaflets.studio.parcel import bundle, finished_files, one_file
from leaflets.studio.piece import WantedFile, master_of
from leaflets.studio.stock import StudioStock
from tests.studio.conftest import TYPED

MS = WantedFile(("ms",), "a5", "nl", "be", light=True)


def test_a_file_holds_the_practice_and_no_clock(stock: StudioStock, practice: Practice, linden: Details) -> None:
    """Twice the same, byte for byte."""
    parcel = one_file(stock, MS, practice, linden.logo)
    assert "Huisartsenpraktijk De Linde" in "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(parcel.data)).pages
    )
    assert one_file(stock, MS, practice, linden.logo) == parcel
    assert parcel.name == "ms-a5-light.pdf"


def test_a_page_has_no_ticket(stock: StudioStock, practice: Practice) -> None:
    """Only what is folded, cut or stapled has one."""
    with pytest.raises(ContentError):
        one_file(stock, MS, practice, None, ticket=True)


def test_what_cannot_be_made_is_told_and_the_rest_is_there(stock: StudioStock, practice: Practice) -> None:
    """A leaflet there is not costs itself; where nothing is left, it is refused."""
    long = practice.model_copy(update={"name": "Praktijk " * 60})
    with pytest.raises(ContentError):
        bundle(stock, (MS,), long, None)


def test_the_zip_says_what_is_in_it(stock: StudioStock, practice: Practice) -> None:
    """On an index page in the language of the leaflets, which leads to each file."""
    parcel = bundle(stock, (MS,), practice, None)
    (day,) = (one.date for one in stock.catalogue.leaflets["nl"] if one.id == "ms")
    assert day.year > 2000
    with zipfile.ZipFile(io.BytesIO(parcel.data)) as packed:
        assert packed.namelist() == ["index.html", "nl/ms-a5-light.pdf", "praktijk.yaml"]
        page = packed.read("index.html").decode()
        assert 'href="nl/ms-a5-light.pdf"' in page
        # It lies in the ZIP itself, and leads to none.
        assert ".zip" not in page
        assert {one.date_time for one in packed.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}


def test_what_a_rule_finds_on_a_page_is_told_as_a_file_that_is_not_there(
    stock: StudioStock, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, by the names of leaflet and form, and with no word of the press; the other file is there."""
    where = master_of(stock, MS).work.entry.path
    found = tuple(
        Problem(say("contrast of 2"), where, say("Darken it."), page=2, rule="T06", box_mm=(at, 1, 1, 1))
        for at in (1, 2)
    )

    def without_ms(tasks: Sequence[CopyTask], masters: Sequence[Master], assemble: Assemble) -> list[Copies]:
        (copies,) = make_sets(tasks, masters, assemble)
        good = tuple(one for one in copies.copies if masters[one.master].work.entry.path != where)
        return [replace(copies, copies=good, problems=found)]

    monkeypatch.setattr(parcel_of, "make_sets", without_ms)
    parcel = bundle(stock, (MS, replace(MS, leaflets=("crps",))), practice, None)
    said = [f"{translated(one.what, 'nl')} {translated(one.todo, 'nl')}" for one in parcel.problems]
    assert said == [
        "Op een scherm (MS) zit er niet bij: met deze tekst kan het niet gemaakt worden."
        " Meld het aan wie de teksten beheert, of kies een andere vorm."
    ]
    assert parcel.files == 1


PRACTICES = {
    ("be", "least"): {"name": "De Eik", "telephone": "03 123 45 67", "publisher": "dr. B. Eik, Dorp 3, 9000 Gent"},
    ("be", "full"): {name: said for name, said in TYPED.items() if name != "country"},
    ("nl", "least"): {"name": "De Eik", "telephone": "0346 12 34 56"},
    ("nl", "full"): {
        "name": "Huisartsenpraktijk De Linde", "telephone": "020 123 45 67", "out_of_hours_telephone": "088 130 96 70",
        "address": "Kerkstraat 12, 1234 AB Ouderkerk", "website": "www.delinde.nl",
    },
}  # fmt: skip


@pytest.mark.parametrize("light", [True, False])
def test_every_practice_has_the_card_of_every_leaflet(stock: StudioStock, linden: Details, *, light: bool) -> None:
    """With as little as is asked for, and with all that most have: a card has the least room of all forms."""
    leaflets = [one.id for one in stock.catalogue.leaflets["nl"]]
    for (country, _), typed in PRACTICES.items():
        whose = practice_of(Details({"country": country, **typed}, linden.logo), "nl", names_publisher=False)
        assert isinstance(whose, Practice)
        pieces = [WantedFile((one,), "dl-card", "nl", whose.country, light=light) for one in leaflets]
        files, problems = finished_files(stock, pieces, whose, linden.logo)
        assert problems == []
        assert len(files) == len(leaflets)
