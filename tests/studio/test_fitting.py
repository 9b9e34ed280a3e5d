"""What has no room for a practice."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from starlette.testclient import TestClient

from leaflets.messages import translated
from leaflets.personalise.practice import Practice
from leaflets.plan.request import is_booklet
from leaflets.problems import ContentError
from leaflets.processes.workers import InProcess
from leaflets.studio import fitting
from leaflets.studio.crew import Busy, Team
from leaflets.studio.details import Details, Upload, practice_of
from leaflets.studio.fitting import MOST_LOOKED_AT, LeftOut, booklets_last, left_out, left_out_by_now, looked_at, told
from leaflets.studio.parcel import bundle, one_file
from leaflets.studio.piece import WantedFile, pieces_of
from leaflets.studio.stock import StudioStock
from tests.studio.conftest import TYPED

LONG = {
    "address": "Medisch centrum De Oude Meelfabriek, derde verdieping, Burgemeester van Gansberghelaan 112, bus 14,"
    " tegenover het station Gent-Sint-Pieters, 9000 Gent",
    "kind": "Groepspraktijk voor huisartsgeneeskunde, kinesitherapie en diëtetiek",
    "review": "Nagelezen door dr. A. Voorbeeld en dr. B. Voorbeeld, huisartsen te Gent, en door de kinesitherapeuten van"
    " de praktijk, november 2026",
}  # fmt: skip
"""Has room on a folded leaflet, and on no card."""

FOLDED, CARD = (WantedFile(("ms",), name, "nl", "be", light=True) for name in ("a5-folded", "dl-card"))


@pytest.fixture(scope="module")
def long(practice: Practice) -> Practice:
    """A practice that says much."""
    return practice.model_copy(update=LONG)


def said(problems: Any) -> list[str]:
    return [f"{translated(one.what, 'nl')} {translated(one.todo, 'nl')}" for one in problems]


def test_a_card_has_no_room_where_a_folded_leaflet_has(stock: StudioStock, practice: Practice, long: Practice) -> None:
    """The form, the leaflet and the longest field are named by the words of the pages."""
    assert left_out(stock, (FOLDED, CARD), practice, None) == ()
    found = left_out(stock, (FOLDED, CARD, replace(CARD, leaflets=("crps",))), long, None)
    assert [one.piece.format for one in found] == ["dl-card", "dl-card"]
    assert found[0] == LeftOut(CARD, "address")
    assert said(told(found, stock.catalogue)) == [
        "Kaartjes (MS, CRPS) zit er niet bij: niet alles wat u invulde past erop. Het langste is: Adres."
        " Maak dat korter of laat het weg, of kies een andere vorm."
    ]


DUTCH = {
    "country": "nl", "name": "Gezondheidscentrum De Linde en De Kastanje", "telephone": "0346 123 456",
    "out_of_hours_telephone": "088 130 96 70", "address": "Kerkstraat 12, 1234 AB Ouderkerk", "website": "www.delinde.nl",
}  # fmt: skip


def test_two_long_numbers_have_room_everywhere(stock: StudioStock) -> None:
    """As nearly every practice in the Netherlands has; on a card in fewer words, and both are read there."""
    whose = practice_of(Details(DUTCH), "nl", names_publisher=True)
    assert isinstance(whose, Practice)
    forms = [name for name, fmt in stock.catalogue.formats.items() if not is_booklet(fmt)]
    pieces = [WantedFile(("ms",), name, "nl", "nl", light=True) for name in forms]
    assert left_out(stock, pieces, whose, None) == ()
    (card,) = (one for one in pieces if one.format == "dl-card")
    with pypdfium2.PdfDocument(one_file(stock, card, whose, None).data) as document:
        text = " ".join(document[1].get_textpage().get_text_range().split())
    assert "Dicht? Bel de huisartsenpost 088 130 96 70" in text
    assert "Uw praktijk 0346 123 456" in text


def test_nobody_is_asked_to_shorten_a_number(stock: StudioStock) -> None:
    """What is needed may be shortened, what is not may be left out, and for a number there is another form."""
    found = [told([LeftOut(CARD, field)], stock.catalogue)[0] for field in ("name", "website", "telephone")]
    assert [translated(one.todo, "nl") for one in found] == [
        "Maak dat korter, of kies een andere vorm.", "Maak dat korter of laat het weg, of kies een andere vorm.",
        "Kies een andere vorm.",
    ]  # fmt: skip
    assert translated(found[2].what, "nl") == "Kaartjes (MS) zit er niet bij: uw nummers passen er niet op."


def test_the_zip_and_its_index_say_what_is_not_in_it(stock: StudioStock, long: Practice) -> None:
    """And what to do; where nothing has room there is none."""
    parcel = bundle(stock, (FOLDED, CARD), long, None)
    assert parcel.files == 1
    assert "Kaartjes (MS) zit er niet bij" in said(parcel.problems)[0]
    with zipfile.ZipFile(io.BytesIO(parcel.data)) as packed:
        index = packed.read("index.html").decode()
        assert not any("dl-card" in name for name in packed.namelist())
    assert '<p class="amiss">Kaartjes (MS) zit er niet bij: niet alles wat u invulde past erop.' in index
    assert "Maak dat korter of laat het weg, of kies een andere vorm.</p>" in index
    with pytest.raises(ContentError, match="has no room"):
        bundle(stock, (CARD,), long, None)


def test_a_whole_zip_has_nothing_to_say(stock: StudioStock, practice: Practice) -> None:
    """Nor a link to itself, which is in no folder it is unpacked to."""
    parcel = bundle(stock, (FOLDED,), practice, None)
    with zipfile.ZipFile(io.BytesIO(parcel.data)) as packed:
        index = packed.read("index.html").decode()
    assert (parcel.problems, 'class="amiss"' in index, ".zip" in index) == ((), False, False)


def test_the_page_says_it_before_anything_is_taken(visitor: TestClient) -> None:
    """With as many files as there will be, and no button for what there is not; where all fits, nothing is said."""
    query = "l=ms&f=a5-folded&f=dl-card&ink=light&lang=nl&ui=nl"
    page = visitor.post(f"/take?{query}", data={**TYPED, **LONG}).text
    assert "Kaartjes (MS) zit er niet bij: niet alles wat u invulde past erop. Het langste is: Adres." in page
    assert "1 bestand" in page
    assert 'value="ms a5-folded"' in page
    assert 'name="file" value="ms dl-card"' not in page
    assert "zit er niet bij" not in visitor.post(f"/take?{query}", data=TYPED).text


def test_of_very_many_one_of_each_form_is_looked_at(stock: StudioStock) -> None:
    """And no booklet, for that takes half a minute."""
    leaflets = tuple(one.id for one in stock.catalogue.leaflets["nl"])
    assert len(leaflets) > MOST_LOOKED_AT
    forms = ("a5-folded", "dl-card", "booklet-imposed")
    found = looked_at(stock, pieces_of(stock, leaflets, forms, "nl", "be", light=True))
    assert [(one.format, one.leaflets) for one in found] == [("a5-folded", leaflets[:1]), ("dl-card", leaflets[:1])]
    few = pieces_of(stock, leaflets[:3], forms, "nl", "be", light=True)
    assert looked_at(stock, few) == few[:6]


def test_what_the_page_could_not_know_is_said_when_all_is_taken(visitor: TestClient) -> None:
    """In the place of the ZIP, once; who then takes it has been told, and a file by itself is not asked about."""
    query = "l=ms&f=a5-folded&f=dl-card&ink=light&lang=nl&ui=nl"
    page = visitor.post(f"/download?{query}", data={**TYPED, **LONG})
    assert page.headers["content-type"].startswith("text/html")
    assert "Kaartjes (MS) zit er niet bij" in page.text
    assert 'name="left" value="ms dl-card"' in page.text
    taken = visitor.post(f"/download?{query}", data={**TYPED, **LONG, "left": "ms dl-card"})
    assert taken.headers["content-type"] == "application/zip"
    one = visitor.post(f"/download?{query}", data={**TYPED, **LONG, "file": "ms a5-folded"})
    assert one.headers["content-type"] == "application/pdf"


def test_what_takes_long_is_made_ready_last(stock: StudioStock) -> None:
    """So that what is looked at when somebody goes on is there by then."""
    several = pieces_of(stock, ("ms",), ("booklet-imposed", "a5-folded"), "nl", "be", light=True)
    assert [one.format for one in booklets_last(stock, several)] == ["a5-folded", "booklet-imposed"]


def test_nobody_waits_long_for_what_is_not_known_yet(
    stock: StudioStock, long: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known by then is told, and a team that is full costs the page nothing."""
    monkeypatch.setattr(fitting, "MOST_SECONDS", 0.05)

    class Slow(Team):
        """Knows the first at once, and of the next nothing for long."""

        async def do(self, task: Callable[..., Any], *given: Any, **_: Any) -> Any:
            await asyncio.sleep(0 if given[1] == (CARD,) else 60)
            return task(*given)

    class Full(Team):
        """Takes nothing."""

        async def do(self, *_: Any, **__: Any) -> Any:
            raise Busy

    left_out(stock, (CARD,), long, None)
    for team, found in ((Slow(InProcess(), 1), [CARD]), (Full(InProcess(), 1), [])):
        seen = asyncio.run(left_out_by_now(team, stock, (CARD, FOLDED), long, None))
        assert [one.piece for one in seen] == found


def test_a_logo_that_is_none_is_told_elsewhere(stock: StudioStock, long: Practice) -> None:
    """Beside its field."""
    assert left_out(stock, (CARD,), long, Upload("logo.png", b"\x89PNG nothing")) == ()
