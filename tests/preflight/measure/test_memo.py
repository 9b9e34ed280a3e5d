"""A page that is as it was is not measured again; one that differs in anything a reader sees is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from leaflets.content import Catalogue
from leaflets.preflight.file import File, opened
from leaflets.preflight.measure import memo, text
from leaflets.processes.bench import Bench
from tests.preflight.drawn import Drawn, file_of, pdf_of, saved
from tests.preflight.said import finished


def on(bench: Bench, file: File) -> File:
    """A file opened again, on a bench."""
    return opened(file.proof, file.where, file.conforms_to, bench=bench)


@pytest.fixture
def measured_pages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that are measured from now on."""
    numbers: list[int] = []
    measure = text._page

    def counted(page: object, number: int, texts_only: bool) -> text.MeasuredPage:
        numbers.append(number)
        return measure(page, number, texts_only)

    monkeypatch.setattr(text, "_page", counted)
    return numbers


def digests(change: Callable[[Pdf], object] = lambda _: None) -> list[str]:
    """The digests of a file of two pages after a change to it."""
    with pdf_of(Drawn().text(20, 50, "Een"), Drawn().text(20, 50, "Twee")) as pdf:
        pdf.pages[1].obj.Rotate = 0
        change(pdf)
        with pikepdf.open(io.BytesIO(saved(pdf))) as again:
            return list(memo.page_digests(again))


def shorter(pdf: Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.make_stream(b"BT ET")


def narrower(pdf: Pdf) -> None:
    pdf.pages[1].obj.TrimBox = Array([0, 0, 300, 500])


def turned(pdf: Pdf) -> None:
    pdf.pages[1].obj.Rotate = 90


def filled_in(pdf: Pdf) -> None:
    field = Dictionary(Subtype=Name.Widget, Rect=Array([9, 9, 99, 99]), AP=Dictionary(N=pdf.make_stream(b"0 g")))
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[1].obj.Annots)


def other_letters(pdf: Pdf) -> None:
    fonts = pdf.pages[1].obj.Resources.Font
    font = fonts["/F1"]
    program = font.DescendantFonts[0].FontDescriptor.FontFile2
    program.write(program.read_bytes() + b"\0")


@pytest.mark.parametrize("change", [shorter, narrower, turned, filled_in])
def test_what_a_reader_sees_tells_pages_apart(change: Callable[[Pdf], object]) -> None:
    """Content, boxes, rotation and what a form shows: with another of these it is another page; the other page stays."""
    before, after = digests(), digests(change)
    assert before[0] == after[0]
    assert before[1] != after[1]
    assert len({*before, *after}) == 3


def test_other_letters_make_every_page_with_the_face_another() -> None:
    """A font that changed is measured again wherever it is used."""
    assert not set(digests()) & set(digests(other_letters))


def tagged_otherwise(pdf: Pdf) -> None:
    pdf.pages[1].obj.StructParents = 77
    link = Dictionary(Subtype=Name.Link, Rect=Array([9, 9, 99, 99]), Dest=Array([pdf.pages[0].obj, Name.Fit]))
    pdf.pages[1].obj.Annots = Array([link])


def linked(pdf: Pdf) -> None:
    pdf.pages[1].obj.StructParents = 1
    link = Dictionary(Subtype=Name.Link, Rect=Array([9, 9, 99, 99]), Dest=Array([pdf.pages[1].obj, Name.Fit]))
    pdf.pages[1].obj.Annots = Array([link])


def test_what_no_reader_sees_does_not() -> None:
    """Where a link leads and under which number a page stands in the tag tree leave its looks alone."""
    assert digests(tagged_otherwise) == digests(linked)


def test_only_the_page_that_changed_is_measured(measured_pages: list[int]) -> None:
    """The second file has another second page: only that is measured, and all is known that a fresh look would tell."""
    one, two, three = (Drawn().text(20, 50, words) for words in ("Een", "Twee", "Drie"))
    bench = Bench(8)
    assert len(on(bench, file_of(one, two)).pages) == 2
    assert measured_pages == [1, 2]
    pages = on(bench, file_of(one, three)).pages
    assert measured_pages == [1, 2, 2]
    assert [page.runs[0].text for page in pages] == ["Een", "Drie"]
    assert file_of(one, three).pages == pages


def test_a_leaflet_looked_at_twice_is_the_same(
    edition: Path, catalogue: Catalogue, measured_pages: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its runs, codes and paint come back as they were: no page is drawn, no code and no content is read."""
    first, bench = finished(edition, catalogue), Bench(8)
    measured_pages.clear()
    file = on(bench, first)
    pages, codes = file.pages, file.codes
    assert measured_pages == [1, 2, 3, 4]
    painted = file.painted
    monkeypatch.setattr("leaflets.preflight.measure.qr.look", None)
    monkeypatch.setattr("leaflets.preflight.measure.paint.painted_on", None)
    file = on(bench, first)
    assert (file.pages, file.codes, file.painted) == (pages, codes, painted)
    assert measured_pages == [1, 2, 3, 4]


def test_a_build_remembers_nothing(measured_pages: list[int]) -> None:
    """On a bench that keeps nothing, each page is measured as it comes."""
    bench, file = Bench(), file_of(Drawn().text(20, 50, "Een"))
    assert len([on(bench, file).pages for _ in range(2)]) == 2
    assert measured_pages == [1, 1]


def test_two_benches_share_no_page(measured_pages: list[int]) -> None:
    """What was measured on one is measured again on another."""
    file = file_of(Drawn().text(20, 50, "Een"))
    assert len([on(bench, file).pages for bench in (Bench(8), Bench(8))]) == 2
    assert measured_pages == [1, 1]
