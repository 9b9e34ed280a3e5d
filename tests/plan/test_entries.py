"""What the manifest will say of a file is planned with it, and says what the file is made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from leaflets.content import Catalogue
from leaflets.model.artefact import MadeOf
from leaflets.model.format import PaperOptions
from leaflets.plan import Request, Work, as_made, ticket_entry, works


def planned(catalogue: Catalogue, *formats: str, leaflets: tuple[str, ...] = ("ms",), **paper: Any) -> list[Work]:
    here, fillable = Path(), paper.pop("fillable", False)
    options = PaperOptions(**paper)
    found, problems = works(
        catalogue, Request(here, here, here, formats=formats, leaflets=leaflets, paper=options, fillable=fillable)
    )
    assert problems == []
    return found


def test_a_leaflet_says_how_it_is_made(catalogue: Catalogue) -> None:
    """Its id and name, ink and paper size; a form says so; of sheets their sides and the paper's thickness."""
    (a5,) = planned(catalogue, "a5", leaflets=("brain-injury",))
    assert a5.entry.made_of == MadeOf(("brain-injury",), slug="nah")
    (gray,) = planned(catalogue, "a5", gray=True)
    assert (gray.entry.made_of.ink, gray.entry.purpose, gray.entry.conforms_to) == ("gray", "reading", "pdf/ua-1")
    (tagged,) = planned(catalogue, "a5", ua=2)
    assert (tagged.path, tagged.entry.conforms_to) == ("nl/leaflets/ms-a5-ua2.pdf", "pdf/ua-2")
    (poster,) = planned(catalogue, "poster", size="a3")
    assert poster.entry.made_of == MadeOf(("ms",), slug="ms", size="a3")
    assert [work.entry.made_of.fillable for work in planned(catalogue, "a5", fillable=True)] == [False, True]
    fronts, backs = planned(catalogue, "a5-folded", manual_duplex=True, caliper_mm=0.2)
    assert fronts.entry.made_of == MadeOf(("ms",), slug="ms", sides="fronts", caliper_mm=0.2)
    assert backs.entry.made_of == replace(fronts.entry.made_of, sides="backs")


def test_a_booklet_says_which_texts_it_holds(catalogue: Catalogue) -> None:
    """Leaflets and chapters in their order, and whether somebody chose."""
    (whole,) = planned(catalogue, "booklet", leaflets=())
    assert whole.entry.made_of.leaflets == tuple(one.id for one in catalogue.leaflets["nl"])
    assert set(whole.entry.made_of.chapters) == set(catalogue.chapters["nl"])
    assert whole.entry.made_of.chapters[0] == "foreword"
    (choice,) = planned(catalogue, "booklet", leaflets=("crps", "ms"))
    assert choice.entry.made_of.leaflets == ("ms", "crps")
    assert (whole.entry.made_of.is_choice, choice.entry.made_of.is_choice) == (False, True)
    assert [name for name in choice.entry.made_of.chapters if name.startswith("group-")] == ["group-5"]


def test_a_ticket_goes_with_its_file(catalogue: Catalogue) -> None:
    """It stands beside the file, is a page to read in the same language, and made of the same."""
    (work,) = planned(catalogue, "a5-folded")
    ticket = ticket_entry(work, work.path, (148, 210))
    assert (ticket.path, ticket.of) == ("nl/leaflets/ms-a5-folded-ticket.pdf", "nl/leaflets/ms-a5-folded.pdf")
    assert (ticket.format, ticket.purpose, ticket.conforms_to) == ("ticket", "reading", "pdf/ua-1")
    assert (ticket.title, ticket.trim_mm) == (f"Printwijzer: {work.jobs[0].title}", (148, 210))
    assert (ticket.made_of, ticket.language) == (work.entry.made_of, "nl")


def test_the_format_of_a_finished_file_is_the_one_it_was_made_in(catalogue: Catalogue) -> None:
    """For each way to make a file, what the manifest says of it gives the very format it was planned with."""
    ways: tuple[dict[str, Any], ...] = ({}, {"gray": True}, {"press": True}, {"manual_duplex": True}, {"ua": 2})
    found = [work for way in ways for work in planned(catalogue, leaflets=(), **way)]
    found += planned(catalogue, "poster", size="a3")
    assert len(found) > 300
    for work in found:
        assert as_made(catalogue.formats[work.entry.format], work.entry) == work.format


def test_a_file_says_where_its_code_leads(catalogue: Catalogue) -> None:
    """Also where no room was left for one: a site with another address knows that it is not of it."""
    assert planned(catalogue, "a5")[0].entry.made_of.site is None
    site = "https://folders.example.org"
    at_home = replace(catalogue, edition=catalogue.edition.model_copy(update={"site": site}))
    assert {work.entry.made_of.site for work in planned(at_home, "a5", "booklet")} == {site}
