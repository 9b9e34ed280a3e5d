from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from leaflets.content import Catalogue
from leaflets.imposition.plan import Size, sheets
from leaflets.imposition.ticket import Printing, paper_name, parts_of, settings, steps, ticket_job
from leaflets.model.format import Costs, Format, PaperOptions, Printer, SheetLayout, Slot
from leaflets.model.job import Job
from leaflets.plan import leaflet_job
from leaflets.preflight import inspect
from leaflets.preflight.measure.toner import coverage
from leaflets.storage.manifest import is_there, read_manifest
from leaflets.typeset import typeset
from tests.conftest import PROJECT
from tests.imposition.test_plan import A5, CARDS, FOLDED, PANELS, STAPLED, TRIFOLD
from tests.reading import elements, opened

UPRIGHT = SheetLayout(
    size_mm=(210, 297), scheme="slots", marks="crop",
    front=(Slot(page=1, left=0), Slot(page=1, left=105)), back=(Slot(page=2, left=0), Slot(page=2, left=105)),
)  # fmt: skip
"""Two cards on a sheet that stands, whose drawings are the highest."""


def printing(
    layout: SheetLayout, sizes: list[Size], paper: PaperOptions | None = None, sides: str = "both"
) -> Printing:
    options = paper or PaperOptions()
    fmt = Format(id="tried", description="", paper_mm=layout.size_mm, purpose="sheet", sheet=layout)
    plan = sheets(sizes, layout, options.caliper_mm)
    file = "ms-tried.pdf" if sides == "both" else f"ms-tried-{sides}.pdf"
    return Printing(file, "Slaap", fmt, plan, options, sides, coverage=0.25)  # type: ignore[arg-type]


def ms(catalogue: Catalogue) -> Job:
    leaflet = next(one for one in catalogue.leaflets["nl"] if one.id == "ms")
    return leaflet_job(catalogue, leaflet, catalogue.formats["a5"])


def said(catalogue: Catalogue, one: Printing) -> str:
    words = catalogue.languages["nl"].words
    return "\n".join([*settings(one, words), *steps(one, words)])


def test_a_ticket_names_paper_sides_edge_and_scale(catalogue: Catalogue) -> None:
    """For a folded leaflet: one sheet of A4, both sides over the short edge, 100 %, fold once, no staples."""
    text = said(catalogue, printing(FOLDED, [A5] * 4))
    assert "1 vel A4, liggend" in text
    assert "Dubbelzijdig: omslaan langs de korte zijde" in text
    assert "100 %" in text
    assert "Vouw het dubbel" in text
    assert "niet" not in text.replace("Kies niet", "")


def test_a_ticket_offers_the_light_edition(catalogue: Catalogue) -> None:
    """Whoever prints in an office hears of the file that takes less toner, once, and not from that file itself."""
    one = printing(FOLDED, [A5] * 4)
    assert "Half zoveel toner? Vraag om ms-tried-light.pdf." in said(catalogue, one)
    assert "light" not in said(catalogue, replace(one, light=True))


def test_a_thick_booklet_is_told_in_parts(catalogue: Catalogue) -> None:
    """For 64 pages: sixteen sheets in two parts, each stapled apart, and the paper the creep was reckoned for."""
    text = said(catalogue, printing(STAPLED, [A5] * 64, PaperOptions(caliper_mm=0.125)))
    assert "16 vellen A4" in text
    assert "2 delen: vel 1 tot en met 8, vel 9 tot en met 16" in text
    assert "twee nietjes" in text
    assert "0,125 mm, dus papier van 100 gram" in text
    assert "delen" not in said(catalogue, printing(STAPLED, [A5] * 60))


def test_folds_and_cuts_have_words_of_their_own(catalogue: Catalogue) -> None:
    """A roll fold begins with its narrow panel; cards are cut and counted."""
    assert "smalste deel (a, 97 mm) naar binnen" in said(catalogue, printing(TRIFOLD, PANELS))
    cards = said(catalogue, printing(CARDS, [(99, 210)] * 2))
    assert "Snijd langs de streepjes" in cards
    assert "U hebt nu 3 stuks" in cards
    assert "Vouw" not in cards


