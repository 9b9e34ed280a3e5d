"""What a file lacks as PDF/UA-2 is told: our reading of the clauses, no validator's."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from leaflets.model.proof import Proof
from leaflets.pdf.saving import saved
from leaflets.pdf.structure import bookmarks
from leaflets.preflight.inspection import inspect
from leaflets.preflight.measure.ua2 import lacking
from tests import reading
from tests.reading import opened

LEAFLET, BOOKLET = "nl/leaflets/ms-a5-ua2.pdf", "nl/booklet/booklet-ms-ua2.pdf"


@pytest.mark.parametrize("name", [LEAFLET, BOOKLET])
def test_what_the_press_makes_lacks_nothing(name: str, edition_ua2: Path) -> None:
    """Our reading of the clauses: a leaflet and a merged booklet have all that is asked."""
    with opened(edition_ua2 / name) as pdf:
        assert list(lacking(pdf)) == []


def test_a_file_of_pdf_ua_1_lacks_all_five(edition: Path) -> None:
    """Our reading of the clauses: header, claim, declarations, Document, and each page with links and each bookmark."""
    with opened(edition / "nl/leaflets/ms-a5.pdf") as pdf:
        said = list(lacking(pdf))
        items = len(list(bookmarks(pdf)))
    assert said[:5] == [
        "it is no PDF 2.0 (6.1)",
        "it does not say that it is PDF/UA-2, and of which year (5)",
        "it does not declare http://pdfa.org/declarations/wtpdf#accessibility1.0",
        "it does not declare http://pdfa.org/declarations/wtpdf#reuse1.0",
        "its tags are not one Document of PDF 2.0 (8.2.5.2)",
    ]
    assert sum(one.startswith("a link on page ") for one in said) == 2
    assert sum(one.startswith('the bookmark "') for one in said) == items > 5


def _link(pdf: Pdf) -> pikepdf.Object:
    return next(link for link in reading.links(pdf.pages[1]) if "/SD" in link.A)


def _stray(pdf: Pdf) -> None:
    """A link leads to an element that hangs nowhere."""
    _link(pdf).A.SD[0] = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))


def _to_page(pdf: Pdf) -> None:
    link = _link(pdf)
    link.Dest = link.A.D
    del link["/A"]


def _no_goal(pdf: Pdf) -> None:
    del next(bookmarks(pdf)).A["/SD"]


def _rewritten(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def damage(pdf: Pdf) -> None:
        said = pdf.Root.Metadata.read_bytes()
        assert old in said
        pdf.Root.Metadata.write(said.replace(old, new))

    return damage


def _two(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document)))


def _other_space(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].NS.NS = String("http://iso.org/pdf/ssn")


def _no_space(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0]["/NS"]


def _numbers(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array([1])


def _no_metadata(pdf: Pdf) -> None:
    del pdf.Root["/Metadata"]


def _no_tags(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


NO_CLAIM = ["it does not say that it is PDF/UA-2, and of which year (5)"]
NO_DOCUMENT = ["its tags are not one Document of PDF 2.0 (8.2.5.2)"]
TO_A_PAGE = ["a link on page 2 leads to a page and to no element (8.8)"]
UNREAD = ["its metadata cannot be read (5)"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_stray, TO_A_PAGE),
        (_to_page, TO_A_PAGE),
        (_no_goal, ['the bookmark "Slaap, rust en herstel bij MS" leads to a page and to no element (8.8)']),
        (_rewritten(b'part="2"', b'part="1"'), NO_CLAIM),
        (_rewritten(b'pdfuaid:rev="2024"', b""), NO_CLAIM),
        (_rewritten(b'rev="2024"', b'rev="24"'), NO_CLAIM),
        (_rewritten(b"#reuse1.0", b""), ["it does not declare http://pdfa.org/declarations/wtpdf#reuse1.0"]),
        (_rewritten(b"</rdf:RDF>", b""), UNREAD),
        (_rewritten(b"<x:xmpmeta", b'<!DOCTYPE x [<!ENTITY a "b">]><x:xmpmeta'), UNREAD),
        (_no_metadata, UNREAD),
        (_two, NO_DOCUMENT),
        (_other_space, NO_DOCUMENT),
        (_no_space, NO_DOCUMENT),
        (_numbers, NO_DOCUMENT),
        (_no_tags, ["the file has no tags"]),
    ],
)
def test_each_thing_is_missed(damage: Callable[[Pdf], None], said: list[str], edition_ua2: Path) -> None:
    """Our reading of the clauses: a finished leaflet with one thing damaged is told for that."""
    with opened(edition_ua2 / LEAFLET) as pdf:
        damage(pdf)
        found = list(lacking(pdf))
    assert found[: len(said)] == said
    # Without a tree no element is in it, so that then each link is told too.
    assert len(found) == len(said) or damage is _numbers


def test_bookmarks_in_a_circle_are_looked_at_once(edition_ua2: Path) -> None:
    """A file somebody changed does not keep the press for ever."""
    with opened(edition_ua2 / LEAFLET) as pdf:
        first = next(bookmarks(pdf))
        before = len(list(bookmarks(pdf)))
        first.First.Next = first
        assert 0 < len(list(bookmarks(pdf))) < before


def test_a_finished_file_is_held_to_the_norm_it_names(edition_ua2: Path) -> None:
    """A01: as PDF/UA-2 it passes, and is told where it lacks something; as PDF/UA-1 the same file is told for its claim."""
    data = (edition_ua2 / LEAFLET).read_bytes()
    with opened(data) as pdf:
        _to_page(pdf)
        target = io.BytesIO(saved(pdf, "2.0"))
    found = {
        (norm, is_whole): [one.what for one in inspect(proof(given), "x.pdf", norm) if one.rule == "A01"]
        for norm in ("pdf/ua-1", "pdf/ua-2")
        for is_whole, given in ((True, data), (False, target.getvalue()))
    }
    assert found["pdf/ua-2", True] == []
    assert found["pdf/ua-2", False] == [f"not PDF/UA-2: {TO_A_PAGE[0]}"]
    assert len(found["pdf/ua-1", True]) == 2
    assert all(what.startswith("not PDF/UA-1: ") for what in found["pdf/ua-1", True])


def proof(data: bytes) -> Proof:
    return Proof(job_id="x", pdf=data, pages=4, trim_mm=(148, 210), qr=())
