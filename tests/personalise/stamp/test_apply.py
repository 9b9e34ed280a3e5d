"""A stamped leaflet: the practice stands in its box, tagged and linked, and nothing else has changed."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from functools import partial

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from leaflets.build.assemble import assembled
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.model.artefact import Ink
from leaflets.model.format import PaperOptions
from leaflets.personalise.box.drawing import Drawing
from leaflets.personalise.box.style import room_in
from leaflets.personalise.incremental_update import Numbered
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.masters import planned, typeset
from leaflets.personalise.sets.task import Copy, CopyTask, Master
from leaflets.personalise.stamp.apply import NOTHING, Stamp, press
from leaflets.personalise.stamp.base import Base
from leaflets.preflight import inspect, subject_of
from leaflets.preflight.measure.tags import unmapped
from tests.conftest import PROJECT
from tests.personalise.conftest import CONTENT, STEPS, copies, practice, request_for
from tests.reading import links, opened, tag_tree, text_in, unmarked_painting

SAID = (
    "Huisartsenpraktijk De Ŵilg",
    "Groepspraktijk ș ł ß",
    "Kerkstraat 12, 9000 Gent",
    "Telefoon 09 123 45 67",
    "www.wilg.example.org",
    "Afspraak maken: www.wilg.example.org/afspraak",
)
"""What its box says in the A5 of MS, beside a line to write on: whom to call when it is closed stands on page 3."""
ISSUED = "Verantwoordelijke uitgever: dr. A. Voorbeeld, Kerkstraat 12, 9000 Gent."


def base_of(master: Master) -> Base:
    (base,) = master.bases
    assert base is not None
    return base


def box_of(master: Master) -> tuple[float, float, float, float]:
    """The box of a master, as high as it may grow."""
    box = base_of(master).practice
    assert box is not None
    left, top, width, height = box.box_mm
    return left, top - room_in(box), width, height + room_in(box)


def pages(pdf: bytes) -> list[str]:
    """The text of each page as a PDF viewer copies it."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(("ink", "is_limited"), [("screen", True), ("gray", True), ("press", False)])
def test_a_logo_gets_what_the_file_may_grow(a5: Master, ink: Ink, is_limited: bool) -> None:
    """A copy to read stays within 1.29 times its base, text and tags included; a print shop's is as large as it likes."""
    asked: list[int] = []

    class Drawn:
        def within(self, limit: int, _: float, __: Ink) -> Numbered:
            asked.append(limit)
            return lambda slot, _: {slot: NOTHING}

    base, drawing = replace(base_of(a5), ink=ink), dict.fromkeys(("practice", "issuer", "numbers"), Drawing((), ()))
    plain = len(press(base, Stamp(drawing)))
    assert len(press(base, Stamp(drawing, Drawn()))) == plain  # type: ignore[arg-type]
    room = round(1.29 * len(base.pdf)) - plain
    assert asked == [room if is_limited else sys.maxsize]


def test_the_base_comes_first_unchanged(copy: Copy, a5: Master) -> None:
    """Every byte of the proof is in the copy: its medical text cannot have changed."""
    assert copy.pdf.startswith(a5.proofs[0].pdf)
    assert pages(copy.pdf)[:2] == pages(a5.proofs[0].pdf)[:2]


def test_the_practice_stands_in_its_box(copy: Copy, a5: Master) -> None:
    """What the page says within the box, read back from it, and nothing stands outside."""
    left, top, width, height = box_of(a5)
    document = pypdfium2.PdfDocument(copy.pdf)
    inside = " ".join(text_in(document[3], left, top, left + width, top + height).split())
    for said in SAID:
        assert said in inside.replace("wilg. example", "wilg.example"), said
    assert inside.endswith("Mijn volgende afspraak")
    empty = pypdfium2.PdfDocument(a5.proofs[0].pdf)
    assert text_in(document[3], 0, 0, 148, top) == text_in(empty[3], 0, 0, 148, top)
    below = [" ".join(text_in(one[3], 0, top + height, 148, 210).split()) for one in (document, empty)]
    assert below[0] == f"{below[1]} {ISSUED}"


def test_whom_to_call_stands_in_the_box_on_when_to_call(copy: Copy, a5: Master) -> None:
    """Read back from the lines that are left there, and nothing else of that page is another."""
    numbers = base_of(a5).numbers
    assert numbers is not None
    assert (numbers.page, numbers.box_mm[0], numbers.box_mm[2:]) == (3, 14.0, (125.0, 10.4))
    left, top, width, height = numbers.box_mm
    after, before = (pypdfium2.PdfDocument(pdf)[2] for pdf in (copy.pdf, a5.proofs[0].pdf))
    said = text_in(after, left, top, left + width, top + height).split()
    assert " ".join(said) == "Huisartsenpraktijk De Ŵilg 09 123 45 67 Praktijk dicht? Bel de wachtpost 1733"
    assert text_in(after, 0, 0, 148, top) == text_in(before, 0, 0, 148, top)
    # The box goes on to the foot of the page, and nothing stands below the lines.
    assert 198 < top + height < 210 - 6
    assert text_in(after, 0, top + height, 148, 210).strip() == ""