def test_a_printer_without_duplex_gets_the_order_of_the_two_files(catalogue: Catalogue) -> None:
    """Both tickets name the other file, and say how the pile goes back: as it came, or turned over."""
    fronts = said(catalogue, printing(FOLDED, [A5] * 4, sides="fronts"))
    assert "Enkelzijdig" in fronts
    assert "ms-tried-backs.pdf" in fronts
    assert "Keer hem niet om" in fronts
    turned = PaperOptions(printer=Printer(backs_begin_with="first"))
    backs = said(catalogue, printing(FOLDED, [A5] * 4, turned, sides="backs"))
    assert "ms-tried-fronts.pdf" in backs
    assert "Keer de hele stapel om" in backs
    assert "korte zijde." not in fronts + backs


def test_a_printer_with_one_edge_only_is_told_that_edge(catalogue: Catalogue) -> None:
    """Sheets made for the long edge are asked for over the long edge."""
    text = said(catalogue, printing(FOLDED, [A5] * 4, PaperOptions(printer=Printer(flip="long"))))
    assert "langs de lange zijde" in text


@pytest.mark.parametrize(
    ("size", "name"),
    [((297, 210), "A4"), ((210, 297), "A4"), ((420, 297), "A3"), ((320, 225), "SRA4"), ((300, 200), "300 × 200 mm")],
)
def test_paper_has_its_name(size: Size, name: str) -> None:
    """People know paper by its name, whichever way it lies."""
    assert paper_name(size) == name


def test_parts_are_counted_in_sheets() -> None:
    """The sheets of each signature are numbered on through the pile."""
    assert parts_of(sheets([A5] * 64, STAPLED)) == [range(1, 9), range(9, 17)]
    assert parts_of(sheets([A5] * 60, STAPLED)) == [range(1, 16)]


@pytest.mark.parametrize("sides", ["both", "fronts", "backs"])
@pytest.mark.parametrize(
    ("layout", "sizes"),
    [(STAPLED, [A5] * 64), (TRIFOLD, PANELS), (CARDS, [(99.0, 210.0)] * 2), (UPRIGHT, [(105.0, 297.0)] * 2)],
)
def test_every_ticket_is_one_accessible_page(
    catalogue: Catalogue, layout: SheetLayout, sizes: list[Size], sides: str
) -> None:
    """The longest tickets fit one A5 page with nothing cut off, and conform to PDF/UA-1, drawing described."""
    costs = Costs(sheet=0.012, page=0.02, coverage=5)
    one = printing(layout, sizes, PaperOptions(costs=costs), sides=sides)
    proof = typeset(ticket_job(ms(catalogue), one), PROJECT, PROJECT / "content")
    assert proof.pages == 1
    assert inspect(proof, "ticket", "pdf/ua-1") == ()
    text = " ".join(pypdfium2.PdfDocument(proof.pdf)[0].get_textpage().get_text_bounded().split())
    for line in said(catalogue, one).split("\n"):
        assert line in text
    assert "bladzijden tekst kosten" in text


@pytest.mark.parametrize("sides", ["both", "fronts", "backs"])
def test_a_long_title_and_name_of_a_file_have_room(catalogue: Catalogue, sides: str) -> None:
    """On the ticket of a trifold, which has most to say, they are set closer and all of it stays on one page."""
    one = printing(TRIFOLD, PANELS, PaperOptions(costs=Costs(sheet=1, page=1, coverage=1)), sides=sides)
    long = replace(
        one, heading="Slaap, rust en herstel bij reumatoïde artritis", file=f"reumatoide-artritis-{one.file}"
    )
    proof = typeset(ticket_job(ms(catalogue), long), PROJECT, PROJECT / "content")
    assert (proof.pages, proof.spacing) == (1, "tight")
    assert typeset(ticket_job(ms(catalogue), one), PROJECT, PROJECT / "content").spacing == "normal"


