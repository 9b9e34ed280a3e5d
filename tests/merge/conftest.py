"""The whole booklet, and the same pages written by WeasyPrint alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML, Document

from leaflets import plan
from leaflets.content import Catalogue
from leaflets.merge import BookletPart, merge
from leaflets.typeset import typeset
from leaflets.typeset.weasyprint70.tagging import finish
from tests.conftest import PROJECT, once


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
