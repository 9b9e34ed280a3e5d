"""What an order asks for, and the files that makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.build.order_request import OrderPart, bound, jobs_of, parts_of, stem, titled, whole_of
from leaflets.content import Catalogue
from leaflets.plan import Work, works
from tests.build.orders import asked


@pytest.fixture(scope="module")
def work(catalogue: Catalogue) -> Work:
    """The booklet of MS for a print shop."""
    order = asked("whole", Path("/nowhere"))
    found, _ = works(catalogue, replace(order.request, formats=("booklet-press",)))

    return found[0]


def test_files_are_named_by_edition_and_language(work: Work) -> None:
    """Those of an own edition bear its id, so that a shop that gets two tells them apart."""
    order = asked("whole", Path("/nowhere"))
    assert stem(order, work) == "nl-booklet"
    own = replace(order, request=replace(order.request, edition="vzw"))
    assert stem(own, work) == "vzw-nl-booklet"


@pytest.mark.parametrize(
    ("how", "roles"), [("whole", ["whole"]), ("apart", ["cover", "inside"]), ("glued", ["cover", "inside"])]
)
def test_the_parts_hold_every_page_once(how: str, roles: list[str], work: Work, tmp_path: Path) -> None:
    """Together they are the booklet; a glued cover has two pages on each of its own."""
    order = asked(how, tmp_path / "out")
    booklet = bound(order, work)
    parts = parts_of(order, work, booklet)
    assert [one.role for one in parts] == roles
    assert sorted(page for one in parts for page in one.pages) == list(range(1, booklet.pages + 1))
    assert sorted(folio for one in parts for several in one.folios for folio in several) == list(
        range(1, booklet.pages + 1)
    )
    assert (booklet.spine_mm is not None) == (how == "glued")
    assert (booklet.cover is None) == (how == "whole")
    assert whole_of(order, work, booklet).pages == tuple(range(1, booklet.pages + 1))


def test_a_text_belongs_to_the_part_that_has_all_its_pages(work: Work, tmp_path: Path) -> None:
    """Cover and contents are of the cover, the leaflet of the inside; a section cut in two is of neither."""
    order = asked("apart", tmp_path / "out")
    cover, inside = parts_of(order, work, bound(order, work))
    ids = [job.id for job in jobs_of(cover, work)], [job.id for job in jobs_of(inside, work)]
    assert ids[0][0] == "cover"
    assert "ms" in ids[1]
    assert set(ids[0]) & set(ids[1]) == set()
    first = next(section for section in work.booklet.sections if section.pages > 1) if work.booklet else None
    assert first is not None
    cut = OrderPart("inside", (first.job.first_folio,), "x.pdf", (148, 210))
    assert jobs_of(cut, work) == ()


def test_a_part_says_so_in_its_title(work: Work, tmp_path: Path) -> None:
    """The file of the cover is called so, in the language of the booklet."""
    order = asked("apart", tmp_path / "out")
    cover, inside = parts_of(order, work, bound(order, work))
    assert titled(cover, work).endswith(": omslag")
    assert titled(inside, work).endswith(": binnenwerk")
