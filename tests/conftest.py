"""What several tests share: the project's own catalogue, copies of it to break, and builds made once a session."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from weasyprint import HTML, Document

from leaflets import plan
from leaflets.build.pipeline import make
from leaflets.content import Catalogue, load
from leaflets.merge import BookletPart, merge
from leaflets.model.format import PaperOptions
from leaflets.plan import Request
from leaflets.typeset import typeset
from leaflets.typeset.weasyprint70.tagging import finish
from tests.pages import PagesMadeOnce
from tests.small import UNSEEN, Press, finished, set_up

PROJECT = Path(__file__).resolve().parents[1]

# The same examples on every run: a test that fails for one fails for all, and again.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# Many tests run the press in a process of its own: its code, and that of the tests, is compiled once and not in each.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The day the tests live on: review dates pass, and no test may fail because of it.
os.environ["SOURCE_DATE_EPOCH"] = "1795780800"  # 27 November 2026

# The language the tests read, whatever the locale of who runs them.
os.environ["LC_ALL"] = "C.UTF-8"


MAKES = frozenset(
    {
        "chromium",
        "edition",
        "edition_ua2",
        "illustrated",
        "looked_at",
        "masters",
        "of_hay_fever",
        "office",
        "parts",
        "press",
        "press_of_wheel",
        "pressed",
        "printed",
    }
)
"""Fixtures that make whole files: who uses one takes seconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what makes whole files; `-m "not whole"` is the inner loop of who writes code."""
    for item in items:
        if MAKES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.whole)


def pytest_collection_finish() -> None:
    """Leave what thousands of tests are made of out of every collection of garbage that follows."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's own content, which has no problems."""
    found, problems = load(PROJECT / "content", PROJECT / "styles")
    assert problems == []
    return found


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the project's content, for a test to break."""
    return Path(shutil.copytree(PROJECT / "content", tmp_path / "content"))


def shared_folder(folders: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all test processes of this session share."""
    base = folders.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def once(folders: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """A folder that all test processes share, and whether this one is the first to come and has to fill it."""
    shared = shared_folder(folders, name)
    with FileLock(shared / "lock"):
        yield shared, not (shared / "made").exists()
        (shared / "made").touch()


@pytest.fixture(scope="session", autouse=True)
def pages_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """In this process the press renders no page that a test has had rendered before, here or in another process."""
    with pytest.MonkeyPatch.context() as patch:
        once_only = PagesMadeOnce(shared_folder(tmp_path_factory, "typeset-once"), typeset)
        patch.setattr("leaflets.typeset.typeset", once_only)
        yield


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are rendered as the press renders them, for tests of what two renders have in common."""
    monkeypatch.setattr("leaflets.typeset.typeset", typeset)


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """The output folder of one build: the leaflets MS and CRPS in a5 and a4, and the booklet of the two."""
    with once(tmp_path_factory, "edition") as (folder, is_first):
        if is_first:
            formats, leaflets = ("a5", "a4", "booklet"), ("ms", "crps")
            request = Request(PROJECT, PROJECT / "content", folder, leaflets=leaflets, formats=formats)
            report = make(catalogue, request, lambda *_: None)
            assert report.problems == []
    return folder


@pytest.fixture(scope="session")
def edition_ua2(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """The output folder of one build to PDF/UA-2: the leaflet MS in a5, also as a form, and the booklet of it."""
    with once(tmp_path_factory, "edition-ua2") as (folder, is_first):
        if is_first:
            asked = Request(
                PROJECT, PROJECT / "content", folder, leaflets=("ms",), formats=("a5", "booklet"),
                paper=PaperOptions(ua=2), fillable=True,
            )  # fmt: skip
            report = make(catalogue, asked, lambda *_: None)
            assert report.problems == []
    return folder


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The small press after a build by two processes, without preflight; not to be changed, see `press`."""
    with once(tmp_path_factory, "pressed") as (folder, is_first):
        press = Press(folder)
        if is_first:
            set_up(folder, PROJECT)
            outcome = finished(press.apart(jobs=2, before=UNSEEN))
            assert (outcome.code, outcome.err) == (0, "")
            (folder / "said").write_text(outcome.out, encoding="utf-8")
    return press


@pytest.fixture
def press(pressed: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """A copy of the small press and all it made, to change and to build with; here it builds without preflight."""
    copy = pressed.copy(tmp_path)
    monkeypatch.setattr("leaflets.preflight.inspect", lambda *_, **__: ())
    monkeypatch.setattr("leaflets.cli.options.PROJECT", copy.project)
    return copy


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A folder with booklet.pdf, all thirteen leaflets merged, and single.pdf, the same pages in a single write.

    The single one is WeasyPrint's own way to put documents together: `Document.copy` with the pages of all sections,
    laid out once, then `write_pdf` with the options the sections are written with.
    """
    with once(tmp_path_factory, "whole") as (folder, is_first):
        if is_first:
            booklet = plan.booklet(
                catalogue, catalogue.languages["nl"], catalogue.leaflets["nl"], catalogue.formats["booklet"]
            )
            documents, parts = _typeset_all(booklet)
            (folder / "booklet.pdf").write_bytes(merge(parts, booklet.title, "Jesse", "nl", "omslag"))
            pages = [page for document in documents for page in document.pages]
            single = documents[0].copy(pages).write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
            (folder / "single.pdf").write_bytes(single)
    return folder


def _typeset_all(booklet: plan.BookletPlan) -> tuple[list[Document], list[BookletPart]]:
    """Each section's layout as WeasyPrint gave it, and its finished PDF."""
    documents: list[Document] = []
    render = HTML.render

    def recorded(page: HTML, *args: Any, **options: Any) -> Document:
        documents.append(render(page, *args, **options))
        return documents[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HTML, "render", recorded)
        parts = [
            BookletPart(
                typeset(section.job, PROJECT, PROJECT / "content").pdf,
                (section.bookmark.level, section.bookmark.title) if section.bookmark else None,
            )
            for section in booklet.sections
        ]
    return documents, parts


@pytest.fixture(scope="session")
def parts(catalogue: Catalogue) -> list[BookletPart]:
    """The sections of the booklet of CRPS alone, not yet merged."""
    leaflets = [one for one in catalogue.leaflets["nl"] if one.id == "crps"]
    booklet = plan.booklet(catalogue, catalogue.languages["nl"], leaflets, catalogue.formats["booklet"])
    return _typeset_all(booklet)[1]
