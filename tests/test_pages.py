"""Pages made once for all tests are those the press makes, and are made again where anything they show has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import leaflets.typeset
from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.plan import leaflet_job
from leaflets.problems import ContentError, Problem
from leaflets.typeset.render import typeset
from tests.conftest import PROJECT
from tests.pages import PagesMadeOnce


@pytest.fixture
def simple(catalogue: Catalogue) -> Job:
    """A leaflet in one format."""
    return leaflet_job(catalogue, catalogue.leaflets["nl"][0], catalogue.formats["a5"])


@pytest.fixture
def made(tmp_path: Path) -> tuple[PagesMadeOnce, list[str]]:
    """Pages whose making is recorded, by the title of the job."""
    titles: list[str] = []

    def make(job: Job, project: Path, content: Path) -> Proof:
        titles.append(job.title)
        return Proof(job_id=job.id, pdf=f"page {len(titles)}".encode(), pages=1, trim_mm=(148, 210), qr=())

    return PagesMadeOnce(tmp_path / "kept", make), titles


def test_what_goes_in_decides_whether_a_page_is_made(
    made: tuple[PagesMadeOnce, list[str]], simple: Job, tmp_path: Path
) -> None:
    """The same job is made once; another word, style, template or picture makes it anew."""
    pages, titles = made
    project, content = tmp_path / "project", tmp_path / "content"
    for name in ("styles", "templates"):
        shutil.copytree(PROJECT / name, project / name)
    assert pages(simple, project, content) == pages(simple, project, content)
    assert titles == [simple.title]
    pages(simple.model_copy(update={"title": "Anders"}), project, content)
    for path in (project / "styles/colours.yaml", sorted((project / "templates").rglob("*.*"))[0]):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        pages(simple, project, content)
    (content / simple.language.id / "pictures").mkdir(parents=True)
    (content / simple.language.id / "pictures" / "a.svg").write_text("<svg/>", encoding="utf-8")
    pages(simple, project, content)
    assert titles == [simple.title, "Anders", *[simple.title] * 3]
    assert PagesMadeOnce(tmp_path / "kept", pages.make)(simple, project, content).pdf == b"page 5"


def test_what_cannot_be_made_is_tried_again(tmp_path: Path, simple: Job) -> None:
    """A text that does not fit is refused each time."""
    tried: list[int] = []

    def make(*_: object) -> Proof:
        tried.append(1)
        raise ContentError(Problem(say("is too long"), "ms.md", say("Shorten it.")))

    pages = PagesMadeOnce(tmp_path / "kept", make)
    for _ in range(2):
        with pytest.raises(ContentError):
            pages(simple, PROJECT, PROJECT / "content")
    assert len(tried) == 2


@pytest.mark.usefixtures("anew")
def test_two_renders_that_are_compared_are_two() -> None:
    """Who asks for pages made anew gets the press's own function."""
    assert leaflets.typeset.typeset is typeset
