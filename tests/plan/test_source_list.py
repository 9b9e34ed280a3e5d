"""The list of sources has its order, its numbers and its pages before anything is rendered."""

from __future__ import annotations

from itertools import pairwise

import pytest

from leaflets.content import Catalogue
from leaflets.model.content import Source
from leaflets.plan.source_list import listed, listed_sources, numbers, source_pages


def some(related: int, others: int) -> list[Source]:
    """So many sources that bear on a statement, and then so many that do not."""
    return [
        Source(id=f"s{at}", url=f"https://example.org/{at}", title="T", title_status="label", publisher="P",
               unrelated=at >= related)
        for at in range(related + others)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("related", "others", "pages"),
    [(26, 15, [14, 14, 13]), (28, 2, [14, 14, 2]), (27, 1, [14, 13, 1]), (11, 15, [11, 14, 1]), (14, 0, [14]),
     (15, 12, [14, 13])],
)  # fmt: skip
def test_pages_hold_fourteen_and_a_second_heading_begins_a_row(
    related: int, others: int, pages: list[int], catalogue: Catalogue
) -> None:
    """Full pages first; those that bear on nothing begin a row, and not on the page with the first heading."""
    sources = some(related, others)
    found = source_pages(sources, catalogue.formats["booklet"])
    assert [len(page) for page in found] == pages
    assert [source for page in found for source in page] == sources


def test_numbers_run_through_the_list(catalogue: Catalogue) -> None:
    """From 1 on, in the order of the pages: the user's own, those found, and then the others."""
    sources = listed_sources(catalogue, catalogue.languages["nl"], catalogue.leaflets["nl"])
    found = numbers(sources)
    assert list(found.values()) == list(range(1, 42))
    assert found[sources[0].id] == 1
    kinds = [(source.unrelated, source.evidence is not None) for source in sources]
    assert all(one <= other for one, other in pairwise(kinds))


def test_a_title_stands_beside_its_code_where_it_has_room(catalogue: Catalogue) -> None:
    """Five lines hold what it is about, the title and the first author; else that gives way to who published it where."""
    short = listed(catalogue.sources["malow-2004-sleep-epilepsy"], 22, "nl")
    assert short == (True, "Malow, 2004", "")
    long = listed(catalogue.sources["chang-2022-sleep-deprivation-pain"], 6, "nl")
    assert long == (False, "Chang JR et al., Sleep Medicine Reviews, 2022", "sciencedirect.com")
    longer = listed(catalogue.sources["bodewes-2019-sjogren-biomarkers"], 10, "nl")
    assert longer == (False, "Bodewes ILA et al., 2019", "frontiersin.org")
    label = listed(catalogue.sources["jocms-1781"], 34, "nl")
    assert (label.has_title, label.credit) == (True, "")