@pytest.mark.parametrize(
    ("layout", "sizes", "one", "run"),
    [
        (FOLDED, [A5] * 4, "1 stuk 1 vel 10 zo’n € 0,21", "100 stuks 100 vellen 1.000 zo’n € 21"),
        (TRIFOLD, PANELS, "1 stuk 1 vel 10 zo’n € 0,21", "100 stuks 100 vellen 1.000 zo’n € 21"),
        (CARDS, [(99.0, 210.0)] * 2, "3 stuks 1 vel 10 zo’n € 0,21", "100 stuks 34 vellen 340 zo’n € 7,21"),
        (STAPLED, [A5] * 60, "1 stuk 15 vellen 150 zo’n € 3,18", "100 stuks 1.500 vellen 15.000 zo’n € 318"),
    ],
)
def test_a_ticket_says_what_a_run_takes(
    catalogue: Catalogue, layout: SheetLayout, sizes: list[Size], one: str, run: str
) -> None:
    """Read back from the page: sheets, toner as pages of text, and money where the office has filled in its prices."""
    costs = Costs(sheet=0.012, page=0.02, coverage=5)
    for known, is_told in ((costs, True), (None, False)):
        told = ticket_job(ms(catalogue), printing(layout, sizes, PaperOptions(costs=known)))
        pdf = typeset(told, PROJECT, PROJECT / "content").pdf
        with pypdfium2.PdfDocument(pdf) as document:
            text = " ".join(document[0].get_textpage().get_text_bounded().split())
        assert (one in text and run in text) is is_told
        assert one.split(" zo’n", maxsplit=1)[0] in text
        assert run.split(" zo’n", maxsplit=1)[0] in text
        assert "Gemiddeld is 25 % van een kant bedekt. Op een bladzijde tekst is dat 5 %." in text


def test_toner_is_that_of_the_sheets_of_the_file(printed: Path) -> None:
    """Each ticket tells the coverage that is measured on the sheets beside it."""
    for of, entry in read_manifest(printed).tickets.items():
        share = round(100 * coverage((printed / of).read_bytes()))
        with pypdfium2.PdfDocument(printed / entry.path) as document:
            assert f"Gemiddeld is {share} % van een kant bedekt" in document[0].get_textpage().get_text_bounded()


def test_each_sheet_file_has_its_ticket_beside_it(printed: Path) -> None:
    """The manifest lists one ticket for each file of sheets, with path, bytes and hash, apart from the artefacts."""
    manifest = json.loads((printed / "manifest.json").read_text(encoding="utf-8"))
    on_sheets = {entry["path"] for entry in manifest["artefacts"] if entry["purpose"] == "sheet"}
    tickets = read_manifest(printed).tickets
    assert set(tickets) == on_sheets
    assert len(on_sheets) == 3
    for of, entry in tickets.items():
        assert entry.path == of.replace(".pdf", "-ticket.pdf")
        assert is_there(printed, entry)
        assert (printed / entry.path).stat().st_size == entry.bytes
        assert entry.path not in {artefact["path"] for artefact in manifest["artefacts"]}
        with opened(printed / entry.path) as pdf:
            assert str(pdf.docinfo.Title) == entry.title
            assert entry.title.startswith("Printwijzer: ")


def test_files_for_paper_say_so_in_their_title(printed: Path) -> None:
    """Sheets are titled as files for paper only, in the file and in the manifest, and claim no conformity."""
    for entry in json.loads((printed / "manifest.json").read_text(encoding="utf-8"))["artefacts"]:
        is_sheet = entry["purpose"] == "sheet"
        assert entry["title"].endswith(" (alleen voor papier)") is is_sheet
        with opened(printed / entry["path"]) as pdf:
            assert str(pdf.docinfo.Title) == entry["title"]
        if is_sheet:
            assert entry["conforms_to"] is None
            assert entry["trim_mm"] == [297, 210]


@pytest.mark.parametrize("sides", ["both", "fronts"])
def test_a_ticket_for_both_sides_shows_a_back_on_its_head(catalogue: Catalogue, sides: str) -> None:
    """With duplex a right and a wrong back stand beside each other, described for who cannot see them."""
    one = printing(TRIFOLD, PANELS, sides=sides)
    pdf = typeset(ticket_job(ms(catalogue), one), PROJECT, PROJECT / "content").pdf
    with pypdfium2.PdfDocument(pdf) as document:
        shown = document[0].get_textpage().get_text_bounded()
    assert (shown.endswith("2 3 4\r\ngoed\r\n4 3 2\r\nondersteboven")) is (sides == "both")
    with opened(pdf) as file:
        said = [str(figure.own.Alt) for figure in elements(file, "/Figure")]
    assert len(said) == (2 if sides == "both" else 1)
    assert ("Rechts staan ze ondersteboven" in said[-1]) is (sides == "both")
