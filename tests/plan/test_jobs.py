"""A job holds everything one render needs, so that the same job is known by the same digest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.model.job import Job
from leaflets.plan import leaflet_job, number
from tests.conftest import PROJECT


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


@pytest.mark.parametrize(
    "changed", ["title", "leaflet", "format", "citations", "language", "edition", "blog", "context", "ink", "pages"]
)
def test_whatever_changes_in_a_job_changes_its_digest(changed: str, catalogue: Catalogue) -> None:
    """Each thing that may change a page changes the digest; an equal job has the same one."""
    one, other = job(catalogue), job(catalogue, "crps", "a4")
    values = {"context": {"x": 1}, "ink": "gray"} | {
        "language": one.language.model_copy(update={"words": {**one.language.words, "sources": "Andere bronnen"}}),
        "edition": one.edition.model_copy(update={"funding": "Niemand"}),
        "blog": catalogue.sources[catalogue.edition.origin],
    }
    value = values.get(changed, getattr(other, changed))
    assert one.model_copy(update={changed: value}).digest() != one.digest()
    assert job(catalogue).digest() == one.digest()


def test_a_digest_is_the_same_in_another_process(catalogue: Catalogue) -> None:
    """The digest does not depend on the order of sets or the addresses of objects."""
    code = (
        "import sys; from pathlib import Path\n"
        "from leaflets.content import load; from leaflets.plan import leaflet_job\n"
        "found, _ = load(Path(sys.argv[1]) / 'content', Path(sys.argv[1]) / 'styles')\n"
        "ms = next(one for one in found.leaflets['nl'] if one.id == 'ms')\n"
        "print(leaflet_job(found, ms, found.formats['a5']).digest())"
    )
    command = [sys.executable, "-c", code, str(PROJECT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert done.stdout.strip() == job(catalogue).digest()
