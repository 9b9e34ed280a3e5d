"""A job is made of a leaflet, its format and its numbered sources, each from where it is written."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.model.job import Job
from leaflets.plan import leaflet_job, number


def leaflet(catalogue: Catalogue, name: str) -> Leaflet:
    return next(one for one in catalogue.leaflets["nl"] if one.id == name)


def job(catalogue: Catalogue, name: str = "ms", fmt: str = "a5") -> Job:
    return leaflet_job(catalogue, leaflet(catalogue, name), catalogue.formats[fmt])


def test_citations_are_numbered_as_they_come(catalogue: Catalogue) -> None:
    """The first source a text cites is 1, the next 2, whatever their order in the list of sources."""
    cited = ("nice-ng206", "barbi-2022-ms-brain", "devivo-sleep-myelin")
    assert [(one.number, one.source.id) for one in number(cited, catalogue.sources)] == list(enumerate(cited, start=1))
    assert number((), catalogue.sources) == ()


def test_a_job_is_made_of_the_leaflet_and_its_format(catalogue: Catalogue) -> None:
    """Pages, template, language and title come from where they are written, and messages name the leaflet's file."""
    one = job(catalogue)
    assert (one.id, one.title, one.pages, one.template) == ("ms", "Slaap, rust en herstel bij MS", 4, "leaflet")
    assert (one.language.id, one.blog.id, one.booklet, one.first_folio) == ("nl", catalogue.edition.blog, False, 1)
    assert [citation.source.id for citation in one.citations] == list(leaflet(catalogue, "ms").cited)
    assert one.where == "content/nl/ms.md"
    assert one.model_copy(update={"leaflet": None}).where == "ms"
