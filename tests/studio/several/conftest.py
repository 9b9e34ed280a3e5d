"""What the tests of lists share: lists, and what a browser makes of sending one."""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
from httpx2 import Response
from starlette.testclient import TestClient

from tests.studio.conftest import CHOICE

HEAD = "Naam;Adres;Telefoon;Land;Verantwoordelijke uitgever"
LINDE = "De Linde;Kerkstraat 12, 9000 Gent;09 123 45 67;België;dr. A. Linde, Kerkstraat 12, 9000 Gent"
BEUK = "De Beuk;Beukenlaan 1, 1011 AB Amsterdam;020 123 45 67;Nederland;"
EIK = "De Eik;Dorp 3, 2000 Antwerpen;03 CALL;be;dr. B. Eik, Dorp 3, 2000 Antwerpen"


def a_list(*rows: str, head: str = HEAD) -> bytes:
    """A list as Excel saves it as CSV."""
    return "\r\n".join((head, *rows, "")).encode("utf-8-sig")


def a_workbook(*rows: str, head: str = HEAD) -> bytes:
    """The same as .xlsx."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (head, *rows):
        book.active.append(row.split(";"))
    book.save(target)
    return target.getvalue()


def opened_list(visitor: TestClient, data: bytes, query: str = CHOICE) -> Response:
    """The page of a list that was sent; its name says nothing."""
    return visitor.post(f"/list?{query}", files={"list": ("praktijken.csv", data, "text/csv")})


def carried_by(page: Response) -> str:
    """The list that the page carries along, as letters."""
    return page.text.split('name="kept" value="')[1].split('"')[0]


def order_of(visitor: TestClient, page: Response, query: str = CHOICE) -> Response:
    """Begin the order of a list; the form has the list in it."""
    return visitor.post(f"/sets?{query}", data={"kept": carried_by(page)}, files={"none": b""})


def waited_for(visitor: TestClient, where: str) -> str:
    """The page of an order that is over."""
    for _ in range(200):
        page = visitor.get(f"/{where}").text
        if "data-asks-again" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the order is never over")


def unpacked(visitor: TestClient, where: str) -> zipfile.ZipFile:
    """What came of an order."""
    answer = visitor.get(f"/{where.partition('?')[0]}/file")
    assert answer.headers["content-disposition"] == 'attachment; filename="praktijken.zip"'
    return zipfile.ZipFile(io.BytesIO(answer.content))
