"""What is asked for becomes a list of files, each with what the manifest says of it; what does not exist is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.model.content import ChapterOrder
from leaflets.plan import Request, Work, works
from leaflets.problems import WrongOption

OWN = ("a4", "a5", "booklet")


def planned(catalogue: Catalogue, **asked: Any) -> list[Work]:
    """The files of a request that nothing stands in the way of."""
    found, problems = works(catalogue, request(**asked))
    assert problems == []
    return found


def request(**asked: Any) -> Request:
    here = Path()
    return replace(Request(here, here, here), **asked)


def test_everything_is_every_leaflet_in_every_format_and_the_booklet(catalogue: Catalogue) -> None:
    """Thirteen leaflets in a5 and a4 and one booklet make the 27 files of the first issue, each path once."""
    paths = [work.path for work in planned(catalogue, formats=OWN)]
    assert len(paths) == len(set(paths)) == 27
    slugs = {leaflet.slug for leaflet in catalogue.leaflets["nl"]}
    assert {f"nl/leaflets/{slug}-{fmt}.pdf" for slug in slugs for fmt in ("a5", "a4")} < set(paths)
    assert "nl/booklet/booklet.pdf" in paths
    assert set(paths) <= {work.path for work in planned(catalogue)}


def test_a_file_is_named_in_the_readers_language(catalogue: Catalogue) -> None:
    """The id is what one asks for; the slug is what the patient downloads."""
    (work,) = planned(catalogue, leaflets=("brain-injury",), formats=("a5",))
    assert (work.path, work.entry.leaflet) == ("nl/leaflets/nah-a5.pdf", "brain-injury")


def test_a_choice_of_leaflets_makes_no_booklet_unless_asked(catalogue: Catalogue) -> None:
    """Naming leaflets makes these; naming the booklet too makes one of just these, under a name of its own."""
    chosen = ("ms", "crps")
    assert not [work for work in planned(catalogue, leaflets=chosen) if work.booklet]
    (work,) = planned(catalogue, leaflets=chosen, formats=("booklet",))
    assert work.path == "nl/booklet/booklet-ms-crps.pdf"
    assert work.booklet is not None
    assert work.booklet.leaflets == chosen
    assert (work.entry.leaflet, work.entry.version) == (None, catalogue.edition.booklet_version)


def test_the_name_of_a_booklet_of_many_stays_short(catalogue: Catalogue) -> None:
    """A choice too long for a file name is numbered and told apart by what is in it."""
    ids = tuple(leaflet.id for leaflet in catalogue.leaflets["nl"])
    (one,) = planned(catalogue, leaflets=ids[1:], formats=("booklet",))
    (other,) = planned(catalogue, leaflets=ids[:-1], formats=("booklet",))
    assert one.path.startswith("nl/booklet/booklet-12-")
    assert one.path != other.path
    assert max(len(Path(work.path).name) for work in (one, other)) < 90


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"leaflets": ("gout",)}, r'^There is no leaflet "gout"\. Choose from: alzheimer, .*, sleep-and-recovery\.$'),
        ({"formats": ("a9",)}, r'^There is no format "a9"\. Choose from: a4, a5, .*\.$'),
        ({"languages": ("xx",)}, r'^There is no language "xx"\. Choose from: .*nl.*\.$'),
        ({"leaflets": ("ms", "MS")}, r'^There is no leaflet "MS"\.'),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(
    asked: dict[str, tuple[str, ...]], said: str, catalogue: Catalogue
) -> None:
    """A name nobody knows is refused in a sentence that lists the names there are."""
    with pytest.raises(WrongOption, match=said):
        works(catalogue, request(**asked))


def test_a_broken_leaflet_stands_in_the_way_of_booklets_it_is_in(catalogue: Catalogue) -> None:
    """Its own files and the whole booklet are not planned; a booklet of others is."""
    rest = {"nl": tuple(one for one in catalogue.leaflets["nl"] if one.id != "ms")}
    broken = replace(catalogue, leaflets=rest, failed={"nl": frozenset({"ms"})})
    found, problems = works(broken, request(formats=OWN))
    assert len(found) == 24
    assert [str(problem) for problem in problems] == [
        "nl/booklet: is not made, for these of its texts are wrong: ms. Mend them; what was there is untouched."
    ]
    assert works(broken, request(leaflets=("ms",), formats=("a5",))) == ([], [])
    found, problems = works(broken, request(leaflets=("crps",), formats=("booklet",)))
    assert ([work.path for work in found], problems) == (["nl/booklet/booklet-crps.pdf"], [])


def test_a_booklet_cannot_do_without_its_chapters(catalogue: Catalogue) -> None:
    """All that are missing are said at once, and only the booklet goes without."""
    chapters = {"nl": {key: one for key, one in catalogue.chapters["nl"].items() if not key.startswith("group-")}}
    found, problems = works(replace(catalogue, chapters=chapters), request(formats=("a5", "booklet")))
    assert len(found) == 13
    assert [problem.where for problem in problems] == [f"content/nl/booklet/group-{group}.md" for group in range(1, 6)]


def test_a_booklet_is_made_without_pages_to_write_on_and_not_with_wrong_ones(catalogue: Catalogue) -> None:
    """A series need not have a diary; one whose words are wrong is not left out in silence, of a choice neither."""
    without = replace(catalogue, fill_pages={})
    found, problems = works(without, request(formats=("booklet",)))
    assert ([work.path for work in found], problems) == (["nl/booklet/booklet.pdf"], [])
    wrong = replace(without, failed={"nl": frozenset({"pages"})})
    for leaflets in ((), ("ms",)):
        found, problems = works(wrong, request(leaflets=leaflets, formats=("booklet",)))
        said = (
            "nl/booklet: is not made, for these of its texts are wrong: pages. Mend them; what was there is untouched."
        )
        assert (found, [str(problem) for problem in problems]) == ([], [said])


def test_a_chapter_no_booklet_prints_is_told_with_the_booklet(catalogue: Catalogue) -> None:
    """It warns who left a chapter off the list, once; of leaflets and of a practice's set it is not said."""
    order = ChapterOrder(opening=catalogue.edition.chapters.opening[1:], closing=catalogue.edition.chapters.closing)
    fewer = replace(catalogue, edition=catalogue.edition.model_copy(update={"chapters": order}))
    _, problems = works(fewer, request(formats=("booklet", "booklet-imposed")))
    assert [(problem.where, problem.severity) for problem in problems] == [("content/nl/booklet/foreword.md", "warns")]
    assert works(fewer, request(formats=("a5",)))[1] == []
    assert works(fewer, replace(request(formats=("booklet",)), for_practices=True))[1] == []


def test_what_cannot_be_read_is_no_wrong_option(catalogue: Catalogue) -> None:
    """A format or language whose own file is broken may be asked for: its mistake is said elsewhere."""
    formats = {name: fmt for name, fmt in catalogue.formats.items() if name != "a4"}
    broken = replace(catalogue, formats=formats, unread=frozenset({"a4", "xx"}))
    assert works(broken, request(formats=("a4",))) == ([], [])
    assert works(broken, request(languages=("xx",))) == ([], [])


def test_a_file_is_known_by_all_that_goes_into_it(catalogue: Catalogue) -> None:
    """Other pages, another format and another order of sections each give another digest; the same the same."""
    a5, a4 = planned(catalogue, leaflets=("ms",), formats=("a5", "a4"))[::-1]
    assert a5.digest("x") == a5.digest("x")
    (booklet,) = planned(catalogue, formats=("booklet",))
    digests = [
        a5.digest("x"),
        a5.digest("y"),
        a4.digest("x"),
        booklet.digest("x", "y"),
        booklet.digest("y", "x"),
    ]
    assert len(set(digests)) == 5
