"""The index page of a set: its files, their tickets, in its own language."""

from __future__ import annotations

import datetime as dt
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
TODAY = dt.date(2026, 11, 23)


def test_a_leaflet_past_its_review_is_marked_as_its_pages_are(catalogue: Catalogue) -> None:
    """From the day of its review the page says so, in bold; the day before it says by when, and so of other texts."""
    language = catalogue.languages["nl"]
    crps = replace(SHEET, path="practices/de-wilg/nl/crps-a5.pdf", title="Slaap bij CRPS", review_by="2028-11-01")
    due, past = (
        page(practice(), [SHEET, crps], language, dt.date(2027, *day), TEMPLATES) for day in ((10, 31), (11, 1))
    )
    assert "<p>Versie 2026.11. Te herzien vóór 1 november 2027.</p>" in due
    assert "verlopen" not in due
    assert "<p>Versie 2026.11. <strong>Herziening verlopen op 1 november 2027</strong>.</p>" in past
    assert "<p>Versie 2026.11. Te herzien vóór 1 november 2028.</p>" in past


def test_the_page_is_in_the_colour_of_the_series(catalogue: Catalogue) -> None:
    """Headings, links and the button have the colour that is given, and none is of a series that is not this one."""
    html = page(practice(), [SHEET], catalogue.languages["nl"], TODAY, TEMPLATES, colour="#123456")
    assert html.count("color: #123456") == 2
    assert "background: #123456" in html
    assert "#1B2A49" not in html


def test_the_light_file_stands_first(catalogue: Catalogue) -> None:
    """Before the others of its leaflet, with what it is for."""
    light = replace(
        SHEET, path="practices/de-wilg/nl/ms-a5-folded-light.pdf", made_of=replace(SHEET.made_of, light=True)
    )
    html = page(practice(), [SHEET, light], catalogue.languages["nl"], TODAY, TEMPLATES)
    assert html.index("ms-a5-folded-light.pdf") < html.index("ms-a5-folded.pdf")
    assert html.count("A5 om te vouwen, voor een kantoorprinter, 2 bladzijden") == 1


def test_a_sheet_stands_beside_its_ticket(catalogue: Catalogue) -> None:
    """In the words of the language, which a screen reader hears with what it is for; other files have none."""
    language = catalogue.languages["nl"]
    reading = replace(SHEET, path="practices/de-wilg/nl/ms-a5.pdf", title="Slaap bij MS", format="a5")
    tickets = {SHEET.path: "practices/de-wilg/nl/ms-a5-folded-ticket.pdf"}
    html = page(practice(), [SHEET, reading], language, TODAY, TEMPLATES, tickets)
    assert html.count("hoe te printen") == html.count("-ticket.pdf") == 1
    ticket = html[html.index('href="nl/ms-a5-folded-ticket.pdf"') :]
    heard = 'hoe te printen<span class="heard">: Slaap bij MS (alleen voor papier), A5 om te vouwen</span></a>'
    assert ticket[ticket.index(">") + 1 :].startswith(heard)
    assert html.index('href="nl/ms-a5-folded.pdf"') < html.index('href="nl/ms-a5-folded-ticket.pdf"')
    assert "hoe te printen" not in page(practice(), [reading], language, TODAY, TEMPLATES)
