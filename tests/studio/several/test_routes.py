"""A list as it is sent, told of, and made."""

from __future__ import annotations

import base64
import html
import logging
import zipfile
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from leaflets.studio.several import routes
from leaflets.studio.several.bounds import ALONE
from leaflets.studio.several.reading import MOST_LIST
from leaflets.studio.visit import Studio
from tests.studio.conftest import CHOICE, plain
from tests.studio.several.conftest import (
    BEUK,
    EIK,
    HEAD,
    LINDE,
    a_list,
    a_workbook,
    opened_list,
    order_of,
    unpacked,
    waited_for,
)
from tests.studio.several.test_reading import HOSTILE


def test_from_a_list_to_a_folder_for_each_practice(visitor: TestClient, studio: Studio) -> None:
    """The right ones are made though another is wrong: files, tickets, index and details, and a report of all rows."""
    before = plain(studio.output)
    page = opened_list(visitor, a_workbook(LINDE, EIK, BEUK))
    assert page.status_code == 200
    assert "2 praktijken kloppen." in page.text
    assert "1 rij klopt nog niet." in page.text
    assert "Rij 3, De Eik" in page.text
    answer = order_of(visitor, page)
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert "Uw bestanden zijn klaar" in waited_for(visitor, where)
    with unpacked(visitor, where) as packed:
        for folder in ("de-linde", "de-beuk"):
            names = {name.partition("/")[2] for name in packed.namelist() if name.startswith(f"{folder}/")}
            assert names == {
                "index.html", "nl/ms-a5-folded-light.pdf", "nl/ms-a5-folded-light-ticket.pdf", "praktijk.yaml",
            }  # fmt: skip
        assert b"De Beuk" in packed.read("de-beuk/praktijk.yaml")
        assert b"De Linde" not in packed.read("de-beuk/index.html")
        assert ".zip" not in packed.read("de-beuk/index.html").decode()
        report = packed.read("report.csv").decode().splitlines()
        assert [line.split(",")[:5] for line in report[1:]] == [
            ["2", "de-linde", "De Linde", "gemaakt", "1"], ["3", "de-eik", "De Eik", "niet gemaakt", "0"],
            ["4", "de-beuk", "De Beuk", "gemaakt", "1"],
        ]  # fmt: skip
        assert report[0].removeprefix("\ufeff") == "Rij,Map,Naam van de praktijk,Uitkomst,Bestanden,Opmerking"
        assert not any("kolom id" in line for line in report)
        assert "Telefoon" in report[2]
        assert '"telephone"' not in report[2]
        (day,) = {one.date_time for one in packed.infolist()}
        assert (day[0] >= 2026, day[3:]) == (True, (0, 0, 0))  # The leaflet's own, and no clock.
    assert [name for name in plain(studio.output) if name not in before and not name.startswith(".cache")] == []


def test_each_mistake_says_row_column_and_what_to_do(visitor: TestClient) -> None:
    """As the columns are called in the form, in the language of who asks; and other columns are named."""
    data = a_list(EIK + ";7", ";;03 123 45 67;be;x;8", LINDE + ";9", head=f"{HEAD};Lidnummer")
    text = html.unescape(opened_list(visitor, data).text)
    assert "<b>Rij 2, De Eik</b><span>Telefoon: " in text
    assert "<b>Rij 3</b><span>Naam van de praktijk: Hier staat niets. Vul het in.</span>" in text
    assert "Deze kolommen kennen we niet; we lieten ze weg: Lidnummer." in text


def test_a_heading_that_is_missing_is_named_as_in_the_form(visitor: TestClient) -> None:
    """And nothing can be made."""
    answer = opened_list(visitor, a_list("De Linde;be", head="Naam;Land"))
    assert answer.status_code == 422
    assert "De kolom &#34;Telefoon&#34; ontbreekt." in answer.text
    assert 'name="kept"' not in answer.text


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_list_is_refused_with_a_sentence(visitor: TestClient, name: str) -> None:
    """Whatever its name says; the form to open another is there."""
    answer = opened_list(visitor, HOSTILE[name]())
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'name="list"' in answer.text
    assert 'name="kept"' not in answer.text


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf \r\n\r\n"])
def test_an_empty_list_is_said_to_be_empty(visitor: TestClient, data: bytes) -> None:
    """And not to be none."""
    answer = opened_list(visitor, data)
    assert answer.status_code == 422
    assert "Deze lijst is leeg." in answer.text
    assert "geen lijst" not in answer.text


@pytest.mark.parametrize("name", ["praktijken.xlsx", "PRAKTIJKEN.XLS", "a.ods", "praktijken.csv", "praktijken"])
def test_a_text_that_is_called_a_workbook_is_said_to_be_none(visitor: TestClient, name: str) -> None:
    """Where there is no list in it; where there is, it is read whatever its name says."""
    files = {"list": (name, b"Beste, hierbij de lijst\nGroeten\n", "x/y")}
    text = html.unescape(visitor.post(f"/list?{CHOICE}", files=files).text)
    is_book = not name.endswith(("csv", "praktijken"))
    assert ("Dit is geen bestand van Excel of LibreOffice, al heet het zo." in text) is is_book
    assert ("de kolommen die nodig zijn" in text) is not is_book
    files = {"list": (name, a_list(LINDE), "x/y")}
    assert "1 praktijk klopt." in visitor.post(f"/list?{CHOICE}", files=files).text


