"""The index page of a set: its files, their tickets, in its own language."""

from __future__ import annotations

from dataclasses import replace

from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, MadeOf
from leaflets.personalise.sets.index_page import page
from tests.conftest import PROJECT
from tests.personalise.conftest import practice

TEMPLATES = PROJECT / "templates"
SHEET = Artefact(
    path="practices/de-wilg/nl/ms-a5-folded.pdf", leaflet="ms", language="nl", format="a5-folded", practice="de-wilg",
    purpose="sheet", title="Slaap bij MS (alleen voor papier)", trim_mm=(297, 210), conforms_to=None, version="2026.11",
    review_by="2027-11-01", made_of=MadeOf(leaflets=("ms",), slug="ms"), pages=2, bytes=30_000,
)  # fmt: skip


def test_a_sheet_stands_beside_its_ticket(catalogue: Catalogue) -> None:
    """In the words of the language, which a screen reader hears with what it is for; other files have none."""
    words = catalogue.languages["nl"].words
    reading = replace(SHEET, path="practices/de-wilg/nl/ms-a5.pdf", title="Slaap bij MS", format="a5")
    tickets = {SHEET.path: "practices/de-wilg/nl/ms-a5-folded-ticket.pdf"}
    html = page(practice(), [SHEET, reading], words, TEMPLATES, tickets)
    assert html.count("hoe te printen") == html.count("-ticket.pdf") == 1
    ticket = html[html.index('href="nl/ms-a5-folded-ticket.pdf"') :]
    heard = 'hoe te printen<span class="heard">: Slaap bij MS (alleen voor papier), A5 om te vouwen</span></a>'
    assert ticket[ticket.index(">") + 1 :].startswith(heard)
    assert html.index('href="nl/ms-a5-folded.pdf"') < html.index('href="nl/ms-a5-folded-ticket.pdf"')
    assert "hoe te printen" not in page(practice(), [reading], words, TEMPLATES)