def test_the_imprint_says_who_answers_for_it(a5: Master) -> None:
    """The practice's own publisher, or else the edition's: its word is Uitgave until it has an address."""
    publisher = a5.work.jobs[0].edition.publisher
    for whose, said in (
        (practice(), ISSUED), (practice(publisher=None), f"Uitgave: {publisher.name}, {publisher.website}."),
    ):  # fmt: skip
        (copy,) = copies(whose, [a5])
        assert " ".join(pages(copy.pdf)[3].split()).endswith(said)
        with opened(copy.pdf) as pdf:
            (paragraph,) = [one for one in tag_tree(pdf).all() if one.tag == "/P" and one.text.startswith("Tekst: ")]
            assert " ".join(paragraph.text.split()).endswith(said)


def test_it_conforms_to_pdf_ua(copy: Copy) -> None:
    """The validator finds nothing, every MCID is mapped to an element of its page, and all that is painted is marked."""
    report = page_validation.validate_pdf_bytes(copy.pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []
    with opened(copy.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert list(unmapped(pdf)) == []
        assert unmarked_painting(pdf.pages[3]) == []


def test_it_passes_preflight(copy: Copy, a5: Master) -> None:
    """Every rule the leaflet itself has to pass, and those of a Belgian practice: its publisher stands in the imprint."""
    proof = a5.proofs[0].model_copy(update={"pdf": copy.pdf, "qr": copy.qr})
    subject = replace(
        subject_of(a5.work.jobs), country="be", publisher=practice().publisher, numbers=("09 123 45 67", "1733")
    )
    assert inspect(proof, "ms-a5.pdf", "pdf/ua-1", subject=subject) == ()
    (unnamed,) = copies(practice(publisher=None), [a5])
    other = proof.model_copy(update={"pdf": unnamed.pdf, "qr": unnamed.qr})
    assert {problem.rule for problem in inspect(other, "ms-a5.pdf", "pdf/ua-1", subject=subject)} == {"C09"}


def test_a_long_address_is_one_link_with_all_its_lines(a5: Master) -> None:
    """An address that breaks over lines is one annotation, with four corners for each line, and one element."""
    website = "https://www.huisartsenpraktijk-aan-het-lange-water.example.org/voor/mensen/met/vermoeidheid/en/slaap"
    (long,) = copies(practice(website=website, appointment=None), [a5])
    with opened(long.pdf) as pdf:
        found = [link for link in links(pdf.pages[3]) if "/A" in link and str(link.A.get("/URI", "")) == website]
        assert [len(link.QuadPoints) for link in found] == [32]
        corners, around = ([float(one) for one in values] for values in (found[0].QuadPoints, found[0].Rect))
        assert [min(corners[::2]), max(corners[1::2])] == [around[0], around[3]]
        assert [max(corners[::2]), min(corners[1::2])] == [around[2], around[1]]
        assert list(unmapped(pdf)) == []
    report = page_validation.validate_pdf_bytes(long.pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert [str(failure) for failure in report.failures] == []


def test_a_copy_is_little_more_than_its_base(masters: list[Master]) -> None:
    """With all a practice may say, text and code, no copy is more than 1.3 times its base."""
    made = copies(practice(), masters)
    growth = [len(copy.pdf) / len(masters[copy.master].proofs[0].pdf) for copy in made]
    assert len(growth) == 4
    assert max(growth) < 1.3


def test_the_same_practice_gives_the_same_bytes(copy: Copy, a5: Master) -> None:
    """Also when it is made again, and another practice's copy has another identifier."""
    assert copies(practice(), [a5])[0].pdf == copy.pdf
    other = copies(practice(id="de-beuk"), [a5])[0]
    third = copies(practice(name="De Beuk"), [a5])[0]
    assert other.pdf == copy.pdf
    with pikepdf.open(io.BytesIO(copy.pdf)) as one, pikepdf.open(io.BytesIO(third.pdf)) as another:
        assert bytes(one.trailer.ID[0]) == bytes(another.trailer.ID[0])
        assert bytes(one.trailer.ID[1]) != bytes(another.trailer.ID[1])


@pytest.mark.parametrize("website", [None, "https://www.wilg.example.org/een/wat/langere/pagina?met=een+vraag"])
def test_the_code_leads_to_the_website(masters: list[Master], website: str | None) -> None:
    """Read from the finished page, the last code is the practice's; without a website there is none."""
    import zxingcpp

    for copy in copies(practice(website=website, publisher=None), masters):
        known = masters[copy.master].proofs[0].qr
        assert [code.url for code in copy.qr[len(known) :]] == ([website] if website else [])
        page = pypdfium2.PdfDocument(copy.pdf)[copy.pages - 1]
        found = {code.text for code in zxingcpp.read_barcodes(page.render(scale=200 / 72, grayscale=True).to_pil())}
        assert (website in found) == (website is not None)


def test_a_file_for_the_print_shop_passes_preflight(catalogue: Catalogue) -> None:
    """Every rule a press file has to pass; the practice's digits, some in a font of their own, are no folios."""
    request = replace(request_for("a5", leaflets=("ms",)), paper=PaperOptions(press=True))
    files, _ = planned(catalogue, [("nl", "be")], request)
    steps = replace(STEPS, assemble=partial(assembled, shop=Workshop(PROJECT, CONTENT)))
    found, _ = typeset(files, request, steps, lambda *_: None)
    whose = practice(telephone="016 12 34 56", address="Tiensestraat 12, 3000 Leuven")
    (made,) = make_sets([CopyTask(whose, None, "practices.csv", 2)], found, steps.assemble)
    assert made.problems == ()
    assert "3000 Leuven" in pages(made.copies[0].pdf)[3]