def test_a_list_that_is_too_large_says_how_large_it_is(visitor: TestClient) -> None:
    """And nothing of it is read."""
    answer = opened_list(visitor, b"x" * (MOST_LIST + 100_000))
    assert answer.status_code == 422
    assert "2,1 MB" in answer.text


def test_what_is_too_much_at_once_is_not_begun(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows or files: the sentence says how many go; a form that was kept open gets it too."""
    page = opened_list(visitor, a_list(LINDE, BEUK))
    for bounds, said in (
        (replace(ALONE, practices=1), "Uw lijst heeft 2 praktijken. Hier gaan er hoogstens 1 tegelijk."),
        (replace(ALONE, files=1), "Dat zijn 2 bestanden. Hier gaan er hoogstens 1 tegelijk."),
    ):
        monkeypatch.setattr(routes, "ALONE", bounds)
        for answer in (opened_list(visitor, a_list(LINDE, BEUK)), order_of(visitor, page)):
            assert answer.status_code == 422
            assert said in answer.text


def test_where_no_row_is_right_nothing_is_made(visitor: TestClient) -> None:
    """The rows are told all the same."""
    answer = opened_list(visitor, a_list(EIK))
    assert answer.status_code == 422
    assert "Rij 2, De Eik" in answer.text
    kept = base64.b64encode(a_list(EIK)).decode()
    assert visitor.post(f"/sets?{CHOICE}", data={"kept": kept}).status_code == 422


def test_nonsense_is_refused(visitor: TestClient) -> None:
    """No letters of a list, no list, no leaflets: each a sentence."""
    assert visitor.post(f"/sets?{CHOICE}", data={"kept": "%%%"}).status_code == 400
    assert visitor.post(f"/sets?{CHOICE}", data={}).status_code == 422
    assert visitor.post(f"/sets?{CHOICE}", data={"kept": base64.b64encode(b"%PDF").decode()}).status_code == 422
    for answer in (visitor.post("/list?f=a4&ui=nl"), visitor.post("/sets?f=a4&ui=nl"), visitor.get("/list?f=a4&ui=nl")):
        assert answer.status_code == 422
        assert "Kies eerst een folder en een vorm" in answer.text


def test_an_example_goes_through(visitor: TestClient) -> None:
    """What is given to begin with is right."""
    answer = visitor.get("/list.csv?ui=nl")
    assert answer.headers["content-disposition"] == 'attachment; filename="praktijken.csv"'
    assert "2 praktijken kloppen." in opened_list(visitor, answer.content).text
    page = visitor.get(f"/list?{CHOICE}")
    assert page.status_code == 200
    assert 'href="list.csv?ui=nl"' in page.text


def test_nothing_of_a_list_is_in_a_log_or_on_the_disk(
    visitor: TestClient, studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever becomes of it."""
    caplog.set_level(logging.DEBUG)
    secret = "Praktijk Geheimraad"
    page = opened_list(visitor, a_list(LINDE.replace("De Linde", secret), EIK.replace("De Eik", secret)))
    waited_for(visitor, order_of(visitor, page).headers["location"])
    opened_list(visitor, a_list(EIK.replace("De Eik", secret))[:-40])
    assert "Geheim" not in caplog.text
    found = [one for one in studio.output.rglob("*") if one.is_file() and b"Geheimraad" in one.read_bytes()]
    assert found == []


def test_a_row_cannot_steer_a_page_or_a_path(visitor: TestClient) -> None:
    """Markup is text, letters that turn a line round are seen, and an id is no way out of the ZIP."""
    rows = ("<script>alert(1)</script>;x;CALL;be;y;a", "\u202eDe Eik;x;CALL;be;y;b", f"{LINDE};../../etc/passwd")
    page = opened_list(visitor, a_list(*rows, BEUK + ";", head=f"{HEAD};id"))
    assert "<script>alert" not in page.text
    assert "\u202e" not in page.text
    where = order_of(visitor, page).headers["location"]
    waited_for(visitor, where)
    with unpacked(visitor, where) as packed:
        assert isinstance(packed, zipfile.ZipFile)
        assert {name.partition("/")[0] for name in packed.namelist()} == {"de-beuk", "report.csv"}


def test_a_spreadsheet_that_cannot_be_read_is_said_of_the_file(visitor: TestClient) -> None:
    """A sentence with what it is about."""
    answer = visitor.post(f"/list?{CHOICE}", files={"list": ("bad.xlsx", b"PK\x03\x04nothing")})
    assert "Dit bestand is geen rekenblad dat gelezen kan worden." in answer.text
