"""The order of a list."""

from __future__ import annotations

import asyncio
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from leaflets.messages import say
from leaflets.model.format import Printer
from leaflets.problems import ContentError, Problem
from leaflets.processes.workers import InProcess
from leaflets.studio.choice import Basket
from leaflets.studio.crew import Team
from leaflets.studio.orders import MANY, PlacedOrder
from leaflets.studio.parcel import finished_files
from leaflets.studio.several import making
from leaflets.studio.several.making import MOST_TOLD, ListWork, made_for_all
from leaflets.studio.several.reading import read_list
from leaflets.studio.stock import StudioStock
from tests.studio.several.conftest import BEUK, LINDE, a_list

CHOICE = Basket("nl", ("ms",), ("a5",), light=True, tongue="nl")


def work_of(stock: StudioStock, *rows: str, most: int = 10_000_000) -> ListWork:
    table = read_list(a_list(*rows), ["nl"], "nl", names_publisher=False)
    return ListWork(stock, table, CHOICE, Printer(), most)


def done(work: ListWork) -> PlacedOrder:
    """The order of a list, when it is over."""

    async def doing() -> PlacedOrder:
        order = PlacedOrder("x", work.files, 0.0)
        await made_for_all(order, Team(InProcess(), 1), work)
        return order

    return asyncio.run(doing())


def test_a_practice_is_what_it_would_be_alone(stock: StudioStock) -> None:
    """Twice the same ZIP, byte for byte; and how far it is ends at all."""
    work = work_of(stock, LINDE, BEUK)
    order = done(work)
    assert (order.done, order.total) == (2, 2)
    assert str(order.now) == "Practice 2 of 2 is being made."
    assert order.parcel is not None
    assert (order.parcel.files, order.parcel.problems) == (2, ())
    again = done(work)
    assert again.parcel == order.parcel


def test_what_no_longer_goes_in_is_told_and_the_rest_is_there(stock: StudioStock) -> None:
    """A ZIP has room for so much; of nobody half a set is in it."""
    whole = done(work_of(stock, LINDE, BEUK)).parcel
    assert whole is not None
    parcel = done(work_of(stock, LINDE, BEUK, most=len(whole.data) - 1000)).parcel
    assert parcel is not None
    with zipfile.ZipFile(io.BytesIO(parcel.data)) as packed:
        (dated,) = {one.date_time[:3] for one in packed.infolist()}
        assert dated > (2000, 1, 1)
        assert {name.partition("/")[0] for name in packed.namelist()} == {"de-linde", "report.csv"}
    (told,) = parcel.problems
    assert str(told.what) == "Row 3, De Beuk: the files before it fill the ZIP"
    with pytest.raises(ContentError):
        done(work_of(stock, LINDE, most=10))


def test_a_practice_that_cannot_be_made_costs_itself_alone(stock: StudioStock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when a worker dies of it; of many mistakes some are told, and all stand in the report."""
    real = finished_files

    def dying(at: StudioStock, pieces: Any, practice: Any, logo: Any) -> Any:
        if practice.id.startswith("de-beuk"):
            raise ContentError(Problem(say("the process that made it died of it"), "", say("Try again.")))
        return real(at, pieces, practice, logo)

    monkeypatch.setattr(making, "finished_files", dying)
    parcel = done(work_of(stock, LINDE, *[BEUK] * (MOST_TOLD + 5))).parcel
    assert parcel is not None
    assert parcel.files == 1
    assert len(parcel.problems) == MOST_TOLD + 1
    assert str(parcel.problems[0].what) == "Row 3, De Beuk: the process that made it died of it"
    assert str(parcel.problems[-1].what) == "And 5 more"


def test_each_practice_has_the_languages_it_named(stock: StudioStock) -> None:
    """As far as what was chosen is there."""
    work = work_of(stock, LINDE)
    (practice,) = (one for _, one in work.rows)
    assert [one.language for one in work.pieces(practice)] == ["nl"]
    assert work.pieces(practice.model_copy(update={"language": ("fr",)})) == ()
    assert work.pieces(practice)[0].country == "be"


def test_of_many_files_a_few_are_made_at_a_time(stock: StudioStock, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that others come between them."""
    asked: list[int] = []

    def counted(_: StudioStock, pieces: Any, __: Any, ___: Any) -> Any:
        asked.append(len(pieces))
        return [], []

    monkeypatch.setattr(making, "finished_files", counted)
    several = tuple(one.id for one in stock.catalogue.leaflets["nl"])
    choice = replace(CHOICE, leaflets=several, forms=("a5", "a4"))
    with pytest.raises(ContentError):
        done(replace(work_of(stock, LINDE), choice=choice))
    assert max(asked) == MANY
    assert sum(asked) == 2 * len(several)
